package ismscope.device.vfio;

import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.IsmLayout;

/// The 256 bytes of the function's configuration space, as plain storage.
///
/// ```
/// 0x00 1af4:106c, revision 1, class ff.00.00, no interrupt pin   0x10 BARs: type bits only
/// 0x40 MSI-X   0x4c common   0x5c ISR   0x6c device   0x7c notify   0x90 shared memory 1
/// 0xa8 shared memory 2   0xc0 access window ([ConfigWindow])
/// ```
///
/// Writable are command, cache line size, latency timer, interrupt line and the access window; all
/// other writes change nothing. Spec: PCI 3.0 6.1; virtio 1.3 4.1.2, 4.1.4.
final class PciConfigSpace {
    static final int SIZE = 256;

    /// Where the capability with the access window begins.
    static final int WINDOW = 0xc0;

    private static final int VENDOR = 0x1af4;

    /// 0x1040 and the virtio device id 44.
    private static final int DEVICE = 0x106c;

    private static final int SUBSYSTEM = 0x1100;
    private static final int STATUS_CAPABILITIES = 0x10;
    private static final int CLASS_OTHER = 0xff;
    private static final int BAR_64_BIT = 4;
    private static final int BAR_PREFETCHABLE = 8;
    private static final int VENDOR_CAPABILITY = 9;
    private static final int MSIX_CAPABILITY = 0x11;
    private static final int MSIX_AT = 0x40;
    private static final int CAPABILITY_LENGTH = 16;
    private static final int TYPE_COMMON = 1;
    private static final int TYPE_NOTIFY = 2;
    private static final int TYPE_ISR = 3;
    private static final int TYPE_DEVICE = 4;
    private static final int TYPE_WINDOW = 5;
    private static final int TYPE_SHARED_MEMORY = 8;
    private static final int SHARED_MEMORY_REGIONS = 1;
    private static final int SHARED_MEMORY_NOTIFY = 2;

    private final byte[] bytes = new byte[SIZE];
    private final boolean[] writable = new boolean[SIZE];

    PciConfigSpace(BarLayout bars) {
        put(0x00, 2, VENDOR);
        put(0x02, 2, DEVICE);
        put(0x06, 2, STATUS_CAPABILITIES);
        put(0x08, 1, 1);
        put(0x0b, 1, CLASS_OTHER);
        put(0x10 + 4 * BarLayout.NOTIFY_AREA, 4, BAR_64_BIT);
        put(0x10 + 4 * BarLayout.MEMORY, 4, BAR_64_BIT | BAR_PREFETCHABLE);
        put(0x2c, 2, VENDOR);
        put(0x2e, 2, SUBSYSTEM);
        put(0x34, 1, MSIX_AT);
        allow(0x04, 2);
        allow(0x0c, 2);
        allow(0x3c, 1);
        putCapabilities(bars);
    }

    private void putCapabilities(BarLayout bars) {
        put(MSIX_AT, 1, MSIX_CAPABILITY);
        put(MSIX_AT + 1, 1, 0x4c);
        put(MSIX_AT + 2, 2, bars.vectors() - 1);
        put(MSIX_AT + 4, 4, BarLayout.MSIX);
        put(MSIX_AT + 8, 4, bars.pendingBits() | BarLayout.MSIX);
        structure(0x4c, TYPE_COMMON, BarLayout.COMMON, CommonRegister.LENGTH);
        structure(0x5c, TYPE_ISR, BarLayout.ISR, 1);
        structure(0x6c, TYPE_DEVICE, BarLayout.DEVICE, IsmLayout.CONFIG_LENGTH);
        structure(0x7c, TYPE_NOTIFY, BarLayout.QUEUE_NOTIFY, 0x1000);
        put(0x7c + 16, 4, BarLayout.NOTIFY_MULTIPLIER);
        extend(0x7c, 4);
        sharedMemory(0x90, SHARED_MEMORY_REGIONS, BarLayout.MEMORY, bars.geometry().windowSize());
        sharedMemory(
                0xa8,
                SHARED_MEMORY_NOTIFY,
                BarLayout.NOTIFY_AREA,
                bars.geometry().notifyAreaSize());
        structure(WINDOW, TYPE_WINDOW, 0, 0);
        put(WINDOW + 1, 1, 0);
        put(WINDOW + 2, 1, CAPABILITY_LENGTH + 4);
        allow(WINDOW + 4, 1);
        allow(WINDOW + 8, 12);
    }

    private void structure(int at, int type, int offset, int length) {
        put(at, 1, VENDOR_CAPABILITY);
        put(at + 1, 1, at + CAPABILITY_LENGTH);
        put(at + 2, 1, CAPABILITY_LENGTH);
        put(at + 3, 1, type);
        put(at + 4, 1, BarLayout.REGISTERS);
        put(at + 8, 4, offset);
        put(at + 12, 4, length);
    }

    private void extend(int at, int more) {
        put(at + 1, 1, at + CAPABILITY_LENGTH + more);
        put(at + 2, 1, CAPABILITY_LENGTH + more);
    }

    private void sharedMemory(int at, int id, int bar, long length) {
        structure(at, TYPE_SHARED_MEMORY, 0, 0);
        extend(at, 8);
        put(at + 4, 1, bar);
        put(at + 5, 1, id);
        put(at + 12, 4, length);
        put(at + 20, 4, length >>> Integer.SIZE);
    }

    private void put(int at, int width, long value) {
        for (int i = 0; i < width; i++) {
            bytes[at + i] = (byte) (value >>> (i * Byte.SIZE));
        }
    }

    private void allow(int at, int width) {
        for (int i = 0; i < width; i++) {
            writable[at + i] = true;
        }
    }

    /// {@return little-endian bytes as a number}
    ///
    /// @param at with `width` bytes behind it in the space
    long read(int at, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | Byte.toUnsignedLong(bytes[at + i]);
        }
        return value;
    }

    /// Copies bytes out.
    byte[] read(int at, byte[] target) {
        System.arraycopy(bytes, at, target, 0, target.length);
        return target;
    }

    /// Changes what of it is writable.
    void write(int at, int width, long value) {
        for (int i = 0; i < width; i++) {
            if (writable[at + i]) {
                bytes[at + i] = (byte) (value >>> (i * Byte.SIZE));
            }
        }
    }

    /// Forgets what was written, but for the interrupt line, which is the machine's.
    void reset() {
        put(0x04, 2, 0);
        put(WINDOW + 4, 1, 0);
        put(WINDOW + 8, 4, 0);
        put(WINDOW + 12, 4, 0);
        put(WINDOW + 16, 4, 0);
    }

    /// Stores the data of the access window.
    void putWindowData(long value) {
        put(WINDOW + 16, 4, value);
    }
}
