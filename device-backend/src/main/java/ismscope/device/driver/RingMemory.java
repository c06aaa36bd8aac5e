package ismscope.device.driver;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemoryWindow;
import ismscope.device.virtqueue.AreaNeeds;
import ismscope.device.virtqueue.VirtqueueConfig;

/// The guest memory of one queue, zeroed: three areas, and tables if there are any.
///
/// @param tables the ring itself again where there are no tables
record RingMemory(
        MemoryWindow descriptor, MemoryWindow driver, MemoryWindow device, MemoryWindow tables) {
    static RingMemory of(VirtqueueConfig config, GuestMemory memory, IndirectTables tables)
            throws GuestMemoryException {
        AreaNeeds needs = AreaNeeds.of(config.layout(), config.size());
        MemoryWindow ring = zeroed(memory, config.descriptorArea(), needs.descriptor().bytes());
        long bytes = IndirectTables.bytes(config.size(), tables.entries());
        return new RingMemory(
                ring,
                zeroed(memory, config.driverArea(), needs.driver().bytes()),
                zeroed(memory, config.deviceArea(), needs.device().bytes()),
                bytes == 0 ? ring : memory.window(tables.address(), bytes));
    }

    private static MemoryWindow zeroed(GuestMemory memory, long address, long bytes)
            throws GuestMemoryException {
        memory.write(address, new byte[Math.toIntExact(bytes)], 0, (int) bytes);
        return memory.window(address, bytes);
    }
}
