package ismscope.inspector.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.VirtualClock;
import ismscope.inspector.event.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSessionTest {
    @TempDir private Path folder;

    private static LiveRun hello(long seed) {
        return LiveRun.of(
                        ScenarioOptions.of("hello").withSeed(seed).withLimit(Duration.ofSeconds(5)))
                .withClock(new VirtualClock())
                .lossless();
    }

    @Test
    void aScenarioIsRecordedIndexedAndComplete() throws Exception {
        try (LiveSession session = LiveSession.start(hello(1))) {
            session.awaitEnd();
            SessionSnapshot snapshot = session.snapshot();
            assertThat(session.notice()).isEmpty();
            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
            assertThat(session.name()).isEqualTo("hello");
            assertThat(snapshot.eventCount()).isGreaterThan(20);
            assertThat(snapshot.lostCount()).isZero();
            assertThat(snapshot.origin().fact("scenario")).isEqualTo("hello");
            assertThat(snapshot.origin().fact("seed")).isEqualTo("1");
            assertThat(snapshot.deviceCount()).isGreaterThanOrEqualTo(3);
            for (long event = 0; event < snapshot.eventCount(); event++) {
                assertThat(snapshot.event(event).sequence()).isEqualTo(event + 1);
                assertThat(snapshot.info(event)).isNotBlank();
            }
        }
    }

    @Test
    void aStormBesideAWindowIsSeenToItsEnd() throws Exception {
        ScenarioOptions storm = ScenarioOptions.of("storm").withLimit(Duration.ofMillis(300));
        try (LiveSession session = LiveSession.start(LiveRun.of(storm).besideWindow())) {
            session.awaitEnd();
            assertThat(session.notice()).isEmpty();
            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
            assertThat(session.snapshot().lostCount()).isZero();
            assertThat(session.snapshot().eventCount()).isGreaterThan(100);
        }
    }

    @Test
    void everyRequestOfABuiltInDriverFindsItsReply() throws Exception {
        try (LiveSession session = LiveSession.start(hello(2))) {
            session.awaitEnd();
            SessionSnapshot snapshot = session.snapshot();
            long requests = 0;
            for (long event = 0; event < snapshot.eventCount(); event++) {
                if (snapshot.kind(event) == TapKind.REQUEST) {
                    requests++;
                    long reply = snapshot.counterpart(event);
                    assertThat(snapshot.kind(reply)).isEqualTo(TapKind.REPLY);
                    assertThat(snapshot.flow(reply)).isEqualTo(snapshot.flow(event));
                    assertThat(snapshot.counterpart(reply)).isEqualTo(event);
                }
            }
            assertThat(requests).isPositive();
        }
    }

    @Test
    void whatIsSavedReadsLikeTheLiveSession() throws Exception {
        Path saved = folder.resolve("saved.pcapng");
        Path packed = folder.resolve("saved.pcapng.gz");
        try (LiveSession live = LiveSession.start(hello(3))) {
            live.awaitEnd();
            live.saveTo(saved);
            live.saveTo(packed);
            for (Path file : new Path[] {saved, packed}) {
                try (RecordingSession recording = RecordingSession.open(file)) {
                    recording.awaitEnd();
                    assertSameEvents(recording.snapshot(), live.snapshot());
                }
            }
        }
    }

    private static void assertSameEvents(SessionSnapshot found, SessionSnapshot expected) {
        assertThat(found.eventCount()).isEqualTo(expected.eventCount());
        for (long event = 0; event < expected.eventCount(); event++) {
            Event there = expected.event(event);
            assertThat(found.event(event)).usingRecursiveComparison().isEqualTo(there);
            assertThat(found.info(event)).isEqualTo(expected.info(event));
        }
    }

    @Test
    void sameSeedAndVirtualTimeGiveTheSameFile() throws Exception {
        Path first = folder.resolve("first.pcapng");
        Path second = folder.resolve("second.pcapng");
        for (Path file : new Path[] {first, second}) {
            try (LiveSession live = LiveSession.start(hello(4).into(file))) {
                live.awaitEnd();
            }
        }
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        assertThat(Files.size(first)).isGreaterThan(2_000);
    }

    @Test
    void aTemporaryFileIsGoneAfterwardsAndSnapshotsStillRead() throws Exception {
        LiveSession session = LiveSession.start(hello(5));
        session.awaitEnd();
        SessionSnapshot snapshot = session.snapshot();
        assertThat(session.file()).exists();
        session.close();
        session.close();
        assertThat(session.file()).doesNotExist();
        assertThat(snapshot.event(snapshot.eventCount() - 1).bytes()).isNotEmpty();
    }

    @Test
    void stoppingEndsAStoryThatWouldGoOnForEver() throws Exception {
        LiveRun endless = LiveRun.of(ScenarioOptions.of("hello").withSeed(6));
        try (LiveSession session = LiveSession.start(endless)) {
            assertThat(session.status()).isEqualTo(Session.Status.LIVE);
            session.stop();
            session.awaitEnd();
            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
        }
    }

    @Test
    void anUnknownScenarioLeavesNothingBehind() {
        Path file = folder.resolve("nothing.pcapng");
        LiveRun run = LiveRun.of(ScenarioOptions.of("nonsense")).into(file);
        assertThatThrownBy(() -> LiveSession.start(run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
        assertThat(file).doesNotExist();
    }
}
