package ismscope.inspector.timeline;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;

/// Numbers of events, ascending.
///
/// Thread: [#add] and [#publish] by one writer; the rest by any, who sees what was published.
final class Postings {
    private final LongColumn events;
    private volatile long length;

    Postings(ColumnMemory memory) {
        events = new LongColumn(memory);
    }

    void add(long event) {
        events.add(event);
    }

    void publish() {
        length = events.length();
    }

    /// {@return how many there are; the writer's only}
    long written() {
        return events.length();
    }

    /// {@return the event at a place that was published}
    long event(long place) {
        return events.get(place);
    }

    /// {@return the place of this event; the writer's only}
    long placeOf(long event) {
        return events.lowerBound(event, events.length());
    }

    /// {@return how many events are below this one}
    ///
    /// @param hint no more than that: the answer to a lower event
    long below(long event, long hint) {
        long end = length;
        long low = hint;
        long step = 1;
        while (low + step <= end && events.get(low + step - 1) < event) {
            low += step;
            step <<= 1;
        }
        long high = Math.min(end, low + step - 1);
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (events.get(middle) < event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
