package ismscope.device.vfio;

import ismscope.device.region.MemoryGeometry;

/// Which BAR of the function holds what.
///
/// ```
/// BAR 0  16 KiB  0x0000 common configuration  0x1000 ISR  0x2000 device configuration
///                0x3000 queue notifications
/// BAR 1          0x0000 MSI-X table, then on the next page the pending bits
/// BAR 2          the notify area (shared memory id 2), 64-bit
/// BAR 4          the device memory (shared memory id 1), 64-bit, prefetchable
/// ```
///
/// BARs are powers of two, at least a page; what of one is behind its content is there and empty.
/// Spec: virtio 1.3 4.1.4; PCI 3.0 6.2.5.1, 6.8.2.
///
/// @param vectors MSI-X vectors, 1 to 2048
record BarLayout(MemoryGeometry geometry, int vectors) {
    static final int COUNT = 6;
    static final int REGISTERS = 0;
    static final int MSIX = 1;
    static final int NOTIFY_AREA = 2;
    static final int MEMORY = 4;

    static final int COMMON = 0x0000;
    static final int ISR = 0x1000;
    static final int DEVICE = 0x2000;
    static final int QUEUE_NOTIFY = 0x3000;
    static final int REGISTERS_SIZE = 0x4000;

    /// Bytes from one queue's notification to the next one's.
    static final int NOTIFY_MULTIPLIER = 4;

    private static final int PAGE = (int) MemoryGeometry.PAGE;
    private static final int TABLE_ENTRY = 16;

    /// {@return bytes of a BAR, 0 for one that is not there}
    long size(int bar) {
        return switch (bar) {
            case REGISTERS -> REGISTERS_SIZE;
            case MSIX -> powerOfTwo(pendingBits() + PAGE);
            case NOTIFY_AREA -> powerOfTwo(geometry.notifyAreaSize());
            case MEMORY -> powerOfTwo(geometry.windowSize());
            default -> 0;
        };
    }

    /// {@return where the pending bits are in their BAR}
    int pendingBits() {
        return (vectors * TABLE_ENTRY + PAGE - 1) / PAGE * PAGE;
    }

    private static long powerOfTwo(long size) {
        return Math.max(PAGE, Long.highestOneBit(size - 1) << 1);
    }
}
