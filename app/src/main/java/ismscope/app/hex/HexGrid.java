package ismscope.app.hex;

/// Rows and columns of a region's bytes. Toolkit-free; offsets up to 2^62.
///
/// @param sizeBytes of the region, 0 and up
/// @param bytesPerRow 8, 16, 32 ...: a power of two
record HexGrid(long sizeBytes, int bytesPerRow) {
    private static final int LEAST_DIGITS = 8;
    private static final int LEAST_BYTES_PER_ROW = 4;

    HexGrid {
        if (sizeBytes < 0 || bytesPerRow < 1 || Integer.bitCount(bytesPerRow) != 1) {
            throw new IllegalArgumentException("size=" + sizeBytes + " bytesPerRow=" + bytesPerRow);
        }
    }

    /// {@return how many rows there are; none for an empty region}
    long rows() {
        return sizeBytes / bytesPerRow + (sizeBytes % bytesPerRow == 0 ? 0 : 1);
    }

    /// {@return the row of a byte}
    long row(long offset) {
        return offset / bytesPerRow;
    }

    /// {@return the place of a byte in its row, 0 and up}
    int column(long offset) {
        return (int) (offset % bytesPerRow);
    }

    /// {@return the first byte of a row}
    long start(long row) {
        return row * bytesPerRow;
    }

    /// {@return how many bytes a row has: less than others only in the last}
    int length(long row) {
        return Math.clamp(sizeBytes - start(row), 0, bytesPerRow);
    }

    /// {@return the nearest byte there is; 0 in an empty region}
    long clamp(long offset) {
        return Math.clamp(offset, 0, Math.max(0, sizeBytes - 1));
    }

    /// {@return hex digits that every offset fits in, at least 8}
    int offsetDigits() {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, sizeBytes - 1));
        return Math.max(LEAST_DIGITS, (bits + 3) / 4);
    }

    /// {@return the most bytes per row that fit beside each other}
    ///
    /// @param room in characters, without the offsets
    static int fittingBytesPerRow(double room) {
        int bytes = 64;
        while (bytes > LEAST_BYTES_PER_ROW && characters(bytes) > room) {
            bytes /= 2;
        }
        return bytes;
    }

    /// {@return characters that a row's bytes take: hex with a gap in the middle, then text}
    static int characters(int bytesPerRow) {
        return bytesPerRow * 4 + 1;
    }
}
