package ismscope.inspector.timeline;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;

/// A number that changes at some events, as bytes in use do.
///
/// Thread: as of [Postings].
final class Steps {
    private final Postings events;
    private final LongColumn values;
    private final long first;
    private long newest;

    /// @param first what it is before it changes
    Steps(ColumnMemory memory, long first) {
        this.first = first;
        newest = first;
        events = new Postings(memory);
        values = LongColumn.wide(memory);
    }

    /// From this event on it is larger by so much.
    void add(long event, long change) {
        newest += change;
        values.add(newest);
        events.add(event);
    }

    /// From this event on it is so much.
    void set(long event, long value) {
        if (value != newest) {
            add(event, value - newest);
        }
    }

    void publish(long seen) {
        events.publish(seen);
    }

    /// Writes what it was before each of some events.
    ///
    /// @param bounds ascending
    void before(long[] bounds, int count, long[] out) {
        long place = 0;
        for (int i = 0; i < count; i++) {
            place = events.below(bounds[i], place);
            out[i] = place == 0 ? first : values.get(place - 1);
        }
    }
}
