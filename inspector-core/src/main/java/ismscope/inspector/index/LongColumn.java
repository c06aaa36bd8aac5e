package ismscope.inspector.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;

/// An append-only column of 64-bit values outside the heap, in parts that never move.
///
/// Thread: [#add] and [#set] by one writer; [#get] by any thread, for places whose length the
/// writer has published by other means.
final class LongColumn {
    private static final int PART_SHIFT = 15;
    private static final int PART = 1 << PART_SHIFT;
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.arrayElementVarHandle();

    private final Arena arena;
    private volatile MemorySegment[] parts = new MemorySegment[0];
    private long length;

    /// @param arena owns the memory
    LongColumn(Arena arena) {
        this.arena = arena;
    }

    /// {@return values in it; the writer's only}
    long length() {
        return length;
    }

    void add(long value) {
        int part = (int) (length >>> PART_SHIFT);
        MemorySegment[] present = parts;
        if (part == present.length) {
            present = Arrays.copyOf(present, part + 1);
            present[part] = arena.allocate(ValueLayout.JAVA_LONG, PART);
            parts = present;
        }
        present[part].setAtIndex(ValueLayout.JAVA_LONG, length & (PART - 1), value);
        length++;
    }

    /// Changes a value in place; who reads it meanwhile sees the old or the new one.
    void set(long at, long value) {
        Objects.checkIndex(at, length);
        LONGS.setRelease(part(at), 0L, at & (PART - 1), value);
    }

    long get(long at) {
        return part(at).getAtIndex(ValueLayout.JAVA_LONG, at & (PART - 1));
    }

    /// {@return a value that may be changed in place}
    long getAcquire(long at) {
        return (long) LONGS.getAcquire(part(at), 0L, at & (PART - 1));
    }

    private MemorySegment part(long at) {
        return parts[(int) (at >>> PART_SHIFT)];
    }

    /// {@return the first place in `0 .. length` from which on values are at least `key`; values
    /// are in ascending order}
    long lowerBound(long key, long length) {
        long low = 0;
        long high = length;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (get(middle) < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
