package ismscope.device.vfio;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Little-endian numbers at any place of a message. Bounds are the caller's business.
final class WireBytes {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private WireBytes() {}

    static int u16(MemorySegment bytes, long at) {
        return Short.toUnsignedInt(bytes.get(SHORT, at));
    }

    static int i32(MemorySegment bytes, long at) {
        return bytes.get(INT, at);
    }

    static long u64(MemorySegment bytes, long at) {
        return bytes.get(LONG, at);
    }

    static void putU16(MemorySegment bytes, long at, int value) {
        bytes.set(SHORT, at, (short) value);
    }

    static void putI32(MemorySegment bytes, long at, int value) {
        bytes.set(INT, at, value);
    }

    static void putU64(MemorySegment bytes, long at, long value) {
        bytes.set(LONG, at, value);
    }
}
