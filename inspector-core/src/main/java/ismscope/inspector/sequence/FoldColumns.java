package ismscope.inspector.sequence;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;

/// Folds that are over.
///
/// ```
/// a value for each fold: first message, times, messages hidden before, place of its latencies
/// latencies:             shortest and longest of each row, -1 where none is known
/// ```
///
/// Its period is what the place of the next one's latencies tells. Thread: [#add] by one writer;
/// the rest by any, for folds whose number the writer has published.
final class FoldColumns {
    private final ColumnMemory memory = ColumnMemory.sparse();
    private final LongColumn firsts = new LongColumn(memory);
    private final LongColumn times = new LongColumn(memory);
    private final LongColumn hiddenBefore = new LongColumn(memory);
    private final LongColumn places = new LongColumn(memory);
    private final LongColumn latencies = new LongColumn(memory);
    private long hidden;

    void add(OpenFold open) {
        Fold fold = open.fold();
        if (places.length() == 0) {
            places.add(0);
        }
        firsts.add(fold.first());
        times.add(fold.times());
        hiddenBefore.add(hidden);
        hidden += fold.hidden();
        for (LatencyRange range : open.latencies()) {
            latencies.add(range.shortest());
            latencies.add(range.longest());
        }
        places.add(latencies.length());
    }

    /// {@return how many there are; the writer's only}
    long written() {
        return firsts.length();
    }

    /// {@return messages that all of them hide; the writer's only}
    long hidden() {
        return hidden;
    }

    Fold fold(long place) {
        int period = (int) ((places.get(place + 1) - places.get(place)) / 2);
        return new Fold(firsts.get(place), period, times.get(place));
    }

    long hiddenBefore(long place) {
        return hiddenBefore.get(place);
    }

    LatencyRange latency(long place, int row) {
        long at = places.get(place) + 2L * row;
        return new LatencyRange(latencies.get(at), latencies.get(at + 1));
    }

    /// {@return how many of the first `count` begin below a message}
    long below(long message, long count) {
        return firsts.lowerBound(message, count);
    }
}
