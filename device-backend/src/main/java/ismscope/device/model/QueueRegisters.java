package ismscope.device.model;

import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.TapRecord;
import ismscope.device.virtqueue.QueueLayout;
import ismscope.device.virtqueue.VirtqueueConfig;

/// The registers of one virtqueue. Spec: virtio 1.3 4.1.4.3.
final class QueueRegisters {
    private static final long HALF_MASK = 0xffff_ffffL;

    private final int index;
    private final int mostEntries;
    private int size;
    private int vector;
    private boolean enabled;
    private long descriptorArea;
    private long driverArea;
    private long deviceArea;

    QueueRegisters(int index, int mostEntries) {
        this.index = index;
        this.mostEntries = mostEntries;
        reset();
    }

    void reset() {
        size = mostEntries;
        vector = CommonRegister.NO_VECTOR;
        enabled = false;
        descriptorArea = 0;
        driverArea = 0;
        deviceArea = 0;
    }

    int index() {
        return index;
    }

    int vector() {
        return vector;
    }

    void setVector(int newVector) {
        vector = newVector;
    }

    boolean isEnabled() {
        return enabled;
    }

    void enable() {
        enabled = true;
    }

    /// {@return the value of a register that is there per queue}
    long value(CommonRegister register) {
        return switch (register) {
            case QUEUE_SIZE -> size;
            case QUEUE_MSIX_VECTOR -> vector;
            case QUEUE_ENABLE -> enabled ? 1 : 0;
            case QUEUE_NOTIFY_OFF -> index;
            case QUEUE_DESC -> descriptorArea;
            case QUEUE_DRIVER -> driverArea;
            case QUEUE_DEVICE -> deviceArea;
            // A reset of a queue is done at once; no other feature that has a register is offered.
            default -> 0;
        };
    }

    /// Changes the size; only split queues are powers of two (`virtio 1.3 2.7`, `2.8`).
    ///
    /// @return false if it cannot be that size
    boolean resize(int entries, long features) {
        boolean shaped = FeatureBit.RING_PACKED.isIn(features) || Integer.bitCount(entries) == 1;
        if (entries <= 0 || entries > mostEntries || !shaped) {
            return false;
        }
        size = entries;
        return true;
    }

    /// Changes the address of an area, whole or one half of it.
    ///
    /// @param from 0 for all and for the low half, 4 for the high half
    void place(CommonRegister area, int from, int width, long value) {
        switch (area) {
            case QUEUE_DESC -> descriptorArea = merged(descriptorArea, from, width, value);
            case QUEUE_DRIVER -> driverArea = merged(driverArea, from, width, value);
            case QUEUE_DEVICE -> deviceArea = merged(deviceArea, from, width, value);
            default -> throw new IllegalArgumentException("no area: " + area);
        }
    }

    private static long merged(long old, int from, int width, long value) {
        if (width == Long.BYTES) {
            return value;
        }
        int shift = from * Byte.SIZE;
        return (old & ~(HALF_MASK << shift)) | ((value & HALF_MASK) << shift);
    }

    VirtqueueConfig config(long features) {
        return new VirtqueueConfig(
                index,
                size,
                FeatureBit.RING_PACKED.isIn(features) ? QueueLayout.PACKED : QueueLayout.SPLIT,
                descriptorArea,
                driverArea,
                deviceArea,
                FeatureBit.EVENT_IDX.isIn(features),
                FeatureBit.INDIRECT_DESC.isIn(features),
                FeatureBit.IN_ORDER.isIn(features));
    }

    TapRecord.Queue record(long features) {
        return new TapRecord.Queue(
                index,
                size,
                enabled,
                FeatureBit.RING_PACKED.isIn(features),
                descriptorArea,
                driverArea,
                deviceArea);
    }
}
