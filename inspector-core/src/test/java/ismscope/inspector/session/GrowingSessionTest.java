package ismscope.inspector.session;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.VirtualClock;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.MappedFile;
import ismscope.inspector.capture.PcapngReader;
import ismscope.inspector.index.IndexEnd;
import ismscope.inspector.state.SessionState;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A session that is looked at while it grows says the same as the file does in the end.
class GrowingSessionTest {
    @TempDir private static Path folder;

    private static Path recorded;

    @BeforeAll
    static void recordAScenario() throws Exception {
        recorded = folder.resolve("permissions.pcapng");
        LiveRun run =
                LiveRun.of(
                                ScenarioOptions.of("permissions")
                                        .withSeed(11)
                                        .withLimit(Duration.ofSeconds(20)))
                        .withClock(new VirtualClock())
                        .lossless()
                        .into(recorded);
        try (LiveSession live = LiveSession.start(run)) {
            live.awaitEnd();
            assertThat(live.notice()).isEmpty();
        }
    }

    private static List<CaptureBlock> blocks() throws Exception {
        PcapngReader reader = new PcapngReader(new MappedFile(recorded));
        List<CaptureBlock> blocks = new ArrayList<>();
        for (CaptureBlock next = reader.next(); next != null; next = reader.next()) {
            blocks.add(next);
        }
        return blocks;
    }

    @Test
    void theSnapshotAtEveryRecordEqualsTheFinalFileUpToThere() throws Exception {
        byte[] bytes = Files.readAllBytes(recorded);
        List<CaptureBlock> blocks = blocks();
        GrowingFile file = new GrowingFile(folder.resolve("growing.pcapng"));
        try (IndexedCapture growing = new IndexedCapture(file);
                RecordingSession whole = RecordingSession.open(recorded)) {
            whole.awaitEnd();
            SessionSnapshot end = whole.snapshot();
            long events = 0;
            for (int i = 0; i < blocks.size(); i++) {
                int from = (int) blocks.get(i).offset();
                int to = i + 1 < blocks.size() ? (int) blocks.get(i + 1).offset() : bytes.length;
                file.write(ByteBuffer.wrap(bytes, from, to - from));
                if (blocks.get(i) instanceof CaptureBlock.Packet) {
                    events++;
                    assertSame(snapshotOf(growing, events), end, events - 1);
                }
            }
            assertThat(events).isEqualTo(end.eventCount()).isGreaterThan(100);
            file.close();
            growing.awaitEnd();
            assertThat(growing.end()).get().extracting(IndexEnd::how).isEqualTo(IndexEnd.How.WHOLE);
        }
    }

    private static SessionSnapshot snapshotOf(IndexedCapture growing, long events) {
        SessionSnapshot snapshot = growing.snapshot();
        while (snapshot.eventCount() < events) {
            LockSupport.parkNanos(10_000);
            snapshot = growing.snapshot();
        }
        return snapshot;
    }

    private static void assertSame(SessionSnapshot now, SessionSnapshot end, long event) {
        assertThat(now.eventCount()).isEqualTo(event + 1);
        assertThat(now.event(event)).usingRecursiveComparison().isEqualTo(end.event(event));
        assertThat(now.timeNanos(event)).isEqualTo(end.timeNanos(event));
        long counterpart = end.counterpart(event);
        assertThat(now.counterpart(event)).isEqualTo(counterpart > event ? -1 : counterpart);
        SessionState here = now.stateAt(event);
        SessionState there = end.stateAt(event);
        assertThat(here.devices()).isEqualTo(there.devices());
        assertThat(here.regions()).isEqualTo(there.regions());
    }

    @Test
    void anInterruptDoesNotEndASessionThatGoesOn() throws Exception {
        byte[] bytes = Files.readAllBytes(recorded);
        int half = (int) blocks().get(blocks().size() / 2).offset();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        GrowingFile file = new GrowingFile(folder.resolve("interrupted.pcapng"));
        try (IndexedCapture growing = new IndexedCapture(file)) {
            file.write(ByteBuffer.wrap(bytes, 0, half));
            snapshotOf(growing, 1);
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("ism-index"))
                    .filter(thread -> !before.contains(thread))
                    .forEach(Thread::interrupt);
            file.write(ByteBuffer.wrap(bytes, half, bytes.length - half));
            file.close();
            growing.awaitEnd();
            assertThat(growing.end()).get().extracting(IndexEnd::how).isEqualTo(IndexEnd.How.WHOLE);
        }
    }

    @Test
    void theSameSnapshotComesBackWhileNothingIsAdded() throws Exception {
        try (RecordingSession session = RecordingSession.open(recorded)) {
            session.awaitEnd();
            assertThat(session.snapshot()).isSameAs(session.snapshot());
        }
    }

    @Test
    void aRunningSessionCanBeSavedAndTheCopyIsWhole() throws Exception {
        Path copy = folder.resolve("copy.pcapng");
        LiveRun endless = LiveRun.of(ScenarioOptions.of("storm").withSeed(1));
        try (LiveSession live = LiveSession.start(endless)) {
            while (live.snapshot().eventCount() < 10_000) {
                LockSupport.parkNanos(10_000);
            }
            live.saveTo(copy);
            assertThat(live.status()).isEqualTo(Session.Status.LIVE);
            try (RecordingSession saved = RecordingSession.open(copy)) {
                saved.awaitEnd();
                assertThat(saved.notice()).isEmpty();
                assertThat(saved.snapshot().eventCount()).isGreaterThanOrEqualTo(10_000);
                assertThat(saved.snapshot().info(9_999)).isEqualTo(live.snapshot().info(9_999));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedFilesOpenAndCanBeLookedAtEverywhere(long seed) throws Exception {
        byte[] whole = Files.readAllBytes(recorded);
        List<CaptureBlock.Packet> packets =
                blocks().stream()
                        .filter(CaptureBlock.Packet.class::isInstance)
                        .map(CaptureBlock.Packet.class::cast)
                        .toList();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Path damaged = folder.resolve("damaged.pcapng");
        for (int i = 0; i < 8; i++) {
            byte[] bytes = whole.clone();
            for (int flips = 0; flips < 1_000; flips++) {
                CaptureBlock.Packet packet = packets.get(random.nextInt(packets.size()));
                // Past the magic, so that it still is a record.
                int place = 4 + random.nextInt(packet.bytes().length - 4);
                bytes[(int) packet.offset() + 28 + place] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(damaged, bytes);
            try (RecordingSession session = RecordingSession.open(damaged)) {
                session.awaitEnd();
                assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
                assertThat(session.snapshot().eventCount()).isEqualTo(packets.size());
                lookAround(session.snapshot());
            }
        }
    }

    private static void lookAround(SessionSnapshot snapshot) {
        for (long event = 0; event < snapshot.eventCount(); event++) {
            assertThat(snapshot.info(event)).isNotNull();
            assertThat(snapshot.dissect(event)).isNotEmpty();
            assertThat(snapshot.stateAt(event).event()).isEqualTo(event);
            snapshot.regionAt(snapshot.token(event), event).read(0, new byte[64], new long[64]);
        }
        assertThat(Arrays.stream(snapshot.density(100).events()).sum())
                .isEqualTo((int) snapshot.eventCount());
    }
}
