package ismscope.bench;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.LiveRun;
import ismscope.inspector.session.LiveSession;
import ismscope.inspector.session.SessionSnapshot;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/// A storm that is recorded, indexed, checked, filtered and scrolled through at once: how many
/// records a second, how many of them lost, and how far what is seen is behind.
///
/// ```
/// mvn -Pbench -pl benchmarks -am -DskipTests verify -Dbench.main=ismscope.bench.LiveBench -Dbench=10
/// ```
public final class LiveBench {
    private static final String FILTER = "ism.kind == DOORBELL && ism.vm == \"vm3\"";
    private static final int USUAL_SECONDS = 10;
    private static final int ROWS = 60;
    private static final long FRAME_MILLIS = 16;

    private LiveBench() {}

    /// Plays for as many seconds as the first argument says.
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? USUAL_SECONDS : Integer.parseInt(arguments[0]);
        ScenarioOptions storm =
                ScenarioOptions.of("storm").withLimit(Duration.ofSeconds(seconds)).withSeed(1);
        SplittableRandom random = new SplittableRandom(1);
        long start = System.nanoTime();
        try (LiveSession session = LiveSession.start(LiveRun.of(storm))) {
            FilterRun run = null;
            Matches matches = Matches.NONE;
            long rows = 0;
            long frames = 0;
            while (System.nanoTime() - start < seconds * 1_000_000_000L) {
                SessionSnapshot snapshot = session.snapshot();
                run = run == null ? new FilterRun(Filter.parse(FILTER, snapshot)) : run;
                matches = run.advance(snapshot);
                long most = Math.max(0, matches.count() - ROWS);
                long top = most == 0 ? 0 : random.nextLong(most);
                for (long row = top; row < Math.min(top + ROWS, matches.count()); row++) {
                    rows += snapshot.info(matches.event(row)).isEmpty() ? 0 : 1;
                }
                frames++;
                Thread.sleep(FRAME_MILLIS);
            }
            session.awaitEnd();
            double took = (System.nanoTime() - start) / 1e9;
            SessionSnapshot end = session.snapshot();
            System.out.printf(
                    Locale.ROOT,
                    "%,d records in %.1f s: %,.0f a second, %,d told to be lost; %,d matches in"
                            + " %,d looks, %,d rows read%n",
                    end.eventCount(),
                    took,
                    end.eventCount() / took,
                    end.lostCount(),
                    matches.count(),
                    frames,
                    rows);
        }
    }
}
