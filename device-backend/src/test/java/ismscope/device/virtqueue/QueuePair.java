package ismscope.device.virtqueue;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.DriverVirtqueue.Piece;
import ismscope.device.driver.IndirectTables;
import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemorySlot;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Both sides of one queue over real guest memory.
///
/// ```text
/// BASE        +0x10000      +0x20000      +0x28000       +0x30000
/// | descriptors | driver area | device area | tables       | data |
/// ```
final class QueuePair {
    /// What a queue is like.
    ///
    /// @param slotBytes memory is cut into slots of this size, 0 = one slot
    record Mode(
            QueueLayout layout,
            int size,
            boolean eventIndex,
            boolean indirect,
            boolean inOrder,
            int slotBytes) {
        @Override
        public String toString() {
            return "%s size=%d%s%s%s%s"
                    .formatted(
                            layout,
                            size,
                            eventIndex ? " event-index" : "",
                            indirect ? " indirect" : "",
                            inOrder ? " in-order" : "",
                            slotBytes == 0 ? "" : " slots of " + slotBytes);
        }
    }

    static final long BASE = 0x4000_0000L;
    static final int TABLE_ENTRIES = 8;

    /// Bytes that one queue of up to 64 entries needs in all, spread without gaps.
    private final GuestMemory memory;

    private final VirtqueueConfig config;
    private final DriverVirtqueue driver;
    private final Virtqueue device;
    private final long data;
    private final long end;

    QueuePair(Mode mode) throws GuestMemoryException, VirtqueueException {
        AreaNeeds needs = AreaNeeds.of(mode.layout(), mode.size());
        long at = BASE;
        final long descriptor = at;
        at = aligned(at + needs.descriptor().bytes());
        final long driverArea = at;
        at = aligned(at + needs.driver().bytes());
        final long deviceArea = at;
        at = aligned(at + needs.device().bytes());
        IndirectTables tables = new IndirectTables(at, TABLE_ENTRIES);
        data = aligned(at + IndirectTables.bytes(mode.size(), TABLE_ENTRIES));
        end = data + 0x4000;
        memory = memory(BASE, end - BASE, mode.slotBytes());
        config =
                new VirtqueueConfig(
                        0,
                        mode.size(),
                        mode.layout(),
                        descriptor,
                        driverArea,
                        deviceArea,
                        mode.eventIndex(),
                        mode.indirect(),
                        mode.inOrder());
        driver = DriverVirtqueue.of(config, memory, tables);
        device = config.activate(memory);
    }

    private static long aligned(long address) {
        return (address + 15) & -16;
    }

    private static GuestMemory memory(long base, long size, int slotBytes) {
        if (slotBytes == 0) {
            return GuestMemory.of(base, Arena.ofAuto().allocate(size, 16));
        }
        List<MemorySlot> slots = new ArrayList<>();
        for (long at = 0; at < size; at += slotBytes) {
            MemorySegment bytes = Arena.ofAuto().allocate(Math.min(slotBytes, size - at), 16);
            slots.add(new MemorySlot(base + at, bytes));
        }
        return new GuestMemory(slots);
    }

    GuestMemory memory() {
        return memory;
    }

    VirtqueueConfig config() {
        return config;
    }

    DriverVirtqueue driver() {
        return driver;
    }

    Virtqueue device() {
        return device;
    }

    /// {@return guest address of the first byte that no ring uses}
    long data() {
        return data;
    }

    /// {@return guest address behind the last byte of memory}
    long end() {
        return end;
    }

    /// {@return a piece of the data area, filled}
    Piece filled(long offset, byte[] bytes) throws GuestMemoryException {
        memory.write(data + offset, bytes, 0, bytes.length);
        return new Piece(data + offset, bytes.length);
    }

    Piece piece(long offset, int length) {
        return new Piece(data + offset, length);
    }
}
