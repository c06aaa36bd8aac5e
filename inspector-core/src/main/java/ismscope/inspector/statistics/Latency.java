package ismscope.inspector.statistics;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/// How long commands were in the device, in nanoseconds. Percentiles are exact to 1 %, those of
/// regions to 7 %; the longest is exact.
///
/// @param count replies that tell it
/// @param worstEvent the reply that took longest, -1 if there is none
/// @param bars how they are spread, shortest first, without empty bars at the ends
public record Latency(
        long count,
        double mean,
        long p50,
        long p90,
        long p99,
        long p999,
        long longest,
        long worstEvent,
        List<Bar> bars) {
    /// No replies.
    public static final Latency NONE = new Latency(0, 0, 0, 0, 0, 0, 0, -1, List.of());

    private static final int MEDIAN = 50;
    private static final int NINE_OF_TEN = 90;
    private static final int MOST = 99;
    private static final double NEARLY_ALL = 99.9;

    /// Copies the bars in.
    public Latency {
        bars = List.copyOf(bars);
    }

    /// One bar of a histogram, of twice the width of the one before.
    ///
    /// @param from shortest, inclusive
    /// @param to longest, exclusive
    public record Bar(long from, long to, long count) {
        /// {@return the replies that are counted, as a filter}
        public String filter() {
            return "ism.kind == REPLY && ism.latency >= %dns && ism.latency < %dns"
                    .formatted(from, to);
        }
    }

    /// {@return the replies that took at least so long, as a filter}
    public static String filterFrom(long nanos) {
        return "ism.kind == REPLY && ism.latency >= %dns".formatted(nanos);
    }

    static Latency of(AbstractHistogram histogram, long longest, long worstEvent) {
        return new Latency(
                histogram.getTotalCount(),
                histogram.getMean(),
                percentile(histogram, MEDIAN, longest),
                percentile(histogram, NINE_OF_TEN, longest),
                percentile(histogram, MOST, longest),
                percentile(histogram, NEARLY_ALL, longest),
                longest,
                worstEvent,
                bars(histogram));
    }

    private static long percentile(AbstractHistogram histogram, double percent, long longest) {
        return Math.min(histogram.getValueAtPercentile(percent), longest);
    }

    private static List<Bar> bars(AbstractHistogram histogram) {
        List<Bar> bars = new ArrayList<>();
        for (HistogramIterationValue step : histogram.logarithmicBucketValues(1, 2)) {
            long count = step.getCountAddedInThisIterationStep();
            if (count > 0 || !bars.isEmpty()) {
                // The iterator's upper ends are inclusive.
                long from = step.getValueIteratedFrom();
                bars.add(new Bar(from == 0 ? 0 : from + 1, step.getValueIteratedTo() + 1, count));
            }
        }
        return bars;
    }
}
