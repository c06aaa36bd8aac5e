package ismscope.inspector.timeline;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;

/// Numbers of events, ascending.
///
/// Where there are many, how many are below each block of the session's events stands beside them:
/// a search looks at two such numbers and at the few events between, wherever it is.
///
/// Thread: [#add] and [#publish] by one writer; the rest by any, who sees what was published.
final class Postings {
    private static final int BLOCK_SHIFT = 8;

    /// There are many if so many are in a block on average: a block's number is small beside them.
    private static final int MANY = 2;

    private static final int FEW = 4096;

    private final LongColumn events;

    /// By block: how many are below its first event.
    private final LongColumn ranks;

    private volatile long length;
    private volatile long blocks;

    Postings(ColumnMemory memory) {
        events = new LongColumn(memory);
        ranks = new LongColumn(memory);
    }

    void add(long event) {
        events.add(event);
    }

    /// @param seen events of the session that were looked at
    void publish(long seen) {
        long known = events.length();
        long last = seen >>> BLOCK_SHIFT;
        if (known > FEW && known >= last * MANY) {
            long place = ranks.length() == 0 ? 0 : ranks.get(ranks.length() - 1);
            for (long block = ranks.length(); block <= last; block++) {
                place = onFrom(place, block << BLOCK_SHIFT, known);
                ranks.add(place);
            }
        }
        length = known;
        blocks = ranks.length();
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
        long block = event >>> BLOCK_SHIFT;
        return block + 1 < blocks
                ? between(ranks.get(block), ranks.get(block + 1), event)
                : onFrom(hint, event, length);
    }

    private long onFrom(long place, long event, long end) {
        long low = place;
        long step = 1;
        while (low + step <= end && events.get(low + step - 1) < event) {
            low += step;
            step <<= 1;
        }
        return between(low, Math.min(end, low + step - 1), event);
    }

    private long between(long first, long end, long event) {
        long low = first;
        long high = end;
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
