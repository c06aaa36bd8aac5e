package ismscope.inspector.state;

import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;
import java.util.Arrays;

/// A growing, ascending list of event numbers that one thread adds to and any reads.
final class EventList {
    private volatile long[] events = new long[1];
    private volatile int count;

    /// Adds an event at or after all of those in it; one that is in it already is not added again.
    void add(long event) {
        long[] room = events;
        int size = count;
        if (size > 0 && room[size - 1] >= event) {
            return;
        }
        if (size == room.length) {
            room = Arrays.copyOf(room, size * 2);
            events = room;
        }
        room[size] = event;
        count = size + 1;
    }

    /// {@return the list as it was saved}
    static EventList load(SavedInput in) {
        EventList list = new EventList();
        long[] events = in.longs();
        list.events = events.length == 0 ? new long[1] : events;
        list.count = events.length;
        return list;
    }

    void save(SavedOutput out) throws IOException {
        out.longs(events, count);
    }

    /// {@return the last one at or before `event`, -1 if there is none}
    long floor(long event) {
        int size = count;
        long[] all = events;
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all[middle] <= event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? -1 : all[low - 1];
    }

    /// {@return whether one lies between these two, both included}
    boolean anyBetween(long first, long last) {
        return floor(last) >= Math.max(first, 0);
    }
}
