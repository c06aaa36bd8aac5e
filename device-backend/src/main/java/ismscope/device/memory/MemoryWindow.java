package ismscope.device.memory;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A range of guest memory that was checked once: a ring, a table of descriptors.
///
/// Offsets are bytes from its start and naturally aligned for the width; the window's address must
/// be aligned too. Access cannot fail for a guest's reasons; [IndexOutOfBoundsException] and
/// [IllegalArgumentException] are defects of the caller. A window over neighbouring slots works and
/// is slower. Values are little-endian, 16-bit ones zero-extended. Threads: any.
public final class MemoryWindow {
    private final MemorySegment segment;
    private final long size;

    /// What lies in the slots behind the first one. No field lies in both: slots are aligned.
    private final @Nullable MemoryWindow rest;

    MemoryWindow(MemorySegment segment, @Nullable MemoryWindow rest) {
        this.segment = segment;
        this.size = segment.byteSize();
        this.rest = rest;
    }

    /// {@return bytes in it}
    public long length() {
        return rest == null ? size : size + rest.length();
    }

    /// {@return the 2 bytes}
    public int u16(long offset) {
        if (offset >= size && rest != null) {
            return rest.u16(offset - size);
        }
        return Short.toUnsignedInt((short) LittleEndian.SHORT.get(segment, offset));
    }

    /// {@return the 2 bytes; no later access is done before}
    public int u16Acquire(long offset) {
        if (offset >= size && rest != null) {
            return rest.u16Acquire(offset - size);
        }
        return Short.toUnsignedInt((short) LittleEndian.SHORT.getAcquire(segment, offset));
    }

    /// {@return the 4 bytes}
    public int u32(long offset) {
        if (offset >= size && rest != null) {
            return rest.u32(offset - size);
        }
        return (int) LittleEndian.INT.get(segment, offset);
    }

    /// {@return the 4 bytes; no later access is done before}
    public int u32Acquire(long offset) {
        if (offset >= size && rest != null) {
            return rest.u32Acquire(offset - size);
        }
        return (int) LittleEndian.INT.getAcquire(segment, offset);
    }

    /// {@return the 8 bytes}
    public long u64(long offset) {
        if (offset >= size && rest != null) {
            return rest.u64(offset - size);
        }
        return (long) LittleEndian.LONG.get(segment, offset);
    }

    /// Stores the low 2 bytes of `value`.
    public void putU16(long offset, int value) {
        if (offset >= size && rest != null) {
            rest.putU16(offset - size, value);
        } else {
            LittleEndian.SHORT.set(segment, offset, (short) value);
        }
    }

    /// Stores the low 2 bytes of `value`; no earlier access is done after.
    public void putU16Release(long offset, int value) {
        if (offset >= size && rest != null) {
            rest.putU16Release(offset - size, value);
        } else {
            LittleEndian.SHORT.setRelease(segment, offset, (short) value);
        }
    }

    /// Stores 4 bytes.
    public void putU32(long offset, int value) {
        if (offset >= size && rest != null) {
            rest.putU32(offset - size, value);
        } else {
            LittleEndian.INT.set(segment, offset, value);
        }
    }

    /// Stores 4 bytes; no earlier access is done after.
    public void putU32Release(long offset, int value) {
        if (offset >= size && rest != null) {
            rest.putU32Release(offset - size, value);
        } else {
            LittleEndian.INT.setRelease(segment, offset, value);
        }
    }

    /// Stores 8 bytes.
    public void putU64(long offset, long value) {
        if (offset >= size && rest != null) {
            rest.putU64(offset - size, value);
        } else {
            LittleEndian.LONG.set(segment, offset, value);
        }
    }
}
