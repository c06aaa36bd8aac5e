package ismscope.inspector.lint;

/// The last few stores to one region that were not yet handed over with a doorbell. Owned by the
/// linter's thread.
final class RecentStores {
    /// Stores that are remembered.
    static final int KEPT = 16;

    private final long[] events = new long[KEPT];
    private final long[] starts = new long[KEPT];
    private final long[] ends = new long[KEPT];

    /// 0 where there is none.
    private final int[] devices = new int[KEPT];

    private int next;

    void add(long event, int device, long from, long to) {
        events[next] = event;
        starts[next] = from;
        ends[next] = to;
        devices[next] = device;
        next = (next + 1) % KEPT;
    }

    /// {@return the event of a store of another device to some of these bytes, -1 if there is none}
    long overlapping(int device, long from, long to) {
        for (int i = 0; i < KEPT; i++) {
            if (devices[i] != 0 && devices[i] != device && starts[i] < to && from < ends[i]) {
                return events[i];
            }
        }
        return -1;
    }

    /// {@return the device whose store this event was}
    int deviceOf(long event) {
        for (int i = 0; i < KEPT; i++) {
            if (devices[i] != 0 && events[i] == event) {
                return devices[i];
            }
        }
        return 0;
    }

    /// Forgets what a device stored: it has told the others.
    void handedOver(int device) {
        for (int i = 0; i < KEPT; i++) {
            if (devices[i] == device) {
                devices[i] = 0;
            }
        }
    }

    void clear() {
        for (int i = 0; i < KEPT; i++) {
            devices[i] = 0;
        }
    }
}
