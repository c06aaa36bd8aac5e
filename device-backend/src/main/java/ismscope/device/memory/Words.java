package ismscope.device.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// Little-endian numbers at any place of memory, in one access where a processor has one.
///
/// Nothing is checked but the bounds of the memory. Threads: any.
public final class Words {
    private Words() {}

    /// {@return a number, zero-extended}
    ///
    /// @param width 1 to 8
    public static long load(MemorySegment bytes, long at, int width) {
        return switch (width) {
            case Byte.BYTES -> Byte.toUnsignedLong(bytes.get(JAVA_BYTE, at));
            case Short.BYTES -> Short.toUnsignedLong(bytes.get(LittleEndian.ANY_SHORT, at));
            case Integer.BYTES -> Integer.toUnsignedLong(bytes.get(LittleEndian.ANY_INT, at));
            case Long.BYTES -> bytes.get(LittleEndian.ANY_LONG, at);
            default -> {
                long value = 0;
                for (int i = width - 1; i >= 0; i--) {
                    value = (value << Byte.SIZE) | load(bytes, at + i, Byte.BYTES);
                }
                yield value;
            }
        };
    }

    /// Stores the low bytes of a number.
    ///
    /// @param width 1 to 8
    public static void store(MemorySegment bytes, long at, int width, long value) {
        switch (width) {
            case Byte.BYTES -> bytes.set(JAVA_BYTE, at, (byte) value);
            case Short.BYTES -> bytes.set(LittleEndian.ANY_SHORT, at, (short) value);
            case Integer.BYTES -> bytes.set(LittleEndian.ANY_INT, at, (int) value);
            case Long.BYTES -> bytes.set(LittleEndian.ANY_LONG, at, value);
            default -> {
                for (int i = 0; i < width; i++) {
                    bytes.set(JAVA_BYTE, at + i, (byte) (value >>> (i * Byte.SIZE)));
                }
            }
        }
    }

    /// {@return a word of 8 bytes, no later access is done before}
    ///
    /// @param at a multiple of 8
    public static long loadAcquire(MemorySegment bytes, long at) {
        return (long) LittleEndian.LONG.getAcquire(bytes, at);
    }

    /// Stores a word of 8 bytes, no earlier access is done after.
    ///
    /// @param at a multiple of 8
    public static void storeRelease(MemorySegment bytes, long at, long value) {
        LittleEndian.LONG.setRelease(bytes, at, value);
    }
}
