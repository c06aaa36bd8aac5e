package ismscope.inspector.diff;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.TapKind;
import ismscope.inspector.diff.SessionDiff.Counts;
import ismscope.inspector.diff.SessionDiff.Difference;
import ismscope.inspector.diff.SessionDiff.Kind;
import ismscope.inspector.event.Event;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.ScenarioRun;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDiffTest {
    private static final SessionDiff.Options OPTIONS = new SessionDiff.Options(false, 0, 100);

    @TempDir private Path folder;

    static List<Path> samples() throws IOException {
        return Recorded.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSessionDiffersInNothingFromItself(Path sample) throws Exception {
        try (RecordingSession session = Recorded.open(sample)) {
            SessionDiff diff =
                    SessionDiff.between(
                            session.snapshot(),
                            session.snapshot(),
                            new SessionDiff.Options(true, 1, 10));

            assertThat(diff.isSame()).isTrue();
            assertThat(diff.counts())
                    .isEqualTo(new Counts(session.snapshot().eventCount(), 0, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "permissions"})
    void theSameStoryWithOtherTokensIsTheSame(String name) throws Exception {
        try (RecordingSession one = run(name, 1);
                RecordingSession other = run(name, 2)) {
            assertThat(one.snapshot().regionCreation(tokenOf(other.snapshot()))).isEqualTo(-1);

            SessionDiff diff = SessionDiff.between(one.snapshot(), other.snapshot(), OPTIONS);

            assertThat(diff.differences()).isEmpty();
        }
    }

    private RecordingSession run(String name, long seed) throws Exception {
        return ScenarioRun.recorded(
                ScenarioOptions.of(name).withSeed(seed).withLimit(Duration.ofSeconds(3)),
                folder.resolve(name + seed + ".pcapng"));
    }

    private static long tokenOf(SessionSnapshot snapshot) {
        return snapshot.stateAt(snapshot.eventCount() - 1).regions().keySet().iterator().next();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void namesTheOneEventThatIsMissingAndTheOneThatWasAdded(Path sample) throws Exception {
        try (RecordingSession whole = Recorded.open(sample)) {
            SessionSnapshot snapshot = whole.snapshot();
            long gone = someEvent(snapshot, TapKind.GRANT, TapKind.UNMAPPED, TapKind.STATUS);
            try (RecordingSession cut =
                    edited(snapshot, event -> event.number() == gone ? null : event)) {
                SessionDiff missing = SessionDiff.between(snapshot, cut.snapshot(), OPTIONS);
                SessionDiff added = SessionDiff.between(cut.snapshot(), snapshot, OPTIONS);

                long all = snapshot.eventCount() - 1;
                assertThat(missing.counts()).isEqualTo(new Counts(all, 1, 0, 0, 0));
                assertThat(added.counts()).isEqualTo(new Counts(all, 0, 1, 0, 0));
                assertThat(missing.differences()).first().satisfies(d -> says(d, Kind.MISSING));
                assertThat(missing.differences().getFirst().first()).isEqualTo(gone);
                assertThat(added.differences()).first().satisfies(d -> says(d, Kind.ADDED));
                assertThat(added.differences().getFirst().second()).isEqualTo(gone);
                assertThat(missing.deviceName(missing.differences().getFirst()))
                        .isEqualTo(snapshot.deviceName(snapshot.device(gone)));
            }
        }
    }

    private static void says(Difference difference, Kind kind) {
        assertThat(difference.kind()).isEqualTo(kind);
    }

    @Test
    void namesTheAnswerThatIsAnother() throws Exception {
        try (RecordingSession whole = Recorded.open(samples().getLast())) {
            SessionSnapshot snapshot = whole.snapshot();
            long reply = someEvent(snapshot, TapKind.REPLY);
            try (RecordingSession other =
                    edited(
                            snapshot,
                            event -> event.number() == reply ? withLastByte(event) : event)) {
                SessionDiff diff = SessionDiff.between(snapshot, other.snapshot(), OPTIONS);

                assertThat(diff.counts())
                        .isEqualTo(new Counts(snapshot.eventCount() - 1, 0, 0, 1, 0));
                assertThat(diff.differences().getFirst())
                        .satisfies(d -> says(d, Kind.DIFFERENT))
                        .satisfies(d -> assertThat(d.first()).isEqualTo(reply));
            }
        }
    }

    /// The last byte of a reply is its ack or lies in an area's size.
    private static Event withLastByte(Event event) {
        byte[] bytes = event.bytes().clone();
        bytes[bytes.length - 1] ^= 0x40;
        return withBytes(event, bytes);
    }

    @Test
    void timesCountOnlyWhenAskedFor() throws Exception {
        try (RecordingSession whole = Recorded.open(samples().getLast())) {
            SessionSnapshot snapshot = whole.snapshot();
            long reply = someEvent(snapshot, TapKind.REPLY);
            try (RecordingSession slow =
                    edited(snapshot, event -> event.number() == reply ? slower(event) : event)) {
                SessionDiff untimed = SessionDiff.between(snapshot, slow.snapshot(), OPTIONS);
                SessionDiff timed =
                        SessionDiff.between(
                                snapshot, slow.snapshot(), new SessionDiff.Options(false, 3, 100));

                assertThat(untimed.isSame()).isTrue();
                assertThat(timed.counts().late()).isEqualTo(1);
                assertThat(timed.differences().getFirst().second()).isEqualTo(reply);
            }
        }
    }

    /// Nanoseconds are the eight bytes behind queue, head and used length.
    private static Event slower(Event event) {
        byte[] bytes = event.bytes().clone();
        bytes[32 + 8 + 4] = 1;
        return withBytes(event, bytes);
    }

    private static Event withBytes(Event event, byte[] bytes) {
        return new Event(
                event.number(),
                event.timeNanos(),
                event.device(),
                event.flags(),
                event.sequence(),
                event.flow(),
                event.token(),
                event.record(),
                bytes,
                event.comment());
    }

    @Test
    void sessionsWithNothingInCommonAreToldFromEachOther() throws Exception {
        try (RecordingSession one = Recorded.open(samples().getFirst());
                RecordingSession other = Recorded.open(samples().getLast())) {
            SessionDiff diff = SessionDiff.between(one.snapshot(), other.snapshot(), OPTIONS);
            Counts counts = diff.counts();

            assertThat(diff.differences()).hasSize(100);
            assertThat(counts.alike() + counts.different() + counts.missing())
                    .isEqualTo(one.snapshot().eventCount());
            assertThat(counts.alike() + counts.different() + counts.added())
                    .isEqualTo(other.snapshot().eventCount());
        }
    }

    private RecordingSession edited(SessionSnapshot snapshot, Function<Event, @Nullable Event> edit)
            throws Exception {
        Path file = folder.resolve("edited.pcapng");
        Recorded.edited(snapshot, file, edit);
        return Recorded.open(file);
    }

    /// {@return an event in the middle of one of these kinds, the first kind there is}
    private static long someEvent(SessionSnapshot snapshot, TapKind... kinds) {
        for (TapKind kind : kinds) {
            for (long event = snapshot.eventCount() / 3; event < snapshot.eventCount(); event++) {
                if (snapshot.kind(event) == kind) {
                    return event;
                }
            }
        }
        throw new AssertionError("no such event");
    }
}
