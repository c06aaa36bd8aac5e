package ismscope.device.virtqueue;

/// Where the fields of a packed virtqueue lie. Spec: virtio 1.3 2.8.
///
/// ```text
/// descriptor area, aligned to 16: ring of `size` descriptors, written by both sides
///  0        8      12     14      16
///  | le64   | le32 | le16 | le16  |
///  | addr   | len  | id   | flags |
///
/// driver area and device area, aligned to 4: event suppression, one each
///  0                       2               4
///  | le16                  | le16          |
///  | offset 0-14, wrap 15  | mode in 0-1   |
/// ```
///
/// Each side has a wrap counter, 1 at first, turned over at the ring's end. Against the reader's
/// counter `w` a descriptor is
///
/// | AVAIL | USED | seen by the device | seen by the driver |
/// |---|---|---|---|
/// | w | not w | available | |
/// | w | w | | used |
/// | not w | any | not yet | not yet |
public final class PackedLayout {
    /// Most entries; fewest is 1, any number between.
    public static final int MAX_SIZE = 32768;

    public static final int DESCRIPTOR_BYTES = 16;
    public static final int DESCRIPTOR_ALIGNMENT = 16;
    public static final int EVENT_BYTES = 4;
    public static final int EVENT_ALIGNMENT = 4;

    /// Offset of a descriptor's `len`.
    public static final int LEN = 8;

    /// Offset of a descriptor's `id`.
    public static final int ID = 12;

    /// Offset of a descriptor's `flags`.
    public static final int FLAGS = 14;

    /// Mode: tell me everything.
    public static final int EVENT_ENABLE = 0;

    /// Mode: tell me nothing.
    public static final int EVENT_DISABLE = 1;

    /// Mode: tell me when the descriptor at offset and wrap changes. Needs event index.
    public static final int EVENT_DESCRIPTOR = 2;

    private static final int OFFSET_MASK = 0x7FFF;
    private static final int WRAP_BIT = 15;
    private static final int MODE_SHIFT = 16;
    private static final int MODE_MASK = 3;

    private PackedLayout() {}

    /// {@return whether a queue can have this many entries}
    public static boolean isSize(int size) {
        return size >= 1 && size <= MAX_SIZE;
    }

    /// {@return bytes of the descriptor area}
    public static long descriptorBytes(int size) {
        return (long) DESCRIPTOR_BYTES * size;
    }

    /// {@return offset of a descriptor in the ring}
    public static long descriptor(int entry) {
        return (long) DESCRIPTOR_BYTES * entry;
    }

    /// {@return the flags of an available descriptor, without its own bits}
    public static int availableFlags(boolean wrap) {
        return wrap ? DescriptorFlag.AVAIL : DescriptorFlag.USED;
    }

    /// {@return the flags of a used descriptor, without its own bits}
    public static int usedFlags(boolean wrap) {
        return wrap ? DescriptorFlag.AVAIL | DescriptorFlag.USED : 0;
    }

    /// {@return the two bits that tell available from used}
    public static int state(int flags) {
        return flags & (DescriptorFlag.AVAIL | DescriptorFlag.USED);
    }

    /// {@return an event suppression structure as one little-endian number}
    public static int event(int offset, boolean wrap, int mode) {
        return offset | (wrap ? 1 << WRAP_BIT : 0) | mode << MODE_SHIFT;
    }

    /// {@return entry of the ring named by an event suppression structure, 0 to 32767}
    public static int eventOffset(int event) {
        return event & OFFSET_MASK;
    }

    /// {@return wrap counter named by an event suppression structure}
    public static boolean eventWrap(int event) {
        return (event >>> WRAP_BIT & 1) != 0;
    }

    /// {@return mode of an event suppression structure, 0 to 3}
    public static int eventMode(int event) {
        return event >>> MODE_SHIFT & MODE_MASK;
    }

    /// {@return whether a side that moved on by `moved` descriptors to `offset` passed the one that
    /// the other side waits for}
    ///
    /// @param event in mode [#EVENT_DESCRIPTOR], its offset inside the ring
    /// @param size entries of the ring
    /// @param offset next entry to be written
    /// @param wrap wrap counter for that entry
    public static boolean passed(int event, int size, int offset, boolean wrap, int moved) {
        int back = offset - eventOffset(event) + (eventWrap(event) == wrap ? 0 : size);
        return moved > size || (back > 0 && back <= moved);
    }
}
