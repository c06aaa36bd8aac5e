package ismscope.device.virtqueue;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemoryWindow;
import ismscope.device.tap.ViolationRule;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Device side of a split virtqueue; fields in [SplitLayout]. Spec: virtio 1.3 2.7.
final class SplitVirtqueue implements Virtqueue {
    private static final int WRAP = 0xFFFF;
    private static final int ANY = -1;

    private final VirtqueueConfig config;
    private final Breakage breakage = new Breakage();
    private final int mask;

    /// Heads taken and not given back.
    private final BitSet inFlight;

    private RingAreas areas;
    private ChainBuilder builder;

    /// Next entry of the available ring to take, and the ring's `idx` when last looked at: both
    /// wrap at 65536.
    private int next;

    private int seenIdx;

    /// Chains taken and given since the start, and given when an interrupt was last considered:
    /// numbers that wrap at 2^32.
    private int taken;

    private int given;
    private int considered;

    /// Whether the device has written the used ring's `idx`: before, another may have.
    private boolean told;

    /// Descriptor that the next chain starts with, if the driver promised to go in order; [#ANY]
    /// for the first of a queue that goes on.
    private int expected;

    SplitVirtqueue(VirtqueueConfig config, GuestMemory memory, int position)
            throws VirtqueueException {
        this.config = config;
        this.areas = RingAreas.of(config, memory);
        this.mask = config.size() - 1;
        this.inFlight = new BitSet(config.size());
        this.builder = new ChainBuilder(memory, config.size(), breakage);
        this.next = position & WRAP;
        this.seenIdx = next;
        this.taken = next;
        this.given = next;
        this.considered = next;
        this.expected = next == 0 ? 0 : ANY;
    }

    @Override
    public VirtqueueConfig config() {
        return config;
    }

    @Override
    public int position() {
        return next;
    }

    @Override
    public void moveTo(GuestMemory memory) throws VirtqueueException {
        breakage.check();
        areas = RingAreas.of(config, memory);
        builder = new ChainBuilder(memory, config.size(), breakage);
    }

    @Override
    public @Nullable DescriptorChain take() throws VirtqueueException {
        breakage.check();
        if (next == seenIdx && lookAhead() == 0) {
            return null;
        }
        int head = areas.driver().u16(SplitLayout.available(next & mask));
        if (head > mask) {
            throw breakage.of(ViolationRule.DESCRIPTOR_INDEX, "head=" + head);
        }
        if (inFlight.get(head)) {
            throw breakage.of(ViolationRule.DESCRIPTOR_IN_FLIGHT, "head=" + head);
        }
        if (config.inOrder() && head != expected && expected != ANY) {
            throw breakage.of(
                    ViolationRule.DESCRIPTOR_ORDER,
                    "head=%d expected=%d".formatted(head, expected));
        }
        builder.clear();
        walk(head);
        CheckedChain chain = new CheckedChain(this, builder, head, 1, taken);
        inFlight.set(head);
        next = (next + 1) & WRAP;
        taken++;
        return chain;
    }

    /// {@return chains that wait, by a fresh look at the available ring's `idx`}
    ///
    /// Acquire: entries and descriptors are read only after the index that announces them (`virtio
    /// 1.3 2.7.13`).
    private int lookAhead() throws VirtqueueException {
        seenIdx = areas.driver().u16Acquire(SplitLayout.IDX);
        int waiting = (seenIdx - next) & WRAP;
        if (waiting > config.size()) {
            throw breakage.of(
                    ViolationRule.AVAILABLE_INDEX_JUMP,
                    "idx=%d taken=%d size=%d".formatted(seenIdx, next, config.size()));
        }
        return waiting;
    }

    private void walk(int head) throws VirtqueueException {
        MemoryWindow table = areas.descriptor();
        int index = head;
        while (true) {
            long at = (long) SplitLayout.DESCRIPTOR_BYTES * index;
            long low = table.u64(at);
            long high = table.u64(at + Long.BYTES);
            int flags = flags(high);
            if ((flags & DescriptorFlag.INDIRECT) != 0) {
                checkIndirect(flags, low, high);
                expected = (index + 1) & mask;
                walkTable(low, (int) (length(high) / SplitLayout.DESCRIPTOR_BYTES));
                return;
            }
            builder.add(low, high, (flags & DescriptorFlag.WRITE) != 0);
            if ((flags & DescriptorFlag.NEXT) == 0) {
                expected = (index + 1) & mask;
                builder.finish(low, high);
                return;
            }
            index = following(index, (index + 1) & mask, mask, low, high);
        }
    }

    private void checkIndirect(int flags, long low, long high) throws VirtqueueException {
        if (!config.indirect()) {
            throw breakage.of(ViolationRule.INDIRECT_NOT_NEGOTIATED, "flags=" + flags, low, high);
        }
        if ((flags & DescriptorFlag.NEXT) != 0) {
            throw breakage.of(ViolationRule.INDIRECT_WITH_NEXT, "flags=" + flags, low, high);
        }
        IndirectTable.check(builder.memory(), breakage, low, high);
    }

    /// Walks an indirect table, which was found in memory: `virtio 1.3 2.7.5.3`. It may have more
    /// entries than the chain in it uses.
    private void walkTable(long table, int entries) throws VirtqueueException {
        int index = 0;
        while (true) {
            long low;
            long high;
            try {
                long at = table + (long) SplitLayout.DESCRIPTOR_BYTES * index;
                low = builder.memory().u64(at);
                high = builder.memory().u64(at + Long.BYTES);
            } catch (GuestMemoryException e) {
                throw new AssertionError("checked table outside its memory", e);
            }
            int flags = flags(high);
            if ((flags & DescriptorFlag.INDIRECT) != 0) {
                throw breakage.of(ViolationRule.INDIRECT_NESTED, "index=" + index, low, high);
            }
            builder.add(low, high, (flags & DescriptorFlag.WRITE) != 0);
            if ((flags & DescriptorFlag.NEXT) == 0) {
                builder.finish(low, high);
                return;
            }
            index = following(index, index + 1, entries - 1, low, high);
        }
    }

    /// {@return the descriptor's `next`, checked}
    private int following(int index, int inOrder, int last, long low, long high)
            throws VirtqueueException {
        int following = (int) (high >>> 48);
        if (following > last) {
            throw breakage.of(
                    ViolationRule.DESCRIPTOR_INDEX,
                    "index=%d next=%d last=%d".formatted(index, following, last),
                    low,
                    high);
        }
        if (config.inOrder() && following != inOrder) {
            throw breakage.of(
                    ViolationRule.DESCRIPTOR_ORDER,
                    "index=%d next=%d expected=%d".formatted(index, following, inOrder),
                    low,
                    high);
        }
        return following;
    }

    private static int flags(long high) {
        return (int) (high >>> 32) & 0xFFFF;
    }

    private static long length(long high) {
        return high & 0xFFFF_FFFFL;
    }

    @Override
    public void give(DescriptorChain chain, int usedLength) throws VirtqueueException {
        breakage.check();
        CheckedChain checked = CheckedChain.toGive(chain, this, usedLength, given);
        MemoryWindow ring = areas.device();
        checkUsedIndex(ring);
        long entry = SplitLayout.used(given & mask);
        ring.putU32(entry, checked.head());
        ring.putU32(entry + Integer.BYTES, usedLength);
        given++;
        inFlight.clear(checked.head());
        // Release: what the device wrote, and the entry, come before the index (2.7.8.2).
        ring.putU16Release(SplitLayout.IDX, given);
        told = true;
    }

    /// The used ring is the device's to write: what stands there is what it wrote last. What stood
    /// there before its first chain is not looked at: the queue may go on from an earlier one.
    private void checkUsedIndex(MemoryWindow ring) throws VirtqueueException {
        int found = ring.u16(SplitLayout.IDX);
        int written = given & WRAP;
        if (told && found != written) {
            throw breakage.of(
                    ViolationRule.USED_RING_WRITTEN, "idx=%d written=%d".formatted(found, written));
        }
    }

    @Override
    public boolean interruptWanted() throws VirtqueueException {
        breakage.check();
        int news = given - considered;
        considered = given;
        if (news == 0) {
            return false;
        }
        // The index must be out before the driver's wish is read, else both sides may sleep.
        VarHandle.fullFence();
        if (!config.eventIndex()) {
            return (areas.driver().u16(SplitLayout.FLAGS) & SplitLayout.NO_INTERRUPT) == 0;
        }
        int event = areas.driver().u16(SplitLayout.usedEvent(config.size()));
        return SplitLayout.passed(event, given, news);
    }

    @Override
    public boolean wantNotifications(boolean wanted) throws VirtqueueException {
        breakage.check();
        MemoryWindow ring = areas.device();
        if (config.eventIndex()) {
            // An index just passed is not passed again for the next 65535 chains.
            ring.putU16(SplitLayout.availEvent(config.size()), wanted ? next : next - 1);
        } else {
            ring.putU16(SplitLayout.FLAGS, wanted ? 0 : SplitLayout.NO_NOTIFY);
        }
        VarHandle.fullFence();
        return lookAhead() != 0;
    }

    @Override
    public int waiting() throws VirtqueueException {
        breakage.check();
        return lookAhead();
    }

    @Override
    public int glimpse() {
        return Math.min(areas.driver().u16Acquire(SplitLayout.IDX) - next & WRAP, config.size());
    }
}
