package ismscope.device.vhost;

/// A piece of a file in a device's shared memory.
///
/// @param id shared memory id, 0 to 255
/// @param fileOffset of its first byte
/// @param offset of its first byte in the shared memory
/// @param length bytes
/// @param flags [#WRITABLE], [#NOT_READABLE]
public record SharedPiece(int id, long fileOffset, long offset, long length, long flags) {
    /// Stores are allowed.
    public static final long WRITABLE = 1;

    /// Loads are not allowed: our own front-end heeds it, others ignore it.
    public static final long NOT_READABLE = 2;
}
