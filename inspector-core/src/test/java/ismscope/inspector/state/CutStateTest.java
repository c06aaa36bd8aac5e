package ismscope.inspector.state;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.SampleTraces;
import ismscope.inspector.event.Event;
import ismscope.inspector.export.CutExporter;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.ExportProgress;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A part of a recording shows what the whole shows.
class CutStateTest {
    private static final Path SAMPLES = Path.of("..", "sample-traces");
    private static final int PLACES = 7;

    @TempDir private Path folder;

    static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aCutHasTheStateAndTheBytesOfTheWhole(Path sample) throws Exception {
        try (RecordingSession whole = RecordingSession.open(sample.resolve("trace.pcapng"))) {
            whole.awaitEnd();
            SessionSnapshot session = whole.snapshot();
            for (int i = 1; i < PLACES; i++) {
                long first = session.eventCount() * i / PLACES;
                Path file = folder.resolve("cut-" + first + ".pcapng.zst");
                new CutExporter(session, first, Long.MAX_VALUE, EventFilter.EVERYTHING)
                        .toFile(file, ExportProgress.IGNORED);
                compare(session, first, file);
            }
        }
    }

    private static void compare(SessionSnapshot session, long first, Path file) throws Exception {
        try (RecordingSession opened = RecordingSession.open(file)) {
            opened.awaitEnd();
            assertThat(opened.notice()).isEmpty();
            SessionSnapshot cut = opened.snapshot();
            long shift = cut.eventCount() - session.eventCount();
            long standing = first + shift;
            for (long event : new long[] {first - 1, first, session.eventCount() - 1}) {
                SessionState there = session.stateAt(event);
                SessionState here = cut.stateAt(event + shift);
                assertThat(Standing.of(here))
                        .as("after #%d", event + 1)
                        .isEqualTo(Standing.of(there));
                assertThat(pending(here)).isEqualTo(pending(there));
                sameBytes(session, there, cut, event + shift);
            }
            for (long event = standing; event < cut.eventCount(); event++) {
                Event ours = cut.event(event);
                assertThat(ours.bytes()).isEqualTo(session.event(event - shift).bytes());
                assertThat(ours.device()).isEqualTo(session.device(event - shift));
                assertThat(ours.timeNanos()).isEqualTo(session.timeNanos(event - shift));
            }
        }
    }

    private static List<Integer> pending(SessionState state) {
        return state.devices().values().stream()
                .filter(DeviceState::present)
                .map(device -> device.pendingRequests().size())
                .sorted()
                .toList();
    }

    private static void sameBytes(
            SessionSnapshot session, SessionState state, SessionSnapshot cut, long event) {
        for (RegionState region : state.regions().values()) {
            if (region.alive()) {
                RegionBytes there = session.regionAt(region.token(), state.event());
                RegionBytes here = cut.regionAt(region.token(), event);
                byte[] wanted = new byte[(int) Math.min(there.size(), 1 << 20)];
                byte[] got = new byte[wanted.length];
                there.read(0, wanted, new long[0]);
                here.read(0, got, new long[0]);
                assertThat(got).isEqualTo(wanted);
                assertThat(here.incomplete()).isEqualTo(there.incomplete());
            }
        }
    }

    @Test
    void aCutOfAFilterSaysSoByItsHoles() throws Exception {
        Path sample = SAMPLES.resolve("tour/trace.pcapng");
        try (RecordingSession whole = RecordingSession.open(sample)) {
            whole.awaitEnd();
            Path file = folder.resolve("part.pcapng");
            long written =
                    new CutExporter(
                                    whole.snapshot(),
                                    99,
                                    199,
                                    (session, event) -> session.device(event) == 1)
                            .toFile(file, ExportProgress.IGNORED)
                            .events();
            assertThat(written).isBetween(1L, 100L);
            try (RecordingSession part = RecordingSession.open(file)) {
                part.awaitEnd();
                assertThat(part.snapshot().lostCount()).isPositive();
                assertThat(part.snapshot().origin().fact("cut")).isEqualTo("#100 to #200");
            }
        }
    }
}
