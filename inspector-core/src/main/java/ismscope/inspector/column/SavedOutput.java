package ismscope.inspector.column;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Numbers and texts on their way to a file that only this program reads: little-endian, nothing
/// aligned. Owned by one thread.
public final class SavedOutput {
    private static final int ROOM = 1 << 16;

    private final OutputStream out;
    private final ByteBuffer room = ByteBuffer.allocate(ROOM).order(ByteOrder.LITTLE_ENDIAN);

    /// @param out takes the bytes; stays open
    public SavedOutput(OutputStream out) {
        this.out = out;
    }

    /// Writes a number of 64 bits.
    public void i64(long value) throws IOException {
        need(Long.BYTES);
        room.putLong(value);
    }

    /// Writes a number of 32 bits.
    public void i32(int value) throws IOException {
        need(Integer.BYTES);
        room.putInt(value);
    }

    /// Writes yes or no.
    public void bool(boolean value) throws IOException {
        need(Byte.BYTES);
        room.put((byte) (value ? 1 : 0));
    }

    /// Writes a text.
    public void text(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        i32(bytes.length);
        bytes(bytes, bytes.length);
    }

    /// Writes the first of these values, and how many.
    public void longs(long[] values, int count) throws IOException {
        i32(count);
        for (int i = 0; i < count; i++) {
            i64(values[i]);
        }
    }

    /// Writes the first of these values, and how many.
    public void ints(int[] values, int count) throws IOException {
        i32(count);
        for (int i = 0; i < count; i++) {
            i32(values[i]);
        }
    }

    void bytes(byte[] bytes, int count) throws IOException {
        flush();
        out.write(bytes, 0, count);
    }

    private void need(int bytes) throws IOException {
        if (room.remaining() < bytes) {
            flush();
        }
    }

    /// Hands on what is held back.
    public void flush() throws IOException {
        out.write(room.array(), 0, room.position());
        room.clear();
    }
}
