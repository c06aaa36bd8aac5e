package ismscope.inspector.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One block of a capture where it lies in a buffer: places are relative to its first byte,
/// integers are in its section's byte order.
///
/// A reader moves one view from block to block, since a session has millions of them. Owned by one
/// thread.
final class BlockView {
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int start;
    private int length;

    /// {@return this view, moved onto a block}
    ///
    /// @param buffer has the block at absolute places; its byte order is changed
    BlockView on(ByteBuffer buffer, int blockStart, int blockLength, ByteOrder order) {
        bytes = buffer.order(order);
        start = blockStart;
        length = blockLength;
        return this;
    }

    /// {@return bytes in it}
    int length() {
        return length;
    }

    int u8(int place) {
        return Byte.toUnsignedInt(bytes.get(start + place));
    }

    int u16(int place) {
        return Short.toUnsignedInt(bytes.getShort(start + place));
    }

    int i32(int place) {
        return bytes.getInt(start + place);
    }

    long u32(int place) {
        return Integer.toUnsignedLong(i32(place));
    }

    long i64(int place) {
        return bytes.getLong(start + place);
    }

    /// {@return a copy of some of its bytes}
    byte[] copy(int place, int count) {
        byte[] copy = new byte[count];
        bytes.get(start + place, copy);
        return copy;
    }
}
