package ismscope.inspector.statistics;

import java.util.Arrays;
import java.util.Map;

/// The figures of one subject in a scope. Immutable; thread: any.
public final class Figures {
    private final Subject subject;
    private final long[] counts;
    private final Map<Integer, Long> refusals;
    private final Latency latency;
    private final long firstEvent;
    private final long lastEvent;

    /// @param counts by [Measure#place]; not changed any more
    Figures(
            Subject subject,
            long[] counts,
            Map<Integer, Long> refusals,
            Latency latency,
            long[] ends) {
        this.subject = subject;
        this.counts = counts;
        this.refusals = Map.copyOf(refusals);
        this.latency = latency;
        this.firstEvent = ends[0];
        this.lastEvent = ends[1];
    }

    /// {@return what they are about}
    public Subject subject() {
        return subject;
    }

    /// {@return how many}
    public long count(Measure measure) {
        return counts[measure.place()];
    }

    /// {@return refused commands by the code of the ack}
    public Map<Integer, Long> refusals() {
        return refusals;
    }

    /// {@return how long commands took}
    public Latency latency() {
        return latency;
    }

    /// {@return the first event, -1 if there is none}
    public long firstEvent() {
        return firstEvent;
    }

    /// {@return the last event, -1 if there is none}
    public long lastEvent() {
        return lastEvent;
    }

    /// {@return the share of notifications that were merged into others, of those that reached a
    /// device, 0 to 1; 0 if there are none}
    public double coalescing() {
        long merged = count(Measure.MERGED);
        long reached = merged + count(Measure.DELIVERIES);
        return reached == 0 ? 0 : (double) merged / reached;
    }

    @Override
    public String toString() {
        return subject + " " + Arrays.toString(counts);
    }
}
