package ismscope.device.vhost;

import java.util.Arrays;

/// Some bytes of the configuration space and where they lie.
///
/// @param offset unsigned
/// @param bytes up to 256
public record ConfigBytes(int offset, int flags, byte[] bytes) {
    /// Copies the bytes.
    public ConfigBytes {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigBytes(int at, int with, byte[] what)
                && at == offset
                && with == flags
                && Arrays.equals(what, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) * 31 + offset;
    }
}
