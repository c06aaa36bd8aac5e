package ismscope.device.memory;

import ismscope.device.os.MemoryFile;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A run of guest memory and where it is mapped here.
///
/// Start, size and mapping are multiples of [#ALIGNMENT], so that no naturally aligned field of up
/// to 8 bytes lies in two slots, and an aligned guest address is an aligned address here.
///
/// @param guestAddress guest-physical address of the first byte, unsigned
/// @param segment the bytes, mapped outside the heap (ordered 16-bit access does not work on
///   arrays)
/// @param file what it is mapped of, from the start, for transports that pass it to another
///   process; null where its descriptor is not kept
public record MemorySlot(long guestAddress, MemorySegment segment, @Nullable MemoryFile file) {
    /// Start and size of a slot are multiples of this.
    public static final int ALIGNMENT = 8;

    /// @throws IllegalArgumentException if it is empty, misaligned, on the heap, or ends beyond the
    ///   64-bit address space
    public MemorySlot {
        if (!segment.isNative() || segment.isReadOnly()) {
            throw new IllegalArgumentException("a slot needs writable memory outside the heap");
        }
        long size = segment.byteSize();
        if (size == 0 || ((guestAddress | size | segment.address()) & (ALIGNMENT - 1)) != 0) {
            throw new IllegalArgumentException(
                    "slot is empty or no multiple of %d: guestAddress=0x%x size=%d"
                            .formatted(ALIGNMENT, guestAddress, size));
        }
        if (Long.compareUnsigned(guestAddress + (size - 1), guestAddress) < 0) {
            throw new IllegalArgumentException(
                    "slot ends beyond the address space: guestAddress=0x%x size=%d"
                            .formatted(guestAddress, size));
        }
    }

    /// A slot whose memory is used in this process only.
    public MemorySlot(long guestAddress, MemorySegment segment) {
        this(guestAddress, segment, null);
    }

    /// {@return bytes in it, at least [#ALIGNMENT]}
    public long size() {
        return segment.byteSize();
    }

    /// {@return guest address of its last byte, unsigned}
    public long last() {
        return guestAddress + (size() - 1);
    }
}
