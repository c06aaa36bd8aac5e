package ismscope.device.vhost;

import ismscope.device.region.MemoryGeometry;

/// How a device's shared memory is cut for a front-end: the device memory (id 1), and behind it the
/// notify area with one page more (id 2).
///
/// ```
/// id 1  |device memory ...........................|never mapped|
/// id 2  |notify area|rest of its last page|peer page (4096)|
/// id 1 + id 2 = a power of two, as QEMU wants it
/// ```
///
/// @param deviceMemory bytes of id 1
/// @param notifyArea bytes of id 2
/// @param chunkSize bytes of a chunk of device memory
/// @param notifySize bytes of notify area for each chunk
public record SharedLayout(long deviceMemory, long notifyArea, long chunkSize, long notifySize) {
    /// Shared memory ids.
    public static final int DEVICE_MEMORY_ID = 1;

    public static final int NOTIFY_ID = 2;

    /// Bytes of a page, and of the peer page.
    static final int PAGE = 4096;

    /// {@return how a host's devices are cut}
    public static SharedLayout of(MemoryGeometry geometry) {
        long notify = (geometry.notifyAreaSize() + PAGE - 1) / PAGE * PAGE + PAGE;
        long least = geometry.windowSize() + notify;
        long whole = Long.highestOneBit(least);
        whole = whole == least ? whole : whole * 2;
        return new SharedLayout(
                whole - notify, notify, geometry.chunkSize(), geometry.notifySize());
    }

    /// {@return where the peer page begins in id 2}
    public long peerPage() {
        return notifyArea - PAGE;
    }
}
