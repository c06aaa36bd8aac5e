package ismscope.device.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.memory.GuestMemoryException.Fault;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/// A guest's physical memory: sorted slots that do not overlap, gaps and neighbours allowed.
///
/// ```text
/// 0            slot 0            gap     slot 1      slot 2
/// |............[##################].......[##########][#######].........|  2^64
/// ```
///
/// Guarantees:
/// 1. Any address and length may be passed; what is not wholly inside slots is a
///    [GuestMemoryException] and nothing was copied then.
/// 2. A range may run over neighbouring slots.
/// 3. Immutable: memory that changes at run time is a new object, and what was checked against the
///    old one stays valid for as long as its mappings live.
///
/// Numbers are little-endian; u8, u16 and u32 are zero-extended. Addresses and lengths are
/// unsigned. The guest can change any byte at any time: read once, then judge the copy.
///
/// Threads: any. Plain accesses are not ordered; `Acquire` and `Release` ones are.
public final class GuestMemory {
    /// Most slots that one guest may have: what a vhost-user front-end announces at most.
    public static final int MAX_SLOTS = 512;

    private final MemorySlot[] slots;
    private final long[] starts;
    private final long[] sizes;
    private final MemorySegment[] segments;

    /// The slot found last: neighbouring accesses mostly hit it. A stale value costs one search.
    private int recent;

    /// @param slots in any order
    /// @throws IllegalArgumentException if two overlap, or there are more than [#MAX_SLOTS]
    public GuestMemory(List<MemorySlot> slots) {
        if (slots.size() > MAX_SLOTS) {
            throw new IllegalArgumentException(
                    "too many memory slots: slots=%d most=%d".formatted(slots.size(), MAX_SLOTS));
        }
        this.slots =
                slots.stream()
                        .sorted((a, b) -> Long.compareUnsigned(a.guestAddress(), b.guestAddress()))
                        .toArray(MemorySlot[]::new);
        int count = this.slots.length;
        starts = new long[count];
        sizes = new long[count];
        segments = new MemorySegment[count];
        for (int i = 0; i < count; i++) {
            MemorySlot slot = this.slots[i];
            if (i > 0 && Long.compareUnsigned(slot.guestAddress(), this.slots[i - 1].last()) <= 0) {
                throw new IllegalArgumentException(
                        "memory slots overlap at guestAddress=0x%x".formatted(slot.guestAddress()));
            }
            starts[i] = slot.guestAddress();
            sizes[i] = slot.size();
            segments[i] = slot.segment();
        }
    }

    /// {@return memory of one slot}
    public static GuestMemory of(long guestAddress, MemorySegment segment) {
        return new GuestMemory(List.of(new MemorySlot(guestAddress, segment)));
    }

    /// {@return the slots, by address}
    public List<MemorySlot> slots() {
        return List.of(slots);
    }

    /// {@return whether every byte of the range is in a slot; an empty range always is}
    ///
    /// @param length unsigned
    public boolean covers(long address, long length) {
        if (length == 0) {
            return true;
        }
        long last = address + (length - 1);
        if (Long.compareUnsigned(last, address) < 0) {
            return false;
        }
        int slot = find(address);
        while (slot >= 0 && Long.compareUnsigned(last - starts[slot], sizes[slot]) >= 0) {
            long end = starts[slot] + sizes[slot];
            slot = slot + 1 < starts.length && starts[slot + 1] == end ? slot + 1 : -1;
        }
        return slot >= 0;
    }

    /// {@return the range, checked once and for all}
    ///
    /// @param length at least 1
    /// @throws GuestMemoryException if it is not wholly in slots
    public MemoryWindow window(long address, long length) throws GuestMemoryException {
        if (length == 0) {
            throw new IllegalArgumentException("a window has at least one byte");
        }
        requireCovered(address, length);
        return windowOf(find(address), address, length);
    }

    private MemoryWindow windowOf(int slot, long address, long length) {
        long offset = address - starts[slot];
        long here = Math.min(length, sizes[slot] - offset);
        return new MemoryWindow(
                segments[slot].asSlice(offset, here),
                here == length ? null : windowOf(slot + 1, address + here, length - here));
    }

    /// {@return the byte, 0 to 255}
    public int u8(long address) throws GuestMemoryException {
        int slot = single(address, 1);
        return Byte.toUnsignedInt(segments[slot].get(JAVA_BYTE, address - starts[slot]));
    }

    /// {@return the 2 bytes, 0 to 65535}
    public int u16(long address) throws GuestMemoryException {
        int slot = within(address, Short.BYTES);
        return slot >= 0
                ? Short.toUnsignedInt(
                        segments[slot].get(LittleEndian.ANY_SHORT, address - starts[slot]))
                : (int) straddlingLoad(address, Short.BYTES);
    }

    /// {@return the 4 bytes, 0 to 2^32 - 1}
    public long u32(long address) throws GuestMemoryException {
        int slot = within(address, Integer.BYTES);
        return slot >= 0
                ? Integer.toUnsignedLong(
                        segments[slot].get(LittleEndian.ANY_INT, address - starts[slot]))
                : straddlingLoad(address, Integer.BYTES);
    }

    /// {@return the 8 bytes, unsigned}
    public long u64(long address) throws GuestMemoryException {
        int slot = within(address, Long.BYTES);
        return slot >= 0
                ? segments[slot].get(LittleEndian.ANY_LONG, address - starts[slot])
                : straddlingLoad(address, Long.BYTES);
    }

    /// Stores the low byte of `value`.
    public void putU8(long address, int value) throws GuestMemoryException {
        int slot = single(address, 1);
        segments[slot].set(JAVA_BYTE, address - starts[slot], (byte) value);
    }

    /// Stores the low 2 bytes of `value`.
    public void putU16(long address, int value) throws GuestMemoryException {
        int slot = within(address, Short.BYTES);
        if (slot >= 0) {
            segments[slot].set(LittleEndian.ANY_SHORT, address - starts[slot], (short) value);
        } else {
            straddlingStore(address, Short.BYTES, value);
        }
    }

    /// Stores the low 4 bytes of `value`.
    public void putU32(long address, long value) throws GuestMemoryException {
        int slot = within(address, Integer.BYTES);
        if (slot >= 0) {
            segments[slot].set(LittleEndian.ANY_INT, address - starts[slot], (int) value);
        } else {
            straddlingStore(address, Integer.BYTES, value);
        }
    }

    /// Stores 8 bytes.
    public void putU64(long address, long value) throws GuestMemoryException {
        int slot = within(address, Long.BYTES);
        if (slot >= 0) {
            segments[slot].set(LittleEndian.ANY_LONG, address - starts[slot], value);
        } else {
            straddlingStore(address, Long.BYTES, value);
        }
    }

    /// {@return the 2 bytes; no later access is done before}
    public int u16Acquire(long address) throws GuestMemoryException {
        int slot = aligned(address, Short.BYTES);
        return Short.toUnsignedInt(
                (short) LittleEndian.SHORT.getAcquire(segments[slot], address - starts[slot]));
    }

    /// Stores the low 2 bytes of `value`; no earlier access is done after.
    public void putU16Release(long address, int value) throws GuestMemoryException {
        int slot = aligned(address, Short.BYTES);
        LittleEndian.SHORT.setRelease(segments[slot], address - starts[slot], (short) value);
    }

    /// {@return the 8 bytes; no later access is done before}
    public long u64Acquire(long address) throws GuestMemoryException {
        int slot = aligned(address, Long.BYTES);
        return (long) LittleEndian.LONG.getAcquire(segments[slot], address - starts[slot]);
    }

    /// Stores 8 bytes; no earlier access is done after.
    public void putU64Release(long address, long value) throws GuestMemoryException {
        int slot = aligned(address, Long.BYTES);
        LittleEndian.LONG.setRelease(segments[slot], address - starts[slot], value);
    }

    /// Copies bytes out of guest memory.
    ///
    /// @throws IndexOutOfBoundsException if `target` has no such range
    public void read(long address, byte[] target, int from, int length)
            throws GuestMemoryException {
        Objects.checkFromIndexSize(from, length, target.length);
        int slot = within(address, length);
        if (slot >= 0) {
            MemorySegment.copy(
                    segments[slot], JAVA_BYTE, address - starts[slot], target, from, length);
        } else {
            read(address, MemorySegment.ofArray(target).asSlice(from, length));
        }
    }

    /// Copies bytes into guest memory.
    ///
    /// @throws IndexOutOfBoundsException if `source` has no such range
    public void write(long address, byte[] source, int from, int length)
            throws GuestMemoryException {
        Objects.checkFromIndexSize(from, length, source.length);
        int slot = within(address, length);
        if (slot >= 0) {
            MemorySegment.copy(
                    source, from, segments[slot], JAVA_BYTE, address - starts[slot], length);
        } else {
            write(address, MemorySegment.ofArray(source).asSlice(from, length));
        }
    }

    /// Copies bytes out of guest memory until `target` is full.
    public void read(long address, MemorySegment target) throws GuestMemoryException {
        requireCovered(address, target.byteSize());
        for (long done = 0; done < target.byteSize(); ) {
            int slot = find(address + done);
            long offset = address + done - starts[slot];
            long piece = Math.min(target.byteSize() - done, sizes[slot] - offset);
            MemorySegment.copy(segments[slot], offset, target, done, piece);
            done += piece;
        }
    }

    /// Copies all of `source` into guest memory.
    public void write(long address, MemorySegment source) throws GuestMemoryException {
        requireCovered(address, source.byteSize());
        for (long done = 0; done < source.byteSize(); ) {
            int slot = find(address + done);
            long offset = address + done - starts[slot];
            long piece = Math.min(source.byteSize() - done, sizes[slot] - offset);
            MemorySegment.copy(source, done, segments[slot], offset, piece);
            done += piece;
        }
    }

    private long straddlingLoad(long address, int width) throws GuestMemoryException {
        requireCovered(address, width);
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << Byte.SIZE | u8(address + i);
        }
        return value;
    }

    private void straddlingStore(long address, int width, long value) throws GuestMemoryException {
        requireCovered(address, width);
        for (int i = 0; i < width; i++) {
            putU8(address + i, (int) (value >>> (i * Byte.SIZE)));
        }
    }

    private void requireCovered(long address, long length) throws GuestMemoryException {
        if (!covers(address, length)) {
            boolean wraps = Long.compareUnsigned(address + (length - 1), address) < 0;
            throw new GuestMemoryException(wraps ? Fault.WRAPS : Fault.UNMAPPED, address, length);
        }
    }

    private int aligned(long address, int width) throws GuestMemoryException {
        if ((address & (width - 1)) != 0) {
            throw new GuestMemoryException(Fault.MISALIGNED, address, width);
        }
        return single(address, width);
    }

    private int single(long address, int width) throws GuestMemoryException {
        int slot = within(address, width);
        if (slot < 0) {
            throw new GuestMemoryException(Fault.UNMAPPED, address, width);
        }
        return slot;
    }

    /// {@return the slot that holds the whole range, -1 if there is none}
    private int within(long address, long length) {
        int slot = find(address);
        return slot >= 0
                        && Long.compareUnsigned(length, sizes[slot] - (address - starts[slot])) <= 0
                ? slot
                : -1;
    }

    /// {@return the slot that holds the byte, -1 if there is none}
    private int find(long address) {
        int hint = recent;
        if (hint < starts.length && Long.compareUnsigned(address - starts[hint], sizes[hint]) < 0) {
            return hint;
        }
        int low = 0;
        int high = starts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(address, starts[middle]) < 0) {
                high = middle - 1;
            } else if (Long.compareUnsigned(address - starts[middle], sizes[middle]) >= 0) {
                low = middle + 1;
            } else {
                recent = middle;
                return middle;
            }
        }
        return -1;
    }
}
