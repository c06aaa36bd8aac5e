package ismscope.device.virtqueue;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemoryWindow;
import ismscope.device.tap.ViolationRule;

/// The three areas of a queue, found in guest memory.
record RingAreas(MemoryWindow descriptor, MemoryWindow driver, MemoryWindow device) {
    /// Checks the set-up of a queue.
    ///
    /// @throws VirtqueueException if the size is impossible, an area is misaligned or not wholly in
    ///   memory (`virtio 1.3 2.7.1`, `2.8.11`)
    static RingAreas of(VirtqueueConfig config, GuestMemory memory) throws VirtqueueException {
        if (!AreaNeeds.isSize(config.layout(), config.size())) {
            throw refused(ViolationRule.QUEUE_SIZE, config, "size=" + config.size());
        }
        AreaNeeds needs = AreaNeeds.of(config.layout(), config.size());
        return new RingAreas(
                area(config, memory, config.descriptorArea(), needs.descriptor()),
                area(config, memory, config.driverArea(), needs.driver()),
                area(config, memory, config.deviceArea(), needs.device()));
    }

    private static MemoryWindow area(
            VirtqueueConfig config, GuestMemory memory, long address, AreaNeeds.Need need)
            throws VirtqueueException {
        if ((address & (need.alignment() - 1)) != 0) {
            throw refused(
                    ViolationRule.RING_ALIGNMENT,
                    config,
                    "address=0x%x alignment=%d".formatted(address, need.alignment()));
        }
        try {
            return memory.window(address, need.bytes());
        } catch (GuestMemoryException e) {
            throw refused(ViolationRule.RING_ADDRESS, config, String.valueOf(e.getMessage()));
        }
    }

    private static VirtqueueException refused(
            ViolationRule rule, VirtqueueConfig config, String text) {
        return new VirtqueueException(
                rule, "queue=%d %s".formatted(config.index(), text), new byte[0]);
    }
}
