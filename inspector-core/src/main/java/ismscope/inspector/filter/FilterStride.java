package ismscope.inspector.filter;

import ismscope.inspector.session.SessionSnapshot;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Asks many events at once, on all processors; each has an evaluation of its own.
///
/// Thread: the run's, which waits for the others.
final class FilterStride {
    /// Events that one processor takes at a time.
    private static final int SHARE = Matches.PART;

    private static final int BLOCKS = SHARE / Block.SIZE;

    /// What one is asked for at most, so that the run can be stopped and told about.
    private static final int SHARES = 2 * Runtime.getRuntime().availableProcessors();

    private final Supplier<FilterRun.Evaluation> evaluations;
    private final Queue<FilterRun.Evaluation> idle = new ConcurrentLinkedQueue<>();

    /// @param session that the filter is for
    FilterStride(Filter filter, SessionSnapshot session) {
        evaluations = () -> new FilterRun.Evaluation(filter, session);
    }

    /// {@return how many shares there are in so many events, at most what is asked at once; 1 and
    /// less are not worth it}
    static int shares(long events) {
        return (int) Math.min(events / SHARE, SHARES);
    }

    /// Goes through shares of events.
    ///
    /// @param from a multiple of [Block#SIZE]
    /// @return the bits of the matches, a row for each block
    long[][] select(long from, int shares) {
        long[][] found = new long[shares * BLOCKS][];
        IntStream.range(0, shares).parallel().forEach(share -> select(from, found, share * BLOCKS));
        return found;
    }

    private void select(long from, long[][] found, int first) {
        FilterRun.Evaluation known = idle.poll();
        FilterRun.Evaluation evaluation = known == null ? evaluations.get() : known;
        for (int block = first; block < first + BLOCKS; block++) {
            found[block] = evaluation.select(from + (long) block * Block.SIZE, Block.SIZE).clone();
        }
        idle.add(evaluation);
    }
}
