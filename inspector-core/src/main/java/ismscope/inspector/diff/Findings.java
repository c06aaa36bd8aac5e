package ismscope.inspector.diff;

import ismscope.inspector.diff.SessionDiff.Difference;
import ismscope.inspector.diff.SessionDiff.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// What a comparison of sessions found: all counted, the first ones kept.
final class Findings {
    private static final Comparator<Difference> IN_ORDER =
            Comparator.comparingLong(Findings::place)
                    .thenComparing(Difference::kind)
                    .thenComparingLong(Difference::second);

    /// Shorter than this, a reply is late by chance.
    private static final long LEAST_NANOS = 1000;

    private final double lateFactor;
    private final int limit;
    private final PriorityQueue<Difference> kept = new PriorityQueue<>(IN_ORDER.reversed());
    private final long[] counts = new long[Kind.values().length];
    private long alike;

    Findings(double lateFactor, int limit) {
        this.lateFactor = lateFactor;
        this.limit = limit;
    }

    /// A difference lies where the first session is when it is met; one behind the end of a
    /// device's events in the first lies where it is in the second.
    private static long place(Difference difference) {
        return difference.first() >= 0 ? difference.first() : difference.second();
    }

    void alike() {
        alike++;
    }

    boolean isLate(long firstNanos, long secondNanos) {
        return lateFactor > 0 && secondNanos > lateFactor * Math.max(firstNanos, LEAST_NANOS);
    }

    void add(Kind kind, int device, long first, long second) {
        counts[kind.column()]++;
        kept.add(new Difference(kind, device, first, second));
        if (kept.size() > limit) {
            kept.poll();
        }
    }

    SessionDiff.Counts counts() {
        return new SessionDiff.Counts(
                alike - counts[Kind.DIFFERENT.column()] - counts[Kind.LATE.column()],
                counts[Kind.MISSING.column()],
                counts[Kind.ADDED.column()],
                counts[Kind.DIFFERENT.column()],
                counts[Kind.LATE.column()]);
    }

    List<Difference> first() {
        return kept.stream().sorted(IN_ORDER).toList();
    }
}
