package ismscope.device.virtqueue;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemoryWindow;
import ismscope.device.tap.ViolationRule;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Device side of a packed virtqueue; fields in [PackedLayout]. Spec: virtio 1.3 2.8.
final class PackedVirtqueue implements Virtqueue {
    private static final int WRAP_COUNTER = 1 << 15;
    private static final int INDEX = WRAP_COUNTER - 1;
    private static final int USED_SHIFT = 16;

    /// Where a queue never used stands: at the first descriptor, both wrap counters 1.
    static final int BEGINNING = WRAP_COUNTER | WRAP_COUNTER << USED_SHIFT;

    private final VirtqueueConfig config;
    private final Breakage breakage = new Breakage();
    private final int size;

    /// Buffer ids taken and not given back. An id may be any 16-bit number.
    private final BitSet inFlight;

    private RingAreas areas;
    private ChainBuilder builder;

    /// Next descriptor to take, and the wrap counter that makes it available.
    private int next;

    private boolean nextWrap;

    /// Next descriptor to mark as used, and the wrap counter for that.
    private int used;

    private boolean usedWrap;

    /// Descriptors taken and not marked as used.
    private int entriesInFlight;

    /// Descriptors marked as used since an interrupt was last considered, at most `size` + 1.
    private int moved;

    /// What a glimpse has found: chains from the next one on, and descriptors of those.
    private int seenChains;

    private int seenEntries;

    /// Chains taken and given since the start: numbers that wrap at 2^32.
    private int taken;

    private int given;

    PackedVirtqueue(VirtqueueConfig config, GuestMemory memory, int position)
            throws VirtqueueException {
        this.config = config;
        this.areas = RingAreas.of(config, memory);
        this.size = config.size();
        this.inFlight = new BitSet(size);
        this.builder = new ChainBuilder(memory, size, breakage);
        this.next = position & INDEX;
        this.nextWrap = (position & WRAP_COUNTER) != 0;
        this.used = position >>> USED_SHIFT & INDEX;
        this.usedWrap = (position >>> USED_SHIFT & WRAP_COUNTER) != 0;
        if (next >= size || used >= size) {
            throw breakage.of(
                    ViolationRule.QUEUE_SIZE,
                    "next=%d used=%d size=%d".formatted(next, used, size));
        }
    }

    @Override
    public VirtqueueConfig config() {
        return config;
    }

    @Override
    public int position() {
        int taking = next | (nextWrap ? WRAP_COUNTER : 0);
        int giving = used | (usedWrap ? WRAP_COUNTER : 0);
        return taking | giving << USED_SHIFT;
    }

    @Override
    public void moveTo(GuestMemory memory) throws VirtqueueException {
        breakage.check();
        areas = RingAreas.of(config, memory);
        builder = new ChainBuilder(memory, size, breakage);
    }

    @Override
    public @Nullable DescriptorChain take() throws VirtqueueException {
        breakage.check();
        // Acquire: the rest of the list is read only after the flags that announce it (2.8.6).
        int flags = areas.descriptor().u16Acquire(at(next) + PackedLayout.FLAGS);
        if (!isAvailable(flags)) {
            return null;
        }
        builder.clear();
        return walk(flags);
    }

    /// {@return whether flags of descriptor [#next] make it available}
    private boolean isAvailable(int flags) throws VirtqueueException {
        int state = PackedLayout.state(flags);
        // Nothing of this round can be used before it was taken.
        if (state == PackedLayout.usedFlags(nextWrap)) {
            throw breakage.of(
                    ViolationRule.DESCRIPTOR_FLAGS,
                    "index=%d flags=0x%04x wrap=%b".formatted(next, flags, nextWrap));
        }
        return state == PackedLayout.availableFlags(nextWrap);
    }

    /// Reads the list that starts at [#next], each descriptor once.
    ///
    /// @param headFlags flags of the first one, read already
    private CheckedChain walk(int headFlags) throws VirtqueueException {
        int index = next;
        boolean wrap = nextWrap;
        int entries = 0;
        int flags = headFlags;
        while (true) {
            long low = areas.descriptor().u64(at(index));
            long high = areas.descriptor().u64(at(index) + Long.BYTES);
            entries++;
            checkRoom(entries, low, high);
            if (entries > 1) {
                flags = (int) (high >>> 48);
                if (PackedLayout.state(flags) != PackedLayout.availableFlags(wrap)) {
                    throw breakage.of(
                            ViolationRule.DESCRIPTOR_FLAGS,
                            "index=%d flags=0x%04x wrap=%b".formatted(index, flags, wrap),
                            low,
                            high);
                }
            }
            addOne(flags, entries, low, high);
            index++;
            if (index == size) {
                index = 0;
                wrap = !wrap;
            }
            if ((flags & DescriptorFlag.NEXT) == 0) {
                return taken(entries, index, wrap, low, high);
            }
            if (entries == size) {
                throw breakage.of(ViolationRule.CHAIN_LOOP, "most=" + size, low, high);
            }
        }
    }

    /// @param entries of the list, this descriptor counted
    private void checkRoom(int entries, long low, long high) throws VirtqueueException {
        if (entriesInFlight + entries > size) {
            throw breakage.of(
                    ViolationRule.RING_OVERRUN,
                    "available=%d inFlight=%d size=%d".formatted(entries, entriesInFlight, size),
                    low,
                    high);
        }
    }

    /// @param entries position in the list, from 1
    private void addOne(int flags, int entries, long low, long high) throws VirtqueueException {
        if ((flags & DescriptorFlag.INDIRECT) == 0) {
            builder.add(low, high, (flags & DescriptorFlag.WRITE) != 0);
            return;
        }
        if (!config.indirect()) {
            throw breakage.of(ViolationRule.INDIRECT_NOT_NEGOTIATED, "flags=" + flags, low, high);
        }
        if ((flags & DescriptorFlag.NEXT) != 0) {
            throw breakage.of(ViolationRule.INDIRECT_WITH_NEXT, "flags=" + flags, low, high);
        }
        if (entries > 1) {
            throw breakage.of(
                    ViolationRule.INDIRECT_IN_LIST, "position=" + (entries - 1), low, high);
        }
        IndirectTable.check(builder.memory(), breakage, low, high);
        addTable(low, (int) ((high & 0xFFFF_FFFFL) / PackedLayout.DESCRIPTOR_BYTES));
    }

    /// Adds all entries of an indirect table, which was found in memory. WRITE is their only flag,
    /// the others are ignored: `virtio 1.3 2.8.7`.
    private void addTable(long table, int entries) throws VirtqueueException {
        try {
            for (int i = 0; i < entries; i++) {
                long low = builder.memory().u64(table + at(i));
                long high = builder.memory().u64(table + at(i) + Long.BYTES);
                builder.add(low, high, (high >>> 48 & DescriptorFlag.WRITE) != 0);
            }
        } catch (GuestMemoryException e) {
            throw new AssertionError("checked table outside its memory", e);
        }
    }

    /// Ends the list and moves on behind it.
    ///
    /// @param high of its last descriptor, which holds the buffer id
    private CheckedChain taken(int entries, int index, boolean wrap, long low, long high)
            throws VirtqueueException {
        builder.finish(low, high);
        int id = (int) (high >>> 32) & 0xFFFF;
        if (inFlight.get(id)) {
            throw breakage.of(ViolationRule.DESCRIPTOR_IN_FLIGHT, "id=" + id, low, high);
        }
        CheckedChain chain = new CheckedChain(this, builder, id, entries, taken);
        inFlight.set(id);
        entriesInFlight += entries;
        seenChains = Math.max(0, seenChains - 1);
        seenEntries = seenChains == 0 ? 0 : Math.max(0, seenEntries - entries);
        next = index;
        nextWrap = wrap;
        taken++;
        return chain;
    }

    @Override
    public void give(DescriptorChain chain, int usedLength) throws VirtqueueException {
        breakage.check();
        CheckedChain checked = CheckedChain.toGive(chain, this, usedLength, given);
        MemoryWindow ring = areas.descriptor();
        ring.putU32(at(used) + PackedLayout.LEN, usedLength);
        ring.putU16(at(used) + PackedLayout.ID, checked.head());
        int flags = PackedLayout.usedFlags(usedWrap) | (usedLength == 0 ? 0 : DescriptorFlag.WRITE);
        // Release: what the device wrote, length and id come before the flags (2.8.15).
        ring.putU16Release(at(used) + PackedLayout.FLAGS, flags);
        inFlight.clear(checked.head());
        entriesInFlight -= checked.ringEntries();
        moved = Math.min(size + 1, moved + checked.ringEntries());
        used += checked.ringEntries();
        if (used >= size) {
            used -= size;
            usedWrap = !usedWrap;
        }
        given++;
    }

    @Override
    public boolean interruptWanted() throws VirtqueueException {
        breakage.check();
        int news = moved;
        moved = 0;
        if (news == 0) {
            return false;
        }
        // The flags must be out before the driver's wish is read, else both sides may sleep.
        VarHandle.fullFence();
        int event = areas.driver().u32Acquire(0);
        return switch (PackedLayout.eventMode(event)) {
            case PackedLayout.EVENT_ENABLE -> true;
            case PackedLayout.EVENT_DISABLE -> false;
            default -> {
                checkEvent(event);
                yield PackedLayout.passed(event, size, used, usedWrap, news);
            }
        };
    }

    private void checkEvent(int event) throws VirtqueueException {
        if (!config.eventIndex()
                || PackedLayout.eventMode(event) != PackedLayout.EVENT_DESCRIPTOR
                || PackedLayout.eventOffset(event) >= size) {
            throw breakage.of(
                    ViolationRule.EVENT_SUPPRESSION,
                    "mode=%d offset=%d size=%d"
                            .formatted(
                                    PackedLayout.eventMode(event),
                                    PackedLayout.eventOffset(event),
                                    size));
        }
    }

    @Override
    public boolean wantNotifications(boolean wanted) throws VirtqueueException {
        breakage.check();
        int mode =
                !wanted
                        ? PackedLayout.EVENT_DISABLE
                        : config.eventIndex()
                                ? PackedLayout.EVENT_DESCRIPTOR
                                : PackedLayout.EVENT_ENABLE;
        areas.device().putU32Release(0, PackedLayout.event(next, nextWrap, mode));
        VarHandle.fullFence();
        return isAvailable(areas.descriptor().u16Acquire(at(next) + PackedLayout.FLAGS));
    }

    @Override
    public int waiting() throws VirtqueueException {
        breakage.check();
        return glimpse();
    }

    @Override
    public int glimpse() {
        while (entriesInFlight + seenEntries < size) {
            int place = next + seenEntries;
            boolean wrap = place < size ? nextWrap : !nextWrap;
            int flags = areas.descriptor().u16Acquire(at(place % size) + PackedLayout.FLAGS);
            if (PackedLayout.state(flags) != PackedLayout.availableFlags(wrap)) {
                return seenChains;
            }
            seenEntries++;
            if ((flags & DescriptorFlag.NEXT) == 0) {
                seenChains++;
            }
        }
        return seenChains;
    }

    private static long at(int entry) {
        return PackedLayout.descriptor(entry);
    }
}
