package ismscope.device.driver;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.virtqueue.VirtqueueConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The guest's side of one virtqueue, whatever its layout: puts buffers on offer, takes them back.
///
/// Works on guest memory only, as a driver does. Thread: one guest thread at a time.
public sealed interface DriverVirtqueue permits SplitDriverQueue, PackedDriverQueue {
    /// Sets a queue up in guest memory: its areas are zeroed.
    ///
    /// @param config areas and features as they are told to the device
    /// @param memory that the areas and tables are in
    /// @param tables for indirect buffers; unused if `config` has no indirect descriptors
    /// @throws GuestMemoryException if an area or the tables are not in `memory`
    static DriverVirtqueue of(VirtqueueConfig config, GuestMemory memory, IndirectTables tables)
            throws GuestMemoryException {
        return switch (config.layout()) {
            case SPLIT -> new SplitDriverQueue(config, memory, tables);
            case PACKED -> new PackedDriverQueue(config, memory, tables);
        };
    }

    /// A piece of guest memory in a buffer.
    ///
    /// @param address guest address
    /// @param length bytes
    record Piece(long address, int length) {}

    /// A buffer that came back.
    ///
    /// @param id what [#offer] returned
    /// @param usedLength bytes that the device says it wrote, unsigned 32-bit
    record Used(int id, int usedLength) {}

    /// Makes a buffer available.
    ///
    /// @param readable pieces that the device reads
    /// @param writable pieces that the device writes
    /// @param indirect whether to use an indirect table, where there are tables
    /// @return the buffer's id, 0 to size - 1; -1 if the ring has no room
    /// @throws IllegalArgumentException if there is no piece, or more than a table has entries
    int offer(List<Piece> readable, List<Piece> writable, boolean indirect);

    /// {@return whether the device wants to be notified of what was offered since the last call of
    /// this method}
    boolean notificationWanted();

    /// {@return the next buffer that came back, null if there is none}
    ///
    /// @throws IllegalStateException if the device gave back a buffer that it does not have
    @Nullable Used reclaim();

    /// Says whether the device shall interrupt when it gives buffers back.
    ///
    /// @return whether some have come back already
    boolean wantInterrupts(boolean wanted);
}
