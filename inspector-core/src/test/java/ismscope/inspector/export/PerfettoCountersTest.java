package ismscope.inspector.export;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapKind;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Counters of a Perfetto trace against the state of the session, whatever is exported of it.
class PerfettoCountersTest {
    private static final Path CHURN = Path.of("..", "sample-traces", "churn", "trace.pcapng");
    private static final long COUNTER = 4;

    /// A value that a trace tells.
    private record Told(long event, String counter, long value) {}

    /// From all of a session to the departures alone.
    static List<EventFilter> parts() {
        return List.of(
                EventFilter.EVERYTHING,
                (session, event) -> event >= session.eventCount() / 2,
                (session, event) -> session.device(event) == 2,
                (session, event) -> session.kind(event) == TapKind.UNMAPPED,
                (session, event) -> session.kind(event) == TapKind.REPLY);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void tellWhatIsThereAlsoWhereEventsAreLeftOut(EventFilter part) throws Exception {
        try (RecordingSession recording = RecordingSession.open(CHURN)) {
            recording.awaitEnd();
            SessionSnapshot session = recording.snapshot();
            List<Told> told = told(exported(session, part));

            assertThat(told)
                    .extracting(Told::counter)
                    .contains("host/live bytes")
                    .anyMatch(counter -> counter.endsWith("/attached regions"));
            assertThat(told)
                    .allSatisfy(one -> {
                        SessionState state = session.stateAt(one.event());
                        assertThat(one.value())
                                .as(one.toString())
                                .isEqualTo(value(one.counter(), state));
                    });
        }
    }

    private static byte[] exported(SessionSnapshot session, EventFilter part) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Exporter(session, ExportFormat.PERFETTO, ExportOptions.EVERYTHING.of(part))
                .toStream(out, ExportProgress.IGNORED);
        return out.toByteArray();
    }

    /// {@return the values, each with the exported event before it}
    private static List<Told> told(byte[] trace) {
        Map<Long, String> names = new HashMap<>();
        List<Told> told = new ArrayList<>();
        long event = -1;
        for (PerfettoTrace.Value packet : PerfettoTrace.decode(trace).all("packet")) {
            for (PerfettoTrace.Value track : packet.all("track_descriptor")) {
                String parent = names.get(track.number("parent_uuid"));
                String name = track.text("name");
                names.put(track.number("uuid"), parent == null ? name : parent + "/" + name);
            }
            for (PerfettoTrace.Value said : packet.all("track_event")) {
                if (said.number("type") == COUNTER) {
                    String counter = names.getOrDefault(said.number("track_uuid"), "");
                    told.add(new Told(event, counter, said.number("counter_value")));
                } else {
                    event = said.all("debug_annotations").getLast().number("uint_value") - 1;
                }
            }
        }
        return told;
    }

    private static long value(String counter, SessionState state) {
        String name = counter.substring(0, counter.indexOf('/'));
        return switch (counter.substring(name.length() + 1)) {
            case "live bytes" ->
                    state.regions().values().stream()
                            .filter(RegionState::alive)
                            .mapToLong(RegionState::size)
                            .sum();
            case "in flight" -> device(name, state).pendingRequests().size();
            case "attached regions" ->
                    state.regions().values().stream()
                            .map(region -> region.mappings().get(device(name, state).ordinal()))
                            .filter(mapping -> mapping != null && mapping.active())
                            .count();
            default -> throw new AssertionError(counter);
        };
    }

    private static DeviceState device(String name, SessionState state) {
        return state.devices().values().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
