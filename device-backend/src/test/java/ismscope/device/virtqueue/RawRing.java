package ismscope.device.virtqueue;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemorySlot;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Writes a queue's memory byte by byte, as a broken or hostile driver may.
///
/// Addresses are fixed, so that a case can name them: rings below [#DATA], free memory from there
/// to [#END], and one piece of 1 GiB at [#HUGE] that takes no memory as long as nobody writes it.
final class RawRing {
    static final int SIZE = 8;
    static final long BASE = 0x10_0000L;
    static final long DRIVER = BASE + 0x400;
    static final long DEVICE = BASE + 0x800;
    static final long TABLE = BASE + 0xC00;
    static final long DATA = BASE + 0x1000;
    static final long END = BASE + 0x2000;
    static final long HUGE = 0x1_0000_0000L;
    static final long HUGE_BYTES = 1L << 30;

    static final int NEXT = DescriptorFlag.NEXT;
    static final int WRITE = DescriptorFlag.WRITE;
    static final int INDIRECT = DescriptorFlag.INDIRECT;

    private final GuestMemory memory;
    private final VirtqueueConfig config;

    RawRing(VirtqueueConfig config, MemorySegment huge) {
        this.config = config;
        this.memory =
                new GuestMemory(
                        List.of(
                                new MemorySlot(BASE, Arena.ofAuto().allocate(END - BASE, 16)),
                                new MemorySlot(HUGE, huge)));
    }

    /// {@return a set-up that is right}
    static VirtqueueConfig config(QueueLayout layout, boolean features) {
        return new VirtqueueConfig(
                0, SIZE, layout, BASE, DRIVER, DEVICE, features, features, features);
    }

    GuestMemory memory() {
        return memory;
    }

    Virtqueue activate() throws VirtqueueException {
        return config.activate(memory);
    }

    /// Writes a split descriptor and returns where it is.
    long split(long table, int index, long address, long length, int flags, int next)
            throws GuestMemoryException {
        long at = table + 16L * index;
        memory.putU64(at, address);
        memory.putU32(at + 8, length);
        memory.putU16(at + 12, flags);
        memory.putU16(at + 14, next);
        return at;
    }

    /// Writes a packed descriptor and returns where it is.
    long packed(long table, int index, long address, long length, int id, int flags)
            throws GuestMemoryException {
        long at = table + 16L * index;
        memory.putU64(at, address);
        memory.putU32(at + 8, length);
        memory.putU16(at + 12, id);
        memory.putU16(at + 14, flags);
        return at;
    }

    /// Writes a packed descriptor of the first round, available.
    long available(int index, long address, long length, int id, int flags)
            throws GuestMemoryException {
        return packed(BASE, index, address, length, id, flags | DescriptorFlag.AVAIL);
    }

    /// Puts heads into the available ring and moves its index behind them.
    void announce(int... heads) throws GuestMemoryException {
        int idx = memory.u16(DRIVER + 2);
        for (int head : heads) {
            memory.putU16(DRIVER + 4 + 2L * (idx % SIZE), head);
            idx++;
        }
        memory.putU16(DRIVER + 2, idx);
    }

    void idx(int idx) throws GuestMemoryException {
        memory.putU16(DRIVER + 2, idx);
    }

    /// Writes the driver's event suppression structure of a packed queue.
    void suppress(int offset, boolean wrap, int mode) throws GuestMemoryException {
        memory.putU32(DRIVER, PackedLayout.event(offset, wrap, mode));
    }

    byte[] bytes(long address) throws GuestMemoryException {
        byte[] bytes = new byte[16];
        memory.read(address, bytes, 0, 16);
        return bytes;
    }
}
