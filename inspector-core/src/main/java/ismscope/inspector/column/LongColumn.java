package ismscope.inspector.column;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;

/// An append-only column of 64-bit values outside the heap.
///
/// ```
/// parts of 32,768 values:   narrow: 32-bit distances from a base    wide: the values themselves
/// ```
///
/// A part begins narrow, its base 2^31 below its first value, and becomes wide when a value does
/// not fit: times, offsets and numbers of events that follow each other take 4 bytes each.
///
/// Thread: [#add] and [#set] by one writer; [#get] by any thread, for places whose length the
/// writer has published by other means.
public final class LongColumn {
    private static final int PART_SHIFT = 15;
    private static final int PART = 1 << PART_SHIFT;
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.arrayElementVarHandle();
    private static final VarHandle INTS = ValueLayout.JAVA_INT.arrayElementVarHandle();
    private static final long MASK = 0xFFFF_FFFFL;
    private static final long BELOW = 1L << 31;

    private final ColumnMemory memory;
    private final boolean alwaysWide;
    private volatile Part[] parts = {};
    private long length;

    /// A part of the column where it lies.
    private record Part(MemorySegment bytes, long base, boolean wide) {
        long get(int at) {
            return wide
                    ? bytes.getAtIndex(ValueLayout.JAVA_LONG, at)
                    : base + (bytes.getAtIndex(ValueLayout.JAVA_INT, at) & MASK);
        }

        long getAcquire(int at) {
            return wide
                    ? (long) LONGS.getAcquire(bytes, 0L, (long) at)
                    : base + ((int) INTS.getAcquire(bytes, 0L, (long) at) & MASK);
        }

        boolean takes(long value) {
            return wide || (value - base & ~MASK) == 0;
        }

        void read(int from, int count, long[] target, int to) {
            if (wide) {
                long start = (long) from * Long.BYTES;
                MemorySegment.copy(bytes, ValueLayout.JAVA_LONG, start, target, to, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                target[to + i] = base + (bytes.getAtIndex(ValueLayout.JAVA_INT, from + i) & MASK);
            }
        }

        void set(int at, long value) {
            if (wide) {
                bytes.setAtIndex(ValueLayout.JAVA_LONG, at, value);
            } else {
                bytes.setAtIndex(ValueLayout.JAVA_INT, at, (int) (value - base));
            }
        }

        void setRelease(int at, long value) {
            if (wide) {
                LONGS.setRelease(bytes, 0L, (long) at, value);
            } else {
                INTS.setRelease(bytes, 0L, (long) at, (int) (value - base));
            }
        }
    }

    /// @param memory of the session
    public LongColumn(ColumnMemory memory) {
        this(memory, false);
    }

    private LongColumn(ColumnMemory memory, boolean alwaysWide) {
        this.memory = memory;
        this.alwaysWide = alwaysWide;
    }

    /// {@return a column for values that are not near each other}
    public static LongColumn wide(ColumnMemory memory) {
        return new LongColumn(memory, true);
    }

    /// {@return values in it; the writer's only}
    public long length() {
        return length;
    }

    /// Adds a value at its end.
    public void add(long value) {
        int index = (int) (length >>> PART_SHIFT);
        Part[] present = parts;
        Part part = index < present.length ? present[index] : begin(value);
        if (!part.takes(value)) {
            part = widen(index);
        }
        part.set((int) length & (PART - 1), value);
        length++;
    }

    private Part begin(long first) {
        Part part =
                alwaysWide
                        ? new Part(memory.take((long) PART * Long.BYTES), 0, true)
                        : new Part(memory.take((long) PART * Integer.BYTES), first - BELOW, false);
        Part[] more = Arrays.copyOf(parts, parts.length + 1);
        more[more.length - 1] = part;
        parts = more;
        return part;
    }

    private Part widen(int index) {
        Part[] present = parts.clone();
        Part narrow = present[index];
        Part wide = new Part(memory.take((long) PART * Long.BYTES), 0, true);
        int count = (int) Math.min(PART, length - ((long) index << PART_SHIFT));
        for (int i = 0; i < count; i++) {
            wide.set(i, narrow.get(i));
        }
        present[index] = wide;
        parts = present;
        return wide;
    }

    /// Changes a value in place; who reads it meanwhile sees the old or the new one.
    public void set(long at, long value) {
        Objects.checkIndex(at, length);
        int index = (int) (at >>> PART_SHIFT);
        Part part = parts[index];
        if (!part.takes(value)) {
            part = widen(index);
        }
        part.setRelease((int) at & (PART - 1), value);
    }

    /// {@return the value at a place below a published length}
    public long get(long at) {
        return parts[(int) (at >>> PART_SHIFT)].get((int) at & (PART - 1));
    }

    /// Copies values out; of one that is changed in place meanwhile it is the old or the new one.
    ///
    /// @param target takes them from its first place on
    public void read(long from, int count, long[] target) {
        for (int done = 0; done < count; ) {
            long at = from + done;
            int place = (int) at & (PART - 1);
            int now = Math.min(count - done, PART - place);
            parts[(int) (at >>> PART_SHIFT)].read(place, now, target, done);
            done += now;
        }
    }

    /// {@return a value that may be changed in place}
    public long getAcquire(long at) {
        return parts[(int) (at >>> PART_SHIFT)].getAcquire((int) at & (PART - 1));
    }

    /// Writes all of it. The writer's only.
    public void save(SavedOutput out) throws IOException {
        out.bool(alwaysWide);
        out.i64(length);
        byte[] bytes = new byte[PART * Long.BYTES];
        for (int index = 0; (long) index << PART_SHIFT < length; index++) {
            Part part = parts[index];
            out.bool(part.wide);
            out.i64(part.base);
            int count = (int) Math.min(PART, length - ((long) index << PART_SHIFT));
            int size = count * (part.wide ? Long.BYTES : Integer.BYTES);
            MemorySegment.copy(part.bytes, ValueLayout.JAVA_BYTE, 0, bytes, 0, size);
            out.bytes(bytes, size);
        }
    }

    /// {@return a column as it was saved}
    ///
    /// @throws IndexOutOfBoundsException if there is not so much as there should be
    public static LongColumn load(SavedInput in, ColumnMemory memory) {
        LongColumn column = new LongColumn(memory, in.bool());
        column.length = in.length(Integer.BYTES);
        int count = Math.toIntExact((column.length + PART - 1) >>> PART_SHIFT);
        Part[] parts = new Part[count];
        for (int index = 0; index < count; index++) {
            boolean wide = in.bool();
            int width = wide ? Long.BYTES : Integer.BYTES;
            long base = in.i64();
            MemorySegment bytes = memory.take((long) PART * width);
            long values = Math.min(PART, column.length - ((long) index << PART_SHIFT));
            in.copy(values * width, bytes);
            parts[index] = new Part(bytes, base, wide);
        }
        column.parts = parts;
        return column;
    }

    /// {@return the first place in `0 .. length` from which on values are at least `key`; values
    /// are in ascending order}
    public long lowerBound(long key, long length) {
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
