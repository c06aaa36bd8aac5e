package ismscope.inspector.cache;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.capture.MappedFile;
import ismscope.inspector.generate.CaptureGenerator;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SameSession;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState.RegionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Indexes of a real recording, kept and taken again.
class IndexCacheTest {
    private static final long EVENTS = 160_000;

    @TempDir private Path folder;
    private Path file;
    private Path index;

    @BeforeEach
    void record() throws Exception {
        file = folder.resolve("busy.pcapng");
        index = folder.resolve("busy.pcapng.ismindex");
        ScenarioOptions busy = ScenarioOptions.of("busy").withSeed(4);
        new CaptureGenerator(busy, EVENTS).write(file, _ -> {});
        assertThat(Files.size(file)).isGreaterThan(IndexCache.LEAST_BYTES);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void keep() throws Exception {
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            await(() -> Files.exists(index));
        }
    }

    private Optional<KeptIndex> load(boolean deep) throws Exception {
        return new IndexCache(new IndexPlaces(folder.resolve("cache")))
                .load(file, new MappedFile(file), deep);
    }

    @Test
    void isTheSameFromTheFileAsMadeAnew() throws Exception {
        SessionSnapshot made;
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            made = session.snapshot();
            await(() -> Files.exists(index));
        }
        assertThat(load(true)).isPresent();
        try (RecordingSession session = RecordingSession.open(file)) {
            SessionSnapshot taken = session.snapshot();
            assertThat(taken.eventCount()).isEqualTo(EVENTS);
            SameSession.assertSame(taken, made);
            assertThat(taken.findings().all())
                    .usingRecursiveComparison()
                    .isEqualTo(made.findings().all());
            assertThat(taken.findings().count()).isEqualTo(made.findings().count());
            assertThat(taken.density(500).events()).isEqualTo(made.density(500).events());
            assertThat(taken.density(500).dominantDevice())
                    .isEqualTo(made.density(500).dominantDevice());
            assertSameAtSomeEvents(taken, made);
        }
    }

    private static void assertSameAtSomeEvents(SessionSnapshot taken, SessionSnapshot made) {
        SplittableRandom random = new SplittableRandom(1);
        byte[] bytes = new byte[8192];
        byte[] expected = new byte[8192];
        long[] writers = new long[8192];
        long[] expectedWriters = new long[8192];
        for (int i = 0; i < 200; i++) {
            long event = random.nextLong(EVENTS);
            assertThat(taken.info(event)).isEqualTo(made.info(event));
            assertThat(taken.stateAt(event).devices()).isEqualTo(made.stateAt(event).devices());
            assertThat(taken.stateAt(event).regions()).isEqualTo(made.stateAt(event).regions());
            for (RegionState region : made.stateAt(event).regions().values()) {
                taken.regionAt(region.token(), event).read(0, bytes, writers);
                made.regionAt(region.token(), event).read(0, expected, expectedWriters);
                assertThat(bytes).isEqualTo(expected);
                assertThat(writers).isEqualTo(expectedWriters);
            }
        }
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        keep();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("busy.pcapng", "busy.pcapng.ismindex");
        }
    }

    @Test
    void isNotTrustedOnceTheCaptureHasAnotherTime() throws Exception {
        keep();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        assertThat(load(true)).isEmpty();
    }

    @Test
    void isNotTrustedOnceTheCaptureHasOtherBytes() throws Exception {
        keep();
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2000] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
        assertThat(load(true)).isEmpty();
    }

    @Test
    void isNotTrustedWithAnyByteChangedOrCutOff() throws Exception {
        keep();
        byte[] whole = Files.readAllBytes(index);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = whole.clone();
            int at = i < 20 ? i * 4 : random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(index, damaged);
            assertThat(load(true)).isEmpty();
            Files.write(index, Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertThat(load(true)).isEmpty();
        }
        Files.write(index, whole);
        assertThat(load(true)).isPresent();
    }

    @Test
    void aDamagedOneIsReplacedByOneThatIsRight() throws Exception {
        keep();
        byte[] whole = Files.readAllBytes(index);
        Files.write(index, new byte[100]);
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            assertThat(session.snapshot().eventCount()).isEqualTo(EVENTS);
            await(() -> index.toFile().length() == whole.length);
        }
        assertThat(load(true)).isPresent();
    }

    @Test
    void goesToTheUsersCacheWhereTheFolderCannotBeWritten() throws Exception {
        Path elsewhere = folder.resolve("cache");
        IndexPlaces places = new IndexPlaces(elsewhere);
        assertThat(places.begin(Path.of("/proc/busy.pcapng")).place().getParent())
                .isEqualTo(elsewhere);
        for (int i = 0; i < IndexPlaces.MOST_KEPT + 5; i++) {
            Path kept = Files.write(elsewhere.resolve(i + ".ismindex"), new byte[1]);
            Files.setLastModifiedTime(kept, FileTime.fromMillis(1_000L * i));
        }
        assertThat(places.begin(Path.of("/proc/busy.pcapng")).part().getParent())
                .isEqualTo(elsewhere);
        try (var kept = Files.list(elsewhere)) {
            assertThat(kept.filter(kind -> kind.toString().endsWith(".ismindex")).count())
                    .isLessThan(IndexPlaces.MOST_KEPT);
        }
        assertThat(elsewhere.resolve("0.ismindex")).doesNotExist();
        assertThat(elsewhere.resolve(IndexPlaces.MOST_KEPT + 4 + ".ismindex")).exists();
    }

    @Test
    void eventsAloneAreTakenFromItToo() throws Exception {
        keep();
        try (RecordingSession session = RecordingSession.openEvents(file)) {
            assertThat(session.snapshot().eventCount()).isEqualTo(EVENTS);
            session.awaitEnd();
            assertThat(session.notice()).isEmpty();
        }
    }
}
