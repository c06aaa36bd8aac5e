package ismscope.app.strip;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.session.SessionSnapshot.Density;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShownShareTest {
    private static final Path TOUR = Path.of("..", "sample-traces", "tour", "trace.pcapng");
    private static final int BUCKETS = 37;

    @Test
    void countsWhatTheFilterShowsInEachShare() throws Exception {
        try (RecordingSession session = RecordingSession.open(TOUR)) {
            session.awaitEnd();
            SessionSnapshot snapshot = session.snapshot();
            Density density = snapshot.density(BUCKETS);
            Filter filter = Filter.parse("ism.kind == DOORBELL", snapshot);
            Matches matches = new FilterRun(filter).advance(snapshot);
            ShownShare shown = ShownShare.of(density, matches);

            long from = 0;
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                int events = density.events()[bucket];
                int expected = 0;
                for (long event = from; event < from + events; event++) {
                    expected += filter.accepts(snapshot, event) ? 1 : 0;
                }
                assertThat(shown.of(bucket, events)).isEqualTo(expected);
                assertThat(shown.hidesSome(bucket, events)).isEqualTo(expected < events);
                from += events;
            }
        }
    }

    @Test
    void withoutAFilterAllIsShownAndBeforeItFoundAnythingNothing() {
        Density density = new Density(new int[] {5}, new int[1], new int[1], new int[1]);
        assertThat(ShownShare.of(density, null).hidesSome(0, 5)).isFalse();
        assertThat(ShownShare.of(density, Matches.NONE).of(0, 5)).isZero();
    }
}
