package ismscope.inspector.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.TapKind;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureGeneratorTest {
    private static final ScenarioOptions BUSY = ScenarioOptions.of("busy").withSeed(3);

    @TempDir private Path folder;

    private Path generate(String name, ScenarioOptions scenario, long events) throws Exception {
        Path file = folder.resolve(name);
        new CaptureGenerator(scenario, events).write(file, _ -> {});
        return file;
    }

    @ParameterizedTest
    @CsvSource({"busy, 1", "busy, 20011", "storm, 5000", "churn, 20000"})
    void writesAsManyEventsAsAskedForAndAWholeFile(String scenario, long events) throws Exception {
        Path file = generate("some", ScenarioOptions.of(scenario).withSeed(3), events);
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
            assertThat(session.notice()).isEmpty();
            assertThat(session.snapshot().eventCount()).isEqualTo(events);
            assertThat(session.snapshot().lostCount()).isZero();
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws Exception {
        assertThat(generate("one", BUSY, 9_000))
                .hasSameBinaryContentAs(generate("two", BUSY, 9_000));
    }

    @Test
    void aBusyHostDoesAllThatGuestsDoAndNothingWrong() throws Exception {
        try (RecordingSession session = RecordingSession.open(generate("busy", BUSY, 100_000))) {
            session.awaitEnd();
            SessionSnapshot snapshot = session.snapshot();
            Set<TapKind> kinds = EnumSet.noneOf(TapKind.class);
            for (long event = 0; event < snapshot.eventCount(); event++) {
                kinds.add(snapshot.kind(event));
            }
            assertThat(kinds)
                    .contains(
                            TapKind.REQUEST,
                            TapKind.REPLY,
                            TapKind.GRANT,
                            TapKind.DOORBELL,
                            TapKind.EVENT,
                            TapKind.INTERRUPT,
                            TapKind.CONTENT,
                            TapKind.REGION_FREED,
                            TapKind.UNMAPPED);
            assertThat(snapshot.violationCount()).isZero();
        }
    }

    @Test
    void endsSoonWhenItIsCancelledAndLeavesAWholeCapture() throws Exception {
        Path file = folder.resolve("cancelled");
        CaptureGenerator generator = new CaptureGenerator(BUSY, 1_000_000_000_000L);
        long written = generator.write(file, _ -> generator.cancel());
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            assertThat(session.notice()).isEmpty();
            assertThat(session.snapshot().eventCount())
                    .isGreaterThanOrEqualTo(written)
                    .isLessThan(1_000_000);
        }
    }

    @Test
    void saysWhyAFileCannotBeWritten() {
        assertThatThrownBy(() -> generate("no/such/folder", BUSY, 10))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new CaptureGenerator(BUSY, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
