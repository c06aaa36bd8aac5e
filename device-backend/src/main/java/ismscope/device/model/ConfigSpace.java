package ismscope.device.model;

import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.IsmConfig;
import ismscope.device.protocol.IsmLayout;
import ismscope.device.tap.ViolationRule;

/// The device's configuration space: what its driver can read, and never write.
///
/// Draft: virtio-ism draft, device configuration layout. Thread: the host's owner thread.
final class ConfigSpace {
    private final DeviceTrace trace;
    private final byte[] bytes;

    ConfigSpace(HostOptions options, long devid, DeviceTrace trace) {
        this.trace = trace;
        this.bytes =
                IsmCodec.encodeConfig(
                        new IsmConfig(
                                options.gid(),
                                devid,
                                options.geometry().chunkSize(),
                                options.geometry().notifySize()));
    }

    /// {@return the value of some bytes; 0 after a violation}
    ///
    /// @param width 1, 2, 4 or 8
    long read(int offset, int width) {
        boolean natural = Integer.bitCount(width) == 1 && width <= Long.BYTES;
        if (!natural || offset < 0 || offset > IsmLayout.CONFIG_LENGTH - width) {
            trace.violation(
                    ViolationRule.REGISTER_ACCESS,
                    Cause.NONE,
                    "read of configuration offset=%d width=%d".formatted(offset, width));
            return 0;
        }
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | Byte.toUnsignedLong(bytes[offset + i]);
        }
        return value;
    }
}
