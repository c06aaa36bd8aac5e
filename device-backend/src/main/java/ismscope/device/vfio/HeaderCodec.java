package ismscope.device.vfio;

import java.lang.foreign.MemorySegment;

/// Headers to and from bytes.
final class HeaderCodec {
    private static final int ID = 0;
    private static final int COMMAND = 2;
    private static final int SIZE = 4;
    private static final int FLAGS = 8;
    private static final int ERROR = 12;

    private HeaderCodec() {}

    /// {@return the header at a place that has at least [VfioHeader#LENGTH] bytes}
    static VfioHeader decode(MemorySegment bytes, long at) {
        return new VfioHeader(
                WireBytes.u16(bytes, at + ID),
                WireBytes.u16(bytes, at + COMMAND),
                size(bytes, at),
                WireBytes.i32(bytes, at + FLAGS),
                WireBytes.i32(bytes, at + ERROR));
    }

    /// {@return the size that the header there says, unsigned}
    static int size(MemorySegment bytes, long at) {
        return WireBytes.i32(bytes, at + SIZE);
    }

    static void encode(VfioHeader header, MemorySegment bytes) {
        WireBytes.putU16(bytes, ID, header.id());
        WireBytes.putU16(bytes, COMMAND, header.command());
        WireBytes.putI32(bytes, SIZE, header.size());
        WireBytes.putI32(bytes, FLAGS, header.flags());
        WireBytes.putI32(bytes, ERROR, header.error());
    }
}
