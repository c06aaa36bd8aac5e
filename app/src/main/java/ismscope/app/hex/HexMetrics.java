package ismscope.app.hex;

import ismscope.app.theme.FontGrid;

/// Where the parts of a row are on the canvas. Toolkit-free but for the font.
///
/// ```
///   | chunk | offset   | 00 01 02 ..  08 09 .. | text ............ |        | overview |
/// ```
///
/// @param font cell of the fixed-width font
/// @param grid rows and columns of bytes Where two moments are compared, the bytes of the other one
///   stand in the right half.
///
/// @param width of the canvas
/// @param compared whether there are two halves
record HexMetrics(FontGrid font, HexGrid grid, double width, boolean compared) {
    static final double CHUNK_BAND = 7;
    static final double OVERVIEW = 18;
    private static final double PAD = 8;
    private static final double LEADING = 1.28;
    private static final double HEADER_PAD = 7;

    /// {@return metrics with as many bytes per row as fit}
    static HexMetrics fitting(FontGrid font, long sizeBytes, double width, boolean compared) {
        int digits = new HexGrid(sizeBytes, 16).offsetDigits();
        double half = compared ? (width - OVERVIEW) / 2 + OVERVIEW : width;
        double room = (half - OVERVIEW - CHUNK_BAND - 5 * PAD) / font.charWidth() - digits;
        return new HexMetrics(
                font, new HexGrid(sizeBytes, HexGrid.fittingBytesPerRow(room)), width, compared);
    }

    double rowHeight() {
        return Math.round(font.lineHeight() * LEADING);
    }

    double headerHeight() {
        return rowHeight() + HEADER_PAD;
    }

    /// {@return pixels from a row's upper edge to its baseline}
    double baseline() {
        return Math.round((rowHeight() - font.lineHeight()) / 2 + font.ascent());
    }

    double offsetX() {
        return CHUNK_BAND + PAD;
    }

    /// {@return left edge of a byte's two digits}
    double hexX(int column) {
        double start = offsetX() + grid.offsetDigits() * font.charWidth() + 2 * PAD;
        int gap = column >= grid.bytesPerRow() / 2 ? 1 : 0;
        return start + (column * 3 + gap) * font.charWidth();
    }

    /// {@return left edge of a byte's character}
    double textX(int column) {
        return hexX(grid.bytesPerRow() - 1)
                + 3 * font.charWidth()
                + PAD
                + column * font.charWidth();
    }

    /// {@return how far right of a byte the same byte of the other moment stands}
    double comparedShift() {
        return Math.rint(overviewX() / 2);
    }

    /// {@return left edge of the overview}
    double overviewX() {
        return width - OVERVIEW;
    }

    /// {@return the column whose digits or character are nearest, -1 left of all and right of all}
    int columnAt(double x) {
        double cell = font.charWidth();
        if (x >= textX(0) - cell / 2) {
            int column = (int) Math.floor((x - textX(0)) / cell);
            return column < grid.bytesPerRow() ? Math.max(0, column) : -1;
        }
        if (x < hexX(0) - cell) {
            return -1;
        }
        for (int column = grid.bytesPerRow() - 1; column > 0; column--) {
            if (x >= hexX(column) - cell / 2) {
                return column;
            }
        }
        return 0;
    }
}
