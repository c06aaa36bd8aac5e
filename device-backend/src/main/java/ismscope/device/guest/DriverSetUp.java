package ismscope.device.guest;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.IndirectTables;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmConfig;
import ismscope.device.virtqueue.AreaNeeds;
import ismscope.device.virtqueue.QueueLayout;
import ismscope.device.virtqueue.VirtqueueConfig;

/// A device being initialized, step by step in the order of `virtio 1.3 3.1.1`, and what its queues
/// then share.
final class DriverSetUp {
    static final int CONFIG_VECTOR = 0;

    private static final int TABLE_ALIGNMENT = 16;

    private final GuestBus bus;
    private final GuestRam ram;
    private final Interrupts interrupts;
    private final DriverOptions options;
    private final DeviceRegisters registers;
    private long features;

    DriverSetUp(GuestBus bus, GuestRam ram, Interrupts interrupts, DriverOptions options) {
        this.bus = bus;
        this.ram = ram;
        this.interrupts = interrupts;
        this.options = options;
        this.registers = new DeviceRegisters(bus);
    }

    GuestBus bus() {
        return bus;
    }

    GuestRam ram() {
        return ram;
    }

    Interrupts interrupts() {
        return interrupts;
    }

    DriverOptions options() {
        return options;
    }

    DeviceRegisters registers() {
        return registers;
    }

    long features() {
        return features;
    }

    boolean indirectAccepted() {
        return FeatureBit.INDIRECT_DESC.isIn(features);
    }

    /// Steps 1 to 6: reset, acknowledge, negotiate.
    ///
    /// @throws DeviceFailed if device and driver do not get together
    IsmConfig negotiate() {
        registers.writeStatus(0);
        while (registers.status() != 0) {
            // virtio 1.3 4.1.4.3.2: the driver waits until a reset reads back as done.
            Thread.onSpinWait();
        }
        ram.rewind();
        registers.addStatus(DeviceStatus.ACKNOWLEDGE);
        registers.addStatus(DeviceStatus.DRIVER);
        features = registers.offeredFeatures() & wanted();
        if (!FeatureBit.VERSION_1.isIn(features)) {
            throw giveUp("the device does not offer VERSION_1");
        }
        registers.writeFeatures(features);
        registers.addStatus(DeviceStatus.FEATURES_OK);
        if ((registers.status() & DeviceStatus.FEATURES_OK) == 0) {
            throw giveUp("features refused: " + FeatureBit.describe(features));
        }
        registers.bindConfigVector(CONFIG_VECTOR);
        return registers.config();
    }

    /// Step 7 for one queue: places its areas in guest RAM and enables it.
    ///
    /// @param tableEntries descriptors in each indirect table, 0 for a queue without tables
    DriverVirtqueue queue(int index, int vector, int wantedSize, int tableEntries) {
        registers.selectQueue(index);
        int size = Math.min(wantedSize, registers.queueSize());
        if (size == 0) {
            throw giveUp("there is no queue " + index);
        }
        VirtqueueConfig config = place(index, size);
        IndirectTables tables =
                config.indirect() ? tables(size, tableEntries) : IndirectTables.NONE;
        DriverVirtqueue queue;
        try {
            queue = DriverVirtqueue.of(config, ram.memory(), tables);
        } catch (GuestMemoryException e) {
            throw new IllegalStateException("the driver placed a queue outside its RAM", e);
        }
        registers.writeQueueSize(size);
        registers.writeQueueAreas(
                config.descriptorArea(), config.driverArea(), config.deviceArea());
        registers.bindQueueVector(vector);
        registers.enableQueue();
        return queue;
    }

    /// Step 8: the device is live.
    void finish() {
        registers.addStatus(DeviceStatus.DRIVER_OK);
    }

    private VirtqueueConfig place(int index, int size) {
        QueueLayout layout =
                FeatureBit.RING_PACKED.isIn(features) ? QueueLayout.PACKED : QueueLayout.SPLIT;
        AreaNeeds needs = AreaNeeds.of(layout, size);
        return new VirtqueueConfig(
                index,
                size,
                layout,
                allocate(needs.descriptor()),
                allocate(needs.driver()),
                allocate(needs.device()),
                FeatureBit.EVENT_IDX.isIn(features),
                FeatureBit.INDIRECT_DESC.isIn(features),
                FeatureBit.IN_ORDER.isIn(features));
    }

    private long allocate(AreaNeeds.Need need) {
        return ram.allocate(need.bytes(), need.alignment());
    }

    private IndirectTables tables(int size, int entries) {
        long bytes = IndirectTables.bytes(size, entries);
        return entries == 0
                ? IndirectTables.NONE
                : new IndirectTables(ram.allocate(bytes, TABLE_ALIGNMENT), entries);
    }

    private long wanted() {
        long wanted =
                FeatureBit.mask(
                        FeatureBit.VERSION_1,
                        FeatureBit.EVENT_VQ,
                        FeatureBit.EVENT_IRQ,
                        FeatureBit.RING_RESET);
        wanted |= options.packed() ? FeatureBit.RING_PACKED.mask() : 0;
        wanted |= options.indirect() ? FeatureBit.INDIRECT_DESC.mask() : 0;
        wanted |= options.eventIndex() ? FeatureBit.EVENT_IDX.mask() : 0;
        wanted |= options.inOrder() ? FeatureBit.IN_ORDER.mask() : 0;
        return wanted;
    }

    private DeviceFailed giveUp(String text) {
        registers.addStatus(DeviceStatus.FAILED);
        return new DeviceFailed(text);
    }
}
