package ismscope.device.driver;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemoryWindow;
import ismscope.device.virtqueue.DescriptorFlag;
import ismscope.device.virtqueue.PackedLayout;
import ismscope.device.virtqueue.VirtqueueConfig;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The guest's side of a packed virtqueue; fields in [PackedLayout]. Spec: virtio 1.3 2.8.
final class PackedDriverQueue implements DriverVirtqueue {
    private final VirtqueueConfig config;
    private final IndirectTables tables;
    private final RingMemory ring;
    private final int size;
    private final FreeList ids;
    private final Outstanding outstanding;

    /// Next descriptor to make available, and the wrap counter for it.
    private int next;

    private boolean nextWrap = true;

    /// Next descriptor that the device marks as used, and the wrap counter that shows it.
    private int used;

    private boolean usedWrap = true;

    private int freeEntries;

    /// Descriptors made available since [#notificationWanted] was asked, at most `size` + 1.
    private int moved;

    PackedDriverQueue(VirtqueueConfig config, GuestMemory memory, IndirectTables tables)
            throws GuestMemoryException {
        this.config = config;
        this.tables = config.indirect() ? tables : IndirectTables.NONE;
        this.ring = RingMemory.of(config, memory, this.tables);
        this.size = config.size();
        this.ids = new FreeList(size);
        this.outstanding = new Outstanding(size, config.inOrder());
        this.freeEntries = size;
    }

    @Override
    public int offer(List<Piece> readable, List<Piece> writable, boolean indirect) {
        BufferShape shape = new BufferShape(readable, writable);
        boolean asTable = shape.goesIndirect(indirect, tables.entries());
        int entries = asTable ? 1 : shape.count();
        if (entries > freeEntries) {
            return -1;
        }
        int id = ids.take();
        if (asTable) {
            placeTable(shape, id);
        } else {
            placeList(shape, id);
        }
        outstanding.add(id, entries, shape.writableBytes());
        freeEntries -= entries;
        moved = Math.min(size + 1, moved + entries);
        return id;
    }

    /// Writes the list back to front in effect: the first descriptor's flags come last, so that the
    /// device never sees a part of a list (2.8.6).
    private void placeList(BufferShape shape, int id) {
        int head = next;
        int headFlags = 0;
        for (int i = 0; i < shape.count(); i++) {
            int flags =
                    PackedLayout.availableFlags(nextWrap)
                            | (shape.isWritable(i) ? DescriptorFlag.WRITE : 0)
                            | (i + 1 < shape.count() ? DescriptorFlag.NEXT : 0);
            place(ring.descriptor(), next, shape.piece(i), id);
            if (i == 0) {
                headFlags = flags;
            } else {
                ring.descriptor().putU16(at(next) + PackedLayout.FLAGS, flags);
            }
            advance();
        }
        publish(head, headFlags);
    }

    private void placeTable(BufferShape shape, int id) {
        for (int i = 0; i < shape.count(); i++) {
            int entry = tables.first(id) + i;
            place(ring.tables(), entry, shape.piece(i), 0);
            ring.tables()
                    .putU16(
                            at(entry) + PackedLayout.FLAGS,
                            shape.isWritable(i) ? DescriptorFlag.WRITE : 0);
        }
        Piece table =
                new Piece(tables.addressOf(id), PackedLayout.DESCRIPTOR_BYTES * shape.count());
        place(ring.descriptor(), next, table, id);
        int head = next;
        int flags = PackedLayout.availableFlags(nextWrap) | DescriptorFlag.INDIRECT;
        advance();
        publish(head, flags);
    }

    private static void place(MemoryWindow table, int entry, Piece piece, int id) {
        table.putU64(at(entry), piece.address());
        table.putU32(at(entry) + PackedLayout.LEN, piece.length());
        table.putU16(at(entry) + PackedLayout.ID, id);
    }

    private void advance() {
        next++;
        if (next == size) {
            next = 0;
            nextWrap = !nextWrap;
        }
    }

    /// Release: everything else of the list comes before these flags (2.8.21.1.1).
    private void publish(int head, int flags) {
        ring.descriptor().putU16Release(at(head) + PackedLayout.FLAGS, flags);
    }

    @Override
    public boolean notificationWanted() {
        int news = moved;
        moved = 0;
        if (news == 0) {
            return false;
        }
        // The flags must be out before the device's wish is read, else both sides may sleep.
        VarHandle.fullFence();
        int event = ring.device().u32Acquire(0);
        return switch (PackedLayout.eventMode(event)) {
            case PackedLayout.EVENT_DISABLE -> false;
            case PackedLayout.EVENT_DESCRIPTOR ->
                    PackedLayout.passed(event, size, next, nextWrap, news);
            default -> true;
        };
    }

    @Override
    public @Nullable Used reclaim() {
        if (!outstanding.isBatchOpen()) {
            // Acquire: id, length and what the device wrote are read only after the flags.
            int flags = ring.descriptor().u16Acquire(at(used) + PackedLayout.FLAGS);
            if (PackedLayout.state(flags) != PackedLayout.usedFlags(usedWrap)) {
                return null;
            }
            // Without WRITE the length means nothing (2.8.4).
            boolean written = (flags & DescriptorFlag.WRITE) != 0;
            outstanding.report(
                    ring.descriptor().u16(at(used) + PackedLayout.ID),
                    written ? ring.descriptor().u32(at(used) + PackedLayout.LEN) : 0);
        }
        Used back = outstanding.next();
        int entries = outstanding.release(back.id());
        ids.put(back.id());
        freeEntries += entries;
        used += entries;
        if (used >= size) {
            used -= size;
            usedWrap = !usedWrap;
        }
        return back;
    }

    @Override
    public boolean wantInterrupts(boolean wanted) {
        int mode =
                !wanted
                        ? PackedLayout.EVENT_DISABLE
                        : config.eventIndex()
                                ? PackedLayout.EVENT_DESCRIPTOR
                                : PackedLayout.EVENT_ENABLE;
        ring.driver().putU32Release(0, PackedLayout.event(used, usedWrap, mode));
        VarHandle.fullFence();
        int flags = ring.descriptor().u16Acquire(at(used) + PackedLayout.FLAGS);
        return outstanding.isBatchOpen()
                || PackedLayout.state(flags) == PackedLayout.usedFlags(usedWrap);
    }

    private static long at(int entry) {
        return PackedLayout.descriptor(entry);
    }
}
