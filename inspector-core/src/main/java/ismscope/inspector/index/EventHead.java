package ismscope.inspector.index;

/// What the index knows of an event in one number.
///
/// ```
/// bits  0..7   kind
///       8..11  flags 0 to 3
///      12..31  device
///      32..43  flags 4 to 15, none of which has a meaning yet
/// ```
///
/// So it fits into 32 bits for all captures that make sense.
final class EventHead {
    private static final int KIND = 0xFF;
    private static final int LOW_FLAGS_AT = 8;
    private static final int LOW_FLAGS = 0xF;
    private static final int LOW_FLAGS_BITS = 4;
    private static final int DEVICE_AT = 12;

    /// Devices are numbered below 2^20, see the capture reader.
    private static final int DEVICE = 0xF_FFFF;

    private static final int HIGH_FLAGS_AT = 32;
    private static final int HIGH_FLAGS = 0xFFF;

    private EventHead() {}

    static long of(int device, int flags, int kind) {
        return (kind & KIND)
                | (long) (flags & LOW_FLAGS) << LOW_FLAGS_AT
                | (long) (device & DEVICE) << DEVICE_AT
                | (long) (flags >>> LOW_FLAGS_BITS & HIGH_FLAGS) << HIGH_FLAGS_AT;
    }

    static int kind(long head) {
        return (int) head & KIND;
    }

    static int device(long head) {
        return (int) (head >>> DEVICE_AT) & DEVICE;
    }

    static int flags(long head) {
        int high = (int) (head >>> HIGH_FLAGS_AT) & HIGH_FLAGS;
        return ((int) (head >>> LOW_FLAGS_AT) & LOW_FLAGS) | high << LOW_FLAGS_BITS;
    }
}
