package ismscope.inspector.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// What [SavedOutput] wrote. Asking for more than there is throws [IndexOutOfBoundsException]; a
/// count is checked against what is left before anything is allocated for it. Owned by one thread.
public final class SavedInput {
    private static final ValueLayout.OfLong I64 =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt I32 =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment bytes;
    private long at;

    /// @param bytes all of them
    public SavedInput(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /// {@return whether nothing is left}
    public boolean isAtEnd() {
        return at == bytes.byteSize();
    }

    /// {@return the next number of 64 bits}
    public long i64() {
        at += Long.BYTES;
        return bytes.get(I64, at - Long.BYTES);
    }

    /// {@return the next number of 32 bits}
    public int i32() {
        at += Integer.BYTES;
        return bytes.get(I32, at - Integer.BYTES);
    }

    /// {@return the next yes or no}
    public boolean bool() {
        return bytes.get(ValueLayout.JAVA_BYTE, at++) != 0;
    }

    /// {@return a number of things of at least this many bytes each that follow}
    ///
    /// @throws IndexOutOfBoundsException if there cannot be so many
    public int count(int least) {
        int count = i32();
        if (count < 0 || count > (bytes.byteSize() - at) / least) {
            throw new IndexOutOfBoundsException("count=" + count);
        }
        return count;
    }

    /// {@return a number of things, as [#count], in 64 bits}
    ///
    /// @throws IndexOutOfBoundsException if there cannot be so many
    public long length(int least) {
        long length = i64();
        if (length < 0 || length > (bytes.byteSize() - at) / least) {
            throw new IndexOutOfBoundsException("length=" + length);
        }
        return length;
    }

    /// {@return the next text}
    public String text() {
        byte[] text = new byte[count(1)];
        copy(text.length, text, 0);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// {@return the next values}
    public long[] longs() {
        long[] values = new long[count(Long.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i64();
        }
        return values;
    }

    /// {@return the next values}
    public int[] ints() {
        int[] values = new int[count(Integer.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i32();
        }
        return values;
    }

    private void copy(int count, byte[] target, int from) {
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, target, from, count);
        at += count;
    }

    void copy(long count, MemorySegment target) {
        MemorySegment.copy(bytes, at, target, 0, count);
        at += count;
    }
}
