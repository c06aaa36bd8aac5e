package ismscope.device.protocol;

import org.jspecify.annotations.Nullable;

/// The commands of the control queue, with the length of their data.
///
/// Draft: virtio-ism draft, controlq. The wire code is `class << 8 | cmd`: 3.1 is 0x0301.
public enum CommandCode {
    ALLOC_REGION(0x0000, 8, 8),
    /// Drivers that pass the draft's structure padded by their compiler send 16 bytes.
    ATTACH_REGION(0x0100, 12, 16),
    DETACH_REGION(0x0200, 8, 8),
    GRANT_SET_DEFAULT(0x0300, 16, 16),
    GRANT_SET_FOR_DEVICE(0x0301, 24, 24),
    EVENT_VECTOR_SET(0x0400, 16, 16);

    private static final CommandCode[] ALL = values();
    private final int wire;
    private final int dataLength;
    private final int paddedLength;

    CommandCode(int wire, int dataLength, int paddedLength) {
        this.wire = wire;
        this.dataLength = dataLength;
        this.paddedLength = paddedLength;
    }

    /// {@return class in the upper, number in the lower byte}
    public int wire() {
        return wire;
    }

    /// {@return bytes of data behind the two bytes of the code}
    public int dataLength() {
        return dataLength;
    }

    /// {@return the other length of data that is accepted; equal to [#dataLength] for most}
    public int paddedLength() {
        return paddedLength;
    }

    /// {@return whether a reply that is OK carries a list of areas}
    public boolean repliesWithAreas() {
        return this == ALLOC_REGION || this == ATTACH_REGION;
    }

    /// {@return the command with this wire code, null if the draft has none}
    public static @Nullable CommandCode fromWire(int wire) {
        for (CommandCode code : ALL) {
            if (code.wire == wire) {
                return code;
            }
        }
        return null;
    }
}
