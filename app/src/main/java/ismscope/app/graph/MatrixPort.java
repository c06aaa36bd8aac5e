package ismscope.app.graph;

/// What part of the matrix is seen: size of the cells, place of the first one, room for the
/// headers. Thread: FX, though it needs no toolkit.
final class MatrixPort {
    static final double LARGEST_CELL = 34;
    static final double LABEL_FROM = 11;

    private double cellWidth = 20;
    private double cellHeight = 20;
    private double offsetX;
    private double offsetY;
    private double width;
    private double height;
    private double headerWidth = 110;
    private double headerHeight = 90;
    private int rows;
    private int columns;
    private boolean fitting = true;

    /// Says how large the canvas, the headers and the matrix are.
    void size(Box canvas, Box headers, MatrixModel model) {
        width = canvas.width();
        height = canvas.height();
        headerWidth = headers.width();
        headerHeight = headers.height();
        rows = model.rows().size();
        columns = model.columns().size();
        if (fitting) {
            cellWidth = Math.min(LARGEST_CELL, fittingWidth());
            cellHeight = Math.min(LARGEST_CELL, fittingHeight());
            offsetX = 0;
            offsetY = 0;
        }
        clamp();
    }

    /// Shows all of it again.
    void fitAgain() {
        fitting = true;
    }

    double cellWidth() {
        return cellWidth;
    }

    double cellHeight() {
        return cellHeight;
    }

    double headerWidth() {
        return headerWidth;
    }

    double headerHeight() {
        return headerHeight;
    }

    /// {@return whether rows are high enough for labels beside them}
    boolean rowsLabelled() {
        return cellHeight >= LABEL_FROM;
    }

    /// {@return whether columns are wide enough for labels above them}
    boolean columnsLabelled() {
        return cellWidth >= LABEL_FROM;
    }

    void pan(double dx, double dy) {
        fitting = false;
        offsetX -= dx;
        offsetY -= dy;
        clamp();
    }

    /// Zooms so that the cell under the mouse stays there.
    void zoomAt(double x, double y, double factor) {
        fitting = false;
        double wide = zoomed(cellWidth, factor, fittingWidth());
        double high = zoomed(cellHeight, factor, fittingHeight());
        offsetX = (offsetX + x - headerWidth) * wide / cellWidth - (x - headerWidth);
        offsetY = (offsetY + y - headerHeight) * high / cellHeight - (y - headerHeight);
        cellWidth = wide;
        cellHeight = high;
        clamp();
    }

    /// Moves just so far that a row and a column, if not negative, are seen.
    void reveal(int row, int column) {
        if (row >= 0) {
            offsetY = shown(offsetY, row * cellHeight, height - headerHeight - cellHeight);
        }
        if (column >= 0) {
            offsetX = shown(offsetX, column * cellWidth, width - headerWidth - cellWidth);
        }
        clamp();
    }

    double x(int column) {
        return headerWidth + column * cellWidth - offsetX;
    }

    double y(int row) {
        return headerHeight + row * cellHeight - offsetY;
    }

    int firstColumn() {
        return Math.clamp((long) (offsetX / cellWidth), 0, Math.max(0, columns - 1));
    }

    int firstRow() {
        return Math.clamp((long) (offsetY / cellHeight), 0, Math.max(0, rows - 1));
    }

    /// {@return one past the last column in view}
    int endColumn() {
        return (int) Math.clamp(Math.ceil((offsetX + width - headerWidth) / cellWidth), 0, columns);
    }

    /// {@return one past the last row in view}
    int endRow() {
        return (int) Math.clamp(Math.ceil((offsetY + height - headerHeight) / cellHeight), 0, rows);
    }

    /// {@return the row at a height, its header included, -1 if there is none}
    int rowAt(double y) {
        double row = Math.floor((y - headerHeight + offsetY) / cellHeight);
        return y >= headerHeight && row < rows ? (int) row : -1;
    }

    /// {@return the column at a place, its header included, -1 if there is none}
    int columnAt(double x) {
        double column = Math.floor((x - headerWidth + offsetX) / cellWidth);
        return x >= headerWidth && column < columns ? (int) column : -1;
    }

    private double fittingWidth() {
        return Math.max(0.05, (width - headerWidth - 8) / Math.max(1, columns));
    }

    private double fittingHeight() {
        return Math.max(0.05, (height - headerHeight - 8) / Math.max(1, rows));
    }

    private static double zoomed(double cell, double factor, double fitting) {
        return Math.clamp(cell * factor, Math.min(LARGEST_CELL, fitting), LARGEST_CELL);
    }

    private double shown(double offset, double start, double room) {
        if (start < offset) {
            return start;
        }
        return Math.max(offset, start - room);
    }

    private void clamp() {
        offsetX =
                Math.clamp(offsetX, 0, Math.max(0, columns * cellWidth - width + headerWidth + 8));
        offsetY =
                Math.clamp(offsetY, 0, Math.max(0, rows * cellHeight - height + headerHeight + 8));
    }
}
