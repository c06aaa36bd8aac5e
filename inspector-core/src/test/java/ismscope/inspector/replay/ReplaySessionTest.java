package ismscope.inspector.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.VirtualClock;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SameSession;
import ismscope.inspector.session.ScenarioRun;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ReplaySessionTest {
    @TempDir private static Path folder;
    private static Path file;
    private static RecordingSession recording;
    private static SessionSnapshot original;

    private final ManualClock clock = new ManualClock();

    @BeforeAll
    static void play() throws Exception {
        file = folder.resolve("hello.pcapng");
        ScenarioOptions options =
                ScenarioOptions.of("hello").withSeed(3).withLimit(Duration.ofSeconds(5));
        recording = ScenarioRun.recorded(options, file);
        original = recording.snapshot();
        assertThat(original.eventCount()).isBetween(50L, 400L);
    }

    @AfterAll
    static void close() {
        recording.close();
    }

    private interface Look {
        void at(ReplaySession session, ReplayControl control) throws Exception;
    }

    private void replay(Look look) throws Exception {
        try (ReplaySession session = ReplaySession.open(file, clock)) {
            look.at(session, session.control());
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitEvents(ReplaySession session, long count) {
        await(() -> session.snapshot().eventCount() == count);
    }

    /// {@return how many of the recording's events lie within a time of its first}
    private static long eventsWithin(Duration time) {
        return original.eventAtTime(original.timeNanos(0) + time.toNanos()) + 1;
    }

    @Test
    void showsNothingUntilItIsToldTo() throws Exception {
        replay((session, control) -> {
            assertThat(control.isPlaying()).isFalse();
            assertThat(control.position()).isZero();
            assertThat(session.snapshot().eventCount()).isZero();
            assertThat(session.status()).isEqualTo(Session.Status.REPLAYING);
            assertThat(session.name()).isEqualTo("hello.pcapng");
            assertThat(session.progress()).isZero();
        });
    }

    @Test
    void aStepShowsOneMoreEvent() throws Exception {
        replay((session, control) -> {
            for (int shown = 1; shown <= 30; shown++) {
                control.step();
                awaitEvents(session, shown);
                assertThat(control.position()).isEqualTo(shown);
                assertThat(session.snapshot().event(shown - 1L).bytes())
                        .isEqualTo(original.event(shown - 1L).bytes());
            }
            control.step();
            control.step();
            control.step();
            awaitEvents(session, 33);
            assertThat(session.progress()).isBetween(0.1, 0.9);
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1, 10, 100})
    void eventsAppearWhenTheirTimeHasCome(double speed) throws Exception {
        replay((session, control) -> {
            control.speed(speed);
            control.play();
            clock.awaitSleepers();
            for (int i = 1; i <= 9; i++) {
                clock.advance(Duration.ofNanos((long) (500_000_000 / speed)));
                clock.awaitSleepers();
                assertThat(control.position()).isEqualTo(eventsWithin(Duration.ofMillis(500L * i)));
                awaitEvents(session, control.position());
            }
        });
    }

    @Test
    void aPauseStopsTimeAndPlayGoesOnFromThere() throws Exception {
        replay((session, control) -> {
            control.play();
            clock.awaitSleepers();
            clock.advance(Duration.ofMillis(1500));
            clock.awaitSleepers();
            control.pause();
            long shown = control.position();
            clock.advance(Duration.ofHours(1));
            assertThat(control.isPlaying()).isFalse();

            control.play();
            clock.awaitSleepers();
            assertThat(control.position()).isEqualTo(shown);
            clock.advance(Duration.ofSeconds(1));
            clock.awaitSleepers();
            assertThat(control.position()).isGreaterThan(shown);
        });
    }

    @Test
    void aChangeOfSpeedCountsFromThere() throws Exception {
        replay((session, control) -> {
            control.play();
            clock.awaitSleepers();
            clock.advance(Duration.ofSeconds(2));
            clock.awaitSleepers();
            long before = control.position();
            control.speed(100);
            clock.awaitSleepers();
            assertThat(control.position()).isEqualTo(before);
            clock.advance(Duration.ofMillis(40));
            session.awaitEnd();
            assertThat(session.snapshot().eventCount()).isEqualTo(original.eventCount());
        });
    }

    @Test
    void aSeekAheadShowsEverythingUpToThere() throws Exception {
        replay((session, control) -> {
            control.seek(39);
            awaitEvents(session, 40);
            assertThat(control.isPlaying()).isFalse();

            control.seek(10);
            control.step();
            awaitEvents(session, 41);
            assertThat(session.snapshot().stateAt(10).devices())
                    .isEqualTo(original.stateAt(10).devices());
        });
    }

    @Test
    void aSeekBeyondTheEndShowsAll() throws Exception {
        replay((session, control) -> {
            control.seek(Long.MAX_VALUE);
            session.awaitEnd();
            await(control::isAtEnd);
            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
            assertThat(session.progress()).isEqualTo(1);
            control.step();
            control.play();
            assertThat(control.isPlaying()).isFalse();
            assertThat(session.snapshot().eventCount()).isEqualTo(original.eventCount());
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void showsAsMuchOfTheFileAsWished(double share) throws Exception {
        long whole = Files.size(file);
        replay((session, control) -> {
            session.reveal(share);
            session.reveal(share / 2);
            await(() -> session.progress() > share - 500.0 / whole);
            control.pause();
            long shown = control.position();
            assertThat(session.progress()).isLessThanOrEqualTo(share);
            control.step();
            awaitEvents(session, shown + 1);
            assertThat(session.progress()).isGreaterThan(share);
        });
    }

    @Test
    void goesOnToTheNextViolationAndThenToTheEnd() throws Exception {
        Path path = folder.resolve("violations.pcapng");
        ScenarioOptions options =
                ScenarioOptions.of("faulty-driver").withSeed(2).withLimit(Duration.ofSeconds(10));
        try (RecordingSession whole = ScenarioRun.recorded(options, path);
                ReplaySession session = ReplaySession.open(path, clock)) {
            SessionSnapshot all = whole.snapshot();
            assertThat(all.violationCount()).isGreaterThan(3);
            for (long at = all.nextViolation(0); at >= 0; at = all.nextViolation(at + 1)) {
                session.control().seekViolation();
                awaitEvents(session, at + 1);
                assertThat(session.status()).isEqualTo(Session.Status.REPLAYING);
            }
            session.control().seekViolation();
            session.awaitEnd();
            assertThat(session.snapshot().eventCount()).isEqualTo(all.eventCount());
            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
        }
    }

    @Test
    void playsInAsMuchTimeAsTheRecordingTook() throws Exception {
        long span = original.timeNanos(original.eventCount() - 1) - original.timeNanos(0);
        VirtualClock virtual = new VirtualClock();
        long start = virtual.epochNanos();
        try (ReplaySession session = ReplaySession.open(file, virtual)) {
            session.control().speed(0.5);
            session.control().play();
            session.awaitEnd();
        }
        assertThat(virtual.epochNanos() - start).isBetween(2 * span, 2 * span + 100_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "tour, 20",
        "hello, 5",
        "smc, 2",
        "fan-out, 2",
        "churn, 1",
        "permissions, 30",
        "faulty-driver, 30"
    })
    void theIndexOfAReplayEqualsThatOfTheRecording(String scenario, long seconds) throws Exception {
        Path path = folder.resolve(scenario + "-equal.pcapng");
        ScenarioOptions options =
                ScenarioOptions.of(scenario).withSeed(9).withLimit(Duration.ofSeconds(seconds));
        try (RecordingSession whole = ScenarioRun.recorded(options, path);
                ReplaySession session = ReplaySession.open(path, clock)) {
            session.control().speed(ReplayControl.UNLIMITED);
            session.control().play();
            session.awaitEnd();
            assertThat(session.notice()).isEqualTo(whole.notice());
            SameSession.assertSame(session.snapshot(), whole.snapshot());
        }
    }

    @Test
    void aFileThatIsCutIsPlayedToItsLastWholeBlockAndSaysSo() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.pcapng"), Arrays.copyOf(bytes, 3_001));
        try (RecordingSession whole = RecordingSession.open(cut);
                ReplaySession session = ReplaySession.open(cut, clock)) {
            whole.awaitEnd();
            session.control().seek(Long.MAX_VALUE);
            session.awaitEnd();

            assertThat(session.notice()).isEqualTo(whole.notice()).contains("cut at byte");
            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
            SameSession.assertSame(session.snapshot(), whole.snapshot());
        }
    }

    @Test
    void aDamagedFileIsPlayedToItsDamage() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4_000, 4_200, (byte) 0x5a);
        Path damaged = Files.write(folder.resolve("damaged.pcapng"), bytes);
        try (RecordingSession whole = RecordingSession.open(damaged);
                ReplaySession session = ReplaySession.open(damaged, clock)) {
            whole.awaitEnd();
            session.control().seek(Long.MAX_VALUE);
            session.awaitEnd();

            assertThat(session.notice()).isEqualTo(whole.notice()).isNotEmpty();
            assertThat(session.snapshot().eventCount()).isEqualTo(whole.snapshot().eventCount());
        }
    }

    @Test
    void savesWhatIsShown() throws Exception {
        Path copy = folder.resolve("copy.pcapng");
        replay((session, control) -> {
            control.seek(19);
            awaitEvents(session, 20);
            session.saveTo(copy);
        });
        try (RecordingSession saved = RecordingSession.open(copy)) {
            saved.awaitEnd();
            assertThat(saved.snapshot().eventCount()).isEqualTo(20);
            assertThat(saved.notice()).isEmpty();
        }
    }

    @Test
    void closesInTheMiddleOfAWaitAndTwice() throws Exception {
        ReplaySession session = ReplaySession.open(file, clock);
        session.control().play();
        clock.awaitSleepers();
        session.close();
        session.close();

        assertThat(session.control().position()).isLessThan(original.eventCount());
    }

    @Test
    void refusesSpeedsThatAreNone() throws Exception {
        replay((_, control) -> {
            for (double speed : new double[] {0, -1, 0.0005, 101, Double.NaN}) {
                assertThatThrownBy(() -> control.speed(speed))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(control.speed()).isEqualTo(1);
        });
    }

    @Test
    void saysWhyAFileCannotBeOpened() {
        assertThatThrownBy(() -> ReplaySession.open(folder.resolve("none"), clock))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("there is no file");
    }
}
