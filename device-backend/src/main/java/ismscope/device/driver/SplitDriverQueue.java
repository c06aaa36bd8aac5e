package ismscope.device.driver;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemoryWindow;
import ismscope.device.virtqueue.DescriptorFlag;
import ismscope.device.virtqueue.SplitLayout;
import ismscope.device.virtqueue.VirtqueueConfig;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The guest's side of a split virtqueue; fields in [SplitLayout]. Spec: virtio 1.3 2.7.
///
/// A buffer's id is the index of its first descriptor.
final class SplitDriverQueue implements DriverVirtqueue {
    private static final int WRAP = 0xFFFF;

    private final VirtqueueConfig config;
    private final IndirectTables tables;
    private final RingMemory ring;
    private final int mask;
    private final FreeList free;
    private final Outstanding outstanding;

    /// Per descriptor of a chain: the one behind it. The copy in guest memory is never read back.
    private final int[] following;

    /// Buffers offered and, of those, announced: numbers that wrap at 2^32.
    private int offered;

    private int announced;

    /// Entries of the used ring that were looked at, as a number that wraps at 2^32.
    private int reclaimed;

    SplitDriverQueue(VirtqueueConfig config, GuestMemory memory, IndirectTables tables)
            throws GuestMemoryException {
        this.config = config;
        this.tables = config.indirect() ? tables : IndirectTables.NONE;
        this.ring = RingMemory.of(config, memory, this.tables);
        this.mask = config.size() - 1;
        this.free = new FreeList(config.size());
        this.outstanding = new Outstanding(config.size(), config.inOrder());
        this.following = new int[config.size()];
    }

    @Override
    public int offer(List<Piece> readable, List<Piece> writable, boolean indirect) {
        BufferShape shape = new BufferShape(readable, writable);
        boolean asTable = shape.goesIndirect(indirect, tables.entries());
        int entries = asTable ? 1 : shape.count();
        if (entries > free.count()) {
            return -1;
        }
        int head = asTable ? placeTable(shape) : placeChain(shape);
        outstanding.add(head, entries, shape.writableBytes());
        ring.driver().putU16(SplitLayout.available(offered & mask), head);
        offered++;
        // Release: descriptors and entry come before the index that announces them (2.7.13.3.1).
        ring.driver().putU16Release(SplitLayout.IDX, offered);
        return head;
    }

    private int placeChain(BufferShape shape) {
        int head = free.take();
        int index = head;
        for (int i = 0; i < shape.count(); i++) {
            boolean last = i + 1 == shape.count();
            int next = last ? 0 : free.take();
            place(ring.descriptor(), index, shape.piece(i), flags(shape.isWritable(i), last), next);
            following[index] = next;
            index = next;
        }
        return head;
    }

    private int placeTable(BufferShape shape) {
        int head = free.take();
        for (int i = 0; i < shape.count(); i++) {
            boolean last = i + 1 == shape.count();
            place(
                    ring.tables(),
                    tables.first(head) + i,
                    shape.piece(i),
                    flags(shape.isWritable(i), last),
                    last ? 0 : i + 1);
        }
        Piece table =
                new Piece(tables.addressOf(head), SplitLayout.DESCRIPTOR_BYTES * shape.count());
        place(ring.descriptor(), head, table, DescriptorFlag.INDIRECT, 0);
        return head;
    }

    private static int flags(boolean writable, boolean last) {
        return (writable ? DescriptorFlag.WRITE : 0) | (last ? 0 : DescriptorFlag.NEXT);
    }

    private static void place(MemoryWindow table, int index, Piece piece, int flags, int next) {
        long at = (long) SplitLayout.DESCRIPTOR_BYTES * index;
        table.putU64(at, piece.address());
        table.putU64(
                at + Long.BYTES,
                Integer.toUnsignedLong(piece.length()) | (long) flags << 32 | (long) next << 48);
    }

    @Override
    public boolean notificationWanted() {
        int news = offered - announced;
        announced = offered;
        if (news == 0) {
            return false;
        }
        // The index must be out before the device's wish is read, else both sides may sleep.
        VarHandle.fullFence();
        if (!config.eventIndex()) {
            return (ring.device().u16(SplitLayout.FLAGS) & SplitLayout.NO_NOTIFY) == 0;
        }
        int event = ring.device().u16(SplitLayout.availEvent(config.size()));
        return SplitLayout.passed(event, offered, news);
    }

    @Override
    public @Nullable Used reclaim() {
        if (!outstanding.isBatchOpen()) {
            if (!hasUsed()) {
                return null;
            }
            long entry = SplitLayout.used(reclaimed & mask);
            outstanding.report(ring.device().u32(entry), ring.device().u32(entry + Integer.BYTES));
        }
        Used used = outstanding.next();
        int index = used.id();
        for (int left = outstanding.release(index); left > 0; left--) {
            free.put(index);
            index = following[index];
        }
        reclaimed++;
        return used;
    }

    /// Acquire: entries and what the device wrote are read only after the index (2.7.14).
    private boolean hasUsed() {
        return ring.device().u16Acquire(SplitLayout.IDX) != (reclaimed & WRAP);
    }

    @Override
    public boolean wantInterrupts(boolean wanted) {
        if (config.eventIndex()) {
            // An index just passed is not passed again for the next 65535 buffers.
            int event = wanted ? reclaimed : reclaimed - 1;
            ring.driver().putU16(SplitLayout.usedEvent(config.size()), event);
        } else {
            ring.driver().putU16(SplitLayout.FLAGS, wanted ? 0 : SplitLayout.NO_INTERRUPT);
        }
        VarHandle.fullFence();
        return outstanding.isBatchOpen() || hasUsed();
    }
}
