package ismscope.bench;

import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/// How long the state at any event of a session takes, and a page of one of its regions; in
/// nanoseconds.
record RandomMoments(Histogram states, Histogram pages) {
    private static final int COUNT = 2_000;
    private static final int PAGE = 4096;

    /// Asks for some.
    static RandomMoments of(SessionSnapshot snapshot) {
        SplittableRandom random = new SplittableRandom(1);
        RandomMoments moments = new RandomMoments(new Histogram(3), new Histogram(3));
        byte[] page = new byte[PAGE];
        long[] writers = new long[PAGE];
        for (int i = 0; i < COUNT; i++) {
            long event = random.nextLong(snapshot.eventCount());
            long start = System.nanoTime();
            SessionState state = snapshot.stateAt(event);
            moments.states.recordValue(System.nanoTime() - start);
            List<Long> tokens = List.copyOf(state.regions().keySet());
            if (!tokens.isEmpty()) {
                long token = tokens.get(random.nextInt(tokens.size()));
                start = System.nanoTime();
                snapshot.regionAt(token, event).read(0, page, writers);
                moments.pages.recordValue(System.nanoTime() - start);
            }
        }
        return moments;
    }
}
