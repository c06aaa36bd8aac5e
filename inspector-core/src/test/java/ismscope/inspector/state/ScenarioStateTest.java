package ismscope.inspector.state;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.region.Region;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.scenario.Scenarios;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.event.Event;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.ScenarioRun;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The state over real runs: the same from keyframes as from the start, and what the host says.
class ScenarioStateTest {
    private static final int LOOKS = 40;
    private static final int CONTENT = 64 << 10;

    @TempDir private Path folder;

    static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ofASampleIsTheSameFromKeyframesAsFromTheStart(Path sample) throws Exception {
        try (RecordingSession session = RecordingSession.open(sample.resolve("trace.pcapng"))) {
            session.awaitEnd();
            assertSameFromTheStart(session.snapshot());
        }
    }

    @ParameterizedTest
    @CsvSource({"tour, 120", "permissions, 60", "churn, 5", "faulty-driver, 60"})
    void ofAFreshRunIsTheSameFromKeyframesAsFromTheStart(String scenario, long seconds)
            throws Exception {
        ScenarioOptions options =
                ScenarioOptions.of(scenario).withSeed(41).withLimit(Duration.ofSeconds(seconds));
        try (RecordingSession session =
                ScenarioRun.recorded(options, folder.resolve("run.pcapng"))) {
            assertSameFromTheStart(session.snapshot());
        }
    }

    /// Asks from the end to the start, so that no answer can be had from the one before; keyframes
    /// both at their usual distance and close together.
    private static void assertSameFromTheStart(SessionSnapshot snapshot) {
        long count = snapshot.eventCount();
        StateTimeline close = new StateTimeline(16, 64, 100_000);
        for (long n = 0; n < count; n++) {
            close.append(snapshot.event(n));
        }
        long step = 1 + count / LOOKS;
        for (long event = count - 1; event >= 0; event -= step) {
            WorkingState naive = new WorkingState(FrozenState.NOTHING);
            for (long n = 0; n <= event; n++) {
                StateReducer.apply(naive, snapshot.event(n));
            }
            SessionState expected = naive.freeze();
            for (SessionState actual :
                    List.of(snapshot.stateAt(event), close.at(event, EventLog.of(snapshot)))) {
                assertThat(actual.event()).isEqualTo(event);
                assertThat(actual.devices()).isEqualTo(expected.devices());
                assertThat(actual.regions()).isEqualTo(expected.regions());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tour, 30000",
        "hello, 5000",
        "smc, 1000",
        "fan-out, 1000",
        "churn, 1000",
        "storm, 20",
        "busy, 20",
        "permissions, 30000",
        "crowd, 2000",
        "faulty-driver, 30000"
    })
    void isWhatTheHostItselfSaysInEveryPause(String scenario, long millis) throws Exception {
        EventLog log = new EventLog();
        StateTimeline states = new StateTimeline();
        RegionTimeline regions = new RegionTimeline();
        int[] regionsRead = {0};
        try (ObservedStage stage =
                new ObservedStage(
                        41,
                        Duration.ofMillis(millis),
                        (device, _, token, record) -> {
                            Event event = log.add(device, token, record);
                            states.append(event);
                            regions.append(event);
                        },
                        host -> {
                            assertThat(Standing.of(states.tip())).isEqualTo(Standing.of(host));
                            for (Region region : host.regionsInUse()) {
                                regionsRead[0] += assertSameBytes(regions, log, region) ? 1 : 0;
                            }
                        })) {
            stage.play(Scenarios.byName(scenario).orElseThrow());
            assertThat(regionsRead[0]).isPositive();
        }
        assertThat(Standing.of(states.tip())).isEqualTo(Standing.NOTHING);
    }

    /// {@return false where the capture says itself that it does not know the bytes}
    private static boolean assertSameBytes(RegionTimeline regions, EventLog log, Region region) {
        RegionBytes known = regions.at(region.token(), log.last(), log);
        assertThat(known.size()).isEqualTo(region.size());
        if (known.incomplete()) {
            return false;
        }
        byte[] expected = new byte[(int) Math.min(CONTENT, region.size())];
        region.read(0, expected, 0, expected.length);
        byte[] actual = new byte[expected.length];
        known.read(0, actual, new long[0]);
        assertThat(actual).isEqualTo(expected);
        return true;
    }
}
