package ismscope.app.hex;

/// Which rows are seen: smooth to the fraction of a row. Thread: FX, though it needs no toolkit.
final class Viewport {
    private HexGrid grid = new HexGrid(0, 16);
    private double top;
    private double visible = 1;

    /// Takes another grid; the first byte in view stays the same.
    void setGrid(HexGrid next) {
        if (!next.equals(grid)) {
            double first = top * grid.bytesPerRow();
            grid = next;
            setTop(first / next.bytesPerRow());
        }
    }

    HexGrid grid() {
        return grid;
    }

    /// Says how many rows fit, with fractions.
    void setVisible(double rows) {
        visible = Math.max(1, rows);
        setTop(top);
    }

    double visible() {
        return visible;
    }

    /// {@return the first row in view, with the fraction that is above the edge}
    double top() {
        return top;
    }

    /// {@return the largest top}
    double lastTop() {
        return Math.max(0, grid.rows() - Math.floor(visible));
    }

    void setTop(double row) {
        top = Math.clamp(row, 0, lastTop());
    }

    void scroll(double rows) {
        setTop(top + rows);
    }

    /// {@return the first row that is at least partly in view}
    long firstRow() {
        return (long) Math.floor(top);
    }

    /// {@return one past the last row that is at least partly in view}
    long endRow() {
        return Math.min(grid.rows(), (long) Math.ceil(top + visible));
    }

    /// {@return whether a byte's row is wholly in view}
    boolean shows(long offset) {
        long row = grid.row(offset);
        return row >= top && row + 1 <= top + visible;
    }

    /// Scrolls just so far that a byte is in view; far away it comes into the middle.
    void reveal(long offset) {
        if (shows(offset)) {
            return;
        }
        double row = grid.row(offset);
        boolean near = row > top - visible && row < top + 2 * visible;
        if (!near) {
            setTop(row - Math.floor(visible / 2));
        } else if (row < top) {
            setTop(row);
        } else {
            setTop(row + 1 - Math.floor(visible));
        }
    }
}
