package ismscope.inspector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.SampleTraces;
import ismscope.inspector.session.RecordingSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A filter run over columns finds what asking each decoded event alone finds.
class FilterDifferenceTest {
    private static final long SEED = 20_260_301;
    private static final int FILTERS = 1_000;

    private static final List<RecordingSession> OPEN = new ArrayList<>();
    private static final List<NaiveFilter> SESSIONS = new ArrayList<>();

    @BeforeAll
    static void openTheSamples() throws Exception {
        for (Path sample : samples()) {
            RecordingSession session = RecordingSession.open(sample.resolve("trace.pcapng"));
            session.awaitEnd();
            OPEN.add(session);
            SESSIONS.add(new NaiveFilter(session.snapshot()));
        }
    }

    @AfterAll
    static void close() {
        OPEN.forEach(RecordingSession::close);
    }

    private static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    @Test
    void aThousandFiltersOfSeed20260301FindTheSameEitherWay() throws Exception {
        RandomFilters filters = new RandomFilters(SEED, SESSIONS);
        int some = 0;
        for (int i = 0; i < FILTERS; i++) {
            String text = filters.next();
            long found = 0;
            for (NaiveFilter naive : SESSIONS) {
                Filter filter = Filter.parse(text, naive.session());
                Matches matches = new FilterRun(filter).advance(naive.session());
                found += matches.count();
                assertThat(numbers(matches))
                        .as(text)
                        .isEqualTo(
                                LongStream.range(0, naive.session().eventCount())
                                        .filter(event -> naive.accepts(filter, event))
                                        .toArray());
            }
            some += found > 0 ? 1 : 0;
        }
        assertThat(some).as("filters that find anything").isGreaterThan(FILTERS / 3);
    }

    @Test
    void noFieldIsFoundInAKindThatIsNotNamedForIt() {
        for (NaiveFilter naive : SESSIONS) {
            for (long event = 0; event < naive.session().eventCount(); event++) {
                int kind = naive.session().kind(event).code();
                for (FilterField field : FilterFields.all()) {
                    if (!naive.values(field, event).isEmpty()) {
                        assertThat(field.source().kinds() >>> kind & 1)
                                .as(field.name() + " in " + naive.session().kind(event))
                                .isEqualTo(1);
                    }
                }
            }
        }
    }

    static long[] numbers(Matches matches) {
        return LongStream.range(0, matches.count()).map(matches::event).toArray();
    }
}
