package ismscope.device.region;

/// How every device's device memory and notify area are cut.
///
/// ```
/// device memory |chunk 0|chunk 1|chunk 2| ... |       windowSize bytes
/// notify area   |bell 0 |bell 1 |bell 2 | ... |       notifySize bytes per chunk
/// ```
///
/// Draft: virtio-ism draft, device configuration layout.
///
/// @param chunkSize bytes per chunk: a power of two, at least [#PAGE]
/// @param windowSize bytes of device memory: a multiple of `chunkSize`, at most [#MOST_CHUNKS] of
///   them
/// @param notifySize bytes of notify area per chunk, 1 to [#PAGE]
public record MemoryGeometry(long chunkSize, long windowSize, long notifySize) {
    /// Bytes of the smallest chunk.
    public static final long PAGE = 4096;

    /// Chunks of the largest window.
    public static final long MOST_CHUNKS = 1 << 24;

    /// Chunks of 64 KiB, a window of 1 GiB, a doorbell of 4 bytes per chunk.
    public static final MemoryGeometry USUAL = new MemoryGeometry(64 << 10, 1 << 30, 4);

    /// @throws IllegalArgumentException if a number is out of its range
    public MemoryGeometry {
        require(Long.bitCount(chunkSize) == 1 && chunkSize >= PAGE, "chunkSize", chunkSize);
        require(
                windowSize >= chunkSize
                        && windowSize % chunkSize == 0
                        && windowSize / chunkSize <= MOST_CHUNKS,
                "windowSize",
                windowSize);
        require(notifySize >= 1 && notifySize <= PAGE, "notifySize", notifySize);
    }

    /// {@return chunks in the window}
    public int chunks() {
        return (int) (windowSize / chunkSize);
    }

    /// {@return bytes of the notify area}
    public long notifyAreaSize() {
        return chunks() * notifySize;
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
