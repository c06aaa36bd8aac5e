package ismscope.device.notify;

/// Which doorbell belongs to which chunk.
///
/// ```
/// notify area   |bell 0    |bell 1    |bell 2    | ...
/// offset        0          notifySize 2 * notifySize
/// ```
///
/// Draft: virtio-ism draft, notify area.
///
/// @param notifySize bytes per chunk, at least 1
/// @param chunks in the device memory
public record NotifyArea(long notifySize, int chunks) {
    /// {@return bytes in the area}
    public long size() {
        return notifySize * chunks;
    }

    /// {@return whether every byte of a store lies in the area}
    ///
    /// @param width bytes stored, at least 1
    public boolean holds(long offset, int width) {
        return offset >= 0 && width >= 1 && offset <= size() - width;
    }

    /// {@return the chunk whose doorbell a store to `offset` rings}
    ///
    /// @param offset in the area
    public long chunkAt(long offset) {
        return offset / notifySize;
    }
}
