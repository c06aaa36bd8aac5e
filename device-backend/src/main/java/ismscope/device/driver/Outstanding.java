package ismscope.device.driver;

import ismscope.device.driver.DriverVirtqueue.Used;

/// The buffers a driver has with the device, and the order they went there.
///
/// A device that promised to use buffers in order may report only the last of a batch; the ones
/// before count as used completely (`virtio 1.3 2.7.9`, `2.8.8`), and are handed out one by one.
final class Outstanding {
    private static final int NONE = -1;

    private final boolean inOrder;

    /// Per id: ring entries it takes, 0 while it is not with the device.
    private final int[] entries;

    /// Per id: bytes that the device may write.
    private final int[] writable;

    /// Ids in the order they were offered, from `oldest`; wraps at the end.
    private final int[] order;

    private int oldest;
    private int count;

    private int batchLast = NONE;
    private int batchLength;

    Outstanding(int size, boolean inOrder) {
        this.inOrder = inOrder;
        this.entries = new int[size];
        this.writable = new int[size];
        this.order = new int[size];
    }

    void add(int id, int ringEntries, long writableBytes) {
        entries[id] = ringEntries;
        writable[id] = (int) writableBytes;
        if (inOrder) {
            order[(oldest + count) % order.length] = id;
            count++;
        }
    }

    /// {@return whether more buffers of the last report are to be handed out}
    boolean isBatchOpen() {
        return batchLast != NONE;
    }

    /// Notes what the device reported.
    ///
    /// @throws IllegalStateException if that buffer is not with the device
    void report(int id, int usedLength) {
        if (Integer.compareUnsigned(id, entries.length) >= 0 || entries[id] == 0) {
            throw new IllegalStateException("device gave back what it does not have: id=" + id);
        }
        batchLast = id;
        batchLength = usedLength;
    }

    /// {@return the next buffer of the report; it is the driver's again}
    Used next() {
        int id = batchLast;
        if (inOrder) {
            id = order[oldest];
            oldest = (oldest + 1) % order.length;
            count--;
        }
        boolean last = id == batchLast;
        Used used = new Used(id, last ? batchLength : writable[id]);
        if (last) {
            batchLast = NONE;
        }
        return used;
    }

    /// {@return ring entries of a buffer handed out by [#next], which are free now}
    int release(int id) {
        int free = entries[id];
        entries[id] = 0;
        return free;
    }
}
