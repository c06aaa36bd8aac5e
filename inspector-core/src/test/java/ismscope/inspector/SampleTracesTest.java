package ismscope.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.scenario.Scenario;
import ismscope.device.scenario.Scenarios;
import ismscope.device.tap.VirtualClock;
import ismscope.inspector.export.EventListing;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.replay.ReplaySession;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SameSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sample traces are read as their listings, reviewed by eye, say. `-Dismscope.rewrite=true`
/// writes the listings anew.
class SampleTracesTest {
    static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    @Test
    void thereIsOneForEachScenarioAndOneOfRealGuests() throws Exception {
        List<String> names =
                Stream.concat(Scenarios.all().stream().map(Scenario::name), Stream.of("mixed"))
                        .toList();
        assertThat(samples().stream().map(sample -> sample.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsAsItsListingSays(Path sample) throws Exception {
        Path listing = sample.resolve("events.txt");
        List<String> lines = listed(sample.resolve("trace.pcapng"));
        if (Boolean.getBoolean("ismscope.rewrite")) {
            Files.write(listing, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(listing));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void replayedItEndsAsOpened(Path sample) throws Exception {
        Path trace = sample.resolve("trace.pcapng");
        try (RecordingSession opened = RecordingSession.open(trace);
                ReplaySession replayed = ReplaySession.open(trace, new VirtualClock())) {
            replayed.control().play();
            replayed.awaitEnd();
            opened.awaitEnd();
            assertThat(replayed.status()).isEqualTo(Session.Status.COMPLETE);
            assertThat(replayed.notice()).isEmpty();
            SameSession.assertSame(replayed.snapshot(), opened.snapshot());
            assertThat(listed(replayed.snapshot()))
                    .isEqualTo(Files.readAllLines(sample.resolve("events.txt")));
        }
    }

    private static List<String> listed(Path trace) throws Exception {
        try (RecordingSession session = RecordingSession.open(trace)) {
            session.awaitEnd();
            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
            assertThat(session.notice()).isEmpty();
            return listed(session.snapshot());
        }
    }

    private static List<String> listed(SessionSnapshot snapshot) {
        EventListing listing = new EventListing(snapshot, TimeFormat.RELATIVE);
        return LongStream.range(0, snapshot.eventCount()).mapToObj(listing::line).toList();
    }
}
