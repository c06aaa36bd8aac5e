package ismscope.device.virtqueue;

/// Where the fields of a split virtqueue lie. Spec: virtio 1.3 2.7.
///
/// ```text
/// descriptor area, aligned to 16: `size` descriptors
///  0        8      12      14     16
///  | le64   | le32 | le16  | le16 |
///  | addr   | len  | flags | next |
///
/// driver area, aligned to 2: available ring
///  0       2      4                      4+2*size
///  | le16  | le16 | le16 [size]          | le16       |
///  | flags | idx  | head of each chain   | used_event |
///
/// device area, aligned to 4: used ring
///  0       2      4                      4+8*size
///  | le16  | le16 | { le32 id, le32 len } [size] | le16        |
///  | flags | idx  | chains given back            | avail_event |
/// ```
///
/// The indexes run freely from 0 to 65535 and over; entry = index modulo size.
public final class SplitLayout {
    /// Most entries; fewest is 1. Always a power of two.
    public static final int MAX_SIZE = 32768;

    public static final int DESCRIPTOR_BYTES = 16;
    public static final int DESCRIPTOR_ALIGNMENT = 16;
    public static final int DRIVER_ALIGNMENT = 2;
    public static final int DEVICE_ALIGNMENT = 4;

    /// In the available ring's flags: the driver wants no interrupts.
    public static final int NO_INTERRUPT = 1;

    /// In the used ring's flags: the device wants no notifications.
    public static final int NO_NOTIFY = 1;

    /// Offset of `flags` in both rings.
    public static final int FLAGS = 0;

    /// Offset of `idx` in both rings.
    public static final int IDX = 2;

    private static final int ENTRIES = 4;
    private static final int AVAILABLE_BYTES = 2;
    private static final int USED_BYTES = 8;
    private static final int EVENT_BYTES = 2;
    private static final int WRAP = 0xFFFF;

    private SplitLayout() {}

    /// {@return whether a queue can have this many entries}
    public static boolean isSize(int size) {
        return size >= 1 && size <= MAX_SIZE && Integer.bitCount(size) == 1;
    }

    /// {@return bytes of the descriptor area}
    public static long descriptorBytes(int size) {
        return (long) DESCRIPTOR_BYTES * size;
    }

    /// {@return bytes of the driver area, `used_event` counted whether it is used or not}
    public static long driverBytes(int size) {
        return usedEvent(size) + EVENT_BYTES;
    }

    /// {@return bytes of the device area, `avail_event` counted whether it is used or not}
    public static long deviceBytes(int size) {
        return availEvent(size) + EVENT_BYTES;
    }

    /// {@return offset of an entry in the available ring}
    public static long available(int entry) {
        return ENTRIES + (long) AVAILABLE_BYTES * entry;
    }

    /// {@return offset of an entry's `id` in the used ring; `len` is 4 bytes behind}
    public static long used(int entry) {
        return ENTRIES + (long) USED_BYTES * entry;
    }

    /// {@return offset of `used_event` in the available ring}
    public static long usedEvent(int size) {
        return available(size);
    }

    /// {@return offset of `avail_event` in the used ring}
    public static long availEvent(int size) {
        return used(size);
    }

    /// {@return whether a ring's index that moved on by `moved` passed the entry that the other
    /// side waits for}
    ///
    /// @param event entry's index, 0 to 65535
    /// @param idx index after the move; only its low 16 bits count
    /// @param moved at least 1
    public static boolean passed(int event, int idx, int moved) {
        return Integer.compareUnsigned(moved, WRAP) > 0 || ((idx - event - 1) & WRAP) < moved;
    }
}
