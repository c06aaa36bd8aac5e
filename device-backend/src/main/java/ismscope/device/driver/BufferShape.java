package ismscope.device.driver;

import ismscope.device.driver.DriverVirtqueue.Piece;
import java.util.List;

/// The pieces of one buffer in descriptor order: the readable ones, then the writable ones.
record BufferShape(List<Piece> readable, List<Piece> writable) {
    /// @throws IllegalArgumentException if there is no piece
    BufferShape {
        if (readable.isEmpty() && writable.isEmpty()) {
            throw new IllegalArgumentException("a buffer has at least one piece");
        }
    }

    int count() {
        return readable.size() + writable.size();
    }

    Piece piece(int index) {
        return isWritable(index) ? writable.get(index - readable.size()) : readable.get(index);
    }

    boolean isWritable(int index) {
        return index >= readable.size();
    }

    long writableBytes() {
        long bytes = 0;
        for (int i = 0; i < writable.size(); i++) {
            bytes += Integer.toUnsignedLong(writable.get(i).length());
        }
        return bytes;
    }

    /// {@return whether to use an indirect table}
    ///
    /// @param asked by the caller
    /// @param entries room in a table, 0 if there are none
    /// @throws IllegalArgumentException if a table is too small
    boolean goesIndirect(boolean asked, int entries) {
        if (!asked || entries == 0) {
            return false;
        }
        if (count() > entries) {
            throw new IllegalArgumentException(
                    "indirect table too small: pieces=%d entries=%d".formatted(count(), entries));
        }
        return true;
    }
}
