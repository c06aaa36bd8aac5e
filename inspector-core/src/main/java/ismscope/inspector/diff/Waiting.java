package ismscope.inspector.diff;

import java.util.Arrays;

/// Events of one device in one session that are not aligned yet, oldest first.
final class Waiting {
    private static final int FIRST_ROOM = 16;

    private long[] keys = new long[FIRST_ROOM];
    private long[] results = new long[FIRST_ROOM];
    private long[] nanos = new long[FIRST_ROOM];
    private long[] events = new long[FIRST_ROOM];
    private int start;
    private int size;

    void add(EventSignature signature, long event) {
        if (size == keys.length) {
            grow();
        }
        int place = place(size);
        keys[place] = signature.key();
        results[place] = signature.result();
        nanos[place] = signature.nanos();
        events[place] = event;
        size++;
    }

    private void grow() {
        keys = unrolled(keys);
        results = unrolled(results);
        nanos = unrolled(nanos);
        events = unrolled(events);
        start = 0;
    }

    private long[] unrolled(long[] ring) {
        long[] room = Arrays.copyOf(ring, ring.length * 2);
        System.arraycopy(ring, start, room, 0, ring.length - start);
        System.arraycopy(ring, 0, room, ring.length - start, start);
        return room;
    }

    private int place(int at) {
        return (start + at) & (keys.length - 1);
    }

    int size() {
        return size;
    }

    long key(int at) {
        return keys[place(at)];
    }

    long event(int at) {
        return events[place(at)];
    }

    long result(int at) {
        return results[place(at)];
    }

    long nanos(int at) {
        return nanos[place(at)];
    }

    /// Lets go of the oldest ones.
    void drop(int count) {
        start = place(count);
        size -= count;
    }
}
