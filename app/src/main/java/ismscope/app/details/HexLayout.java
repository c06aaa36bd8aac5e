package ismscope.app.details;

/// Where bytes stand in a hex dump: pure arithmetic in characters and rows.
///
/// Shape of a row of 16: `0010 7f 45 4c 46 02 01 01 00 00 00 00 00 00 00 00 00 .ELF............`
///
/// @param perRow bytes per row: 4, 8 or 16
record HexLayout(int perRow) {
    static final int OFFSET_CHARS = 4;
    private static final int GAP = 2;
    private static final int HALF = 8;

    /// {@return the layout with the longest rows that fit}
    ///
    /// @param chars room in characters
    static HexLayout fitting(double chars) {
        for (int perRow : new int[] {16, 8}) {
            HexLayout layout = new HexLayout(perRow);
            if (layout.rowChars() <= chars) {
                return layout;
            }
        }
        return new HexLayout(4);
    }

    /// {@return characters in a row}
    double rowChars() {
        return textColumn(perRow);
    }

    /// {@return where this byte of a row begins in the hex part}
    double hexColumn(int inRow) {
        return OFFSET_CHARS + GAP + inRow * 3.0 + (inRow >= HALF ? 1 : 0);
    }

    /// {@return where this byte of a row stands in the text part}
    double textColumn(int inRow) {
        return hexColumn(perRow - 1) + 2 + GAP + inRow;
    }

    /// {@return rows that so many bytes take}
    long rows(long bytes) {
        return (bytes + perRow - 1) / perRow;
    }

    /// {@return the byte of a row that stands at this column, the nearest one if between two, -1
    /// left of the first}
    int byteAt(double column) {
        if (column >= textColumn(0)) {
            return (int) Math.min(perRow - 1, column - textColumn(0));
        }
        for (int i = perRow - 1; i >= 0; i--) {
            if (column >= hexColumn(i) - 0.5) {
                return i;
            }
        }
        return -1;
    }
}
