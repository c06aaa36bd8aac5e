package ismscope.inspector.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Finds the stretches without events that are much longer than usual.
final class GapFinder {
    /// Gaps that are kept: the longest.
    static final int MOST = 4096;

    /// A gap is this much longer than half of all distances.
    static final long TIMES_MEDIAN = 1000;

    private final PriorityQueue<Gap> longest =
            new PriorityQueue<>(Comparator.comparingLong(Gap::length));

    /// Distances by their number of bits.
    private final long[] distances = new long[Long.SIZE + 1];

    private long count;
    private long first;
    private long last;

    void event(long event, long timeNanos) {
        if (event == 0) {
            first = timeNanos;
            last = timeNanos;
            return;
        }
        long distance = timeNanos - last;
        if (distance <= 0) {
            distances[0]++;
            count++;
            return;
        }
        distances[Long.SIZE - Long.numberOfLeadingZeros(distance)]++;
        count++;
        if (longest.size() < MOST) {
            longest.add(new Gap(event, last - first, timeNanos - first));
        } else if (distance > longest.element().length()) {
            longest.remove();
            longest.add(new Gap(event, last - first, timeNanos - first));
        }
        last = timeNanos;
    }

    /// {@return those that are long, in order}
    List<Gap> gaps() {
        long least = Math.max(1, median()) * TIMES_MEDIAN;
        return longest.stream()
                .filter(gap -> gap.length() >= least)
                .sorted(Comparator.comparingLong(Gap::from))
                .toList();
    }

    /// {@return a distance that half of them are below, within a factor of two}
    private long median() {
        long seen = 0;
        for (int bits = 0; bits < distances.length; bits++) {
            seen += distances[bits];
            if (seen * 2 >= count) {
                return bits == 0 ? 0 : 1L << (bits - 1);
            }
        }
        return 0;
    }
}
