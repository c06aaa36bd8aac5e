package ismscope.inspector.statistics;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/// Figures of one subject while they are being counted.
final class Tally {
    /// Decimal digits that a histogram keeps, and a small one.
    private static final int DIGITS = 2;

    private static final int SMALL_DIGITS = 1;

    /// Longer ones, more than a week, count as this.
    private static final long LONGEST = 1L << 50;

    private final long[] counts = new long[Measure.values().length];
    private final boolean small;
    private @Nullable Map<Integer, Long> refusals;
    private @Nullable AbstractHistogram latencies;
    private long first = -1;
    private long last = -1;
    private long longest;
    private long worstEvent = -1;

    /// @param small whether there are many of its kind, so that it should take little room
    Tally(boolean small) {
        this.small = small;
    }

    void event(long event) {
        counts[Measure.EVENTS.place()]++;
        if (first < 0) {
            first = event;
        }
        last = event;
    }

    void add(Measure measure, long count) {
        counts[measure.place()] += count;
    }

    void refused(int ack) {
        add(Measure.REFUSALS, 1);
        if (refusals == null) {
            refusals = new HashMap<>();
        }
        refusals.merge(ack, 1L, Long::sum);
    }

    /// @param event the reply that tells it
    void latency(long nanos, long event) {
        long value = nanos < 0 ? LONGEST : Math.min(nanos, LONGEST);
        if (latencies == null) {
            latencies = small ? new IntCountsHistogram(SMALL_DIGITS) : new Histogram(DIGITS);
        }
        latencies.recordValue(value);
        if (worstEvent < 0 || value > longest) {
            longest = value;
            worstEvent = event;
        }
    }

    Figures freeze(Subject subject) {
        return new Figures(
                subject,
                counts.clone(),
                refusals == null ? Map.of() : refusals,
                latencies == null ? Latency.NONE : Latency.of(latencies, longest, worstEvent),
                new long[] {first, last});
    }
}
