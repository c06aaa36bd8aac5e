package ismscope.inspector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.MappedFile;
import ismscope.inspector.capture.PcapngReader;
import ismscope.inspector.capture.SmallCapture;
import ismscope.inspector.session.IndexedCapture;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterRunTest {
    private static final Path FAULTY = Path.of("..", "sample-traces", "faulty-driver");

    private static final int FILTERS_IN_ALL = 1_000;

    @TempDir private static Path folder;

    /// Filters whose answer for an event can change with later ones, and some whose cannot.
    private static final List<String> FILTERS =
            List.of(
                    "ism.status",
                    "ism.cmd == ATTACH && ism.status != OK && ism.latency > 1us",
                    "!(ism.response_in)",
                    "ism.peer == \"vm2\"",
                    "_ws.col.info contains \"OK\" || _ws.col.info contains \"event\"",
                    "region.peers > 1 && ism.kind != CONTENT",
                    "ism.vm == \"vm1\" ^^ changed");

    @Test
    void whileTheFileGrowsItFindsWhatItFindsInTheEnd() throws Exception {
        Path recorded = FAULTY.resolve("trace.pcapng");
        byte[] bytes = Files.readAllBytes(recorded);
        List<CaptureBlock> blocks = blocks(recorded);
        GrowingFile file = new GrowingFile(folder.resolve("growing.pcapng"));
        Map<String, FilterRun> runs = new TreeMap<>();
        try (IndexedCapture growing = new IndexedCapture(file)) {
            SessionSnapshot snapshot = growing.snapshot();
            for (String text : FILTERS) {
                runs.put(text, new FilterRun(Filter.parse(text, snapshot)));
            }
            long events = 0;
            for (int i = 0; i < blocks.size(); i++) {
                int from = (int) blocks.get(i).offset();
                int to = i + 1 < blocks.size() ? (int) blocks.get(i + 1).offset() : bytes.length;
                file.write(ByteBuffer.wrap(bytes, from, to - from));
                events += blocks.get(i) instanceof CaptureBlock.Packet ? 1 : 0;
                if (i % 31 == 0 || i == blocks.size() - 1) {
                    snapshot = snapshotOf(growing, events);
                    assertAllAsAnew(runs, snapshot);
                }
            }
            file.close();
            growing.awaitEnd();
        }
    }

    /// Of 1,000 seeded filters, each goes on with one of the samples as it grows, and at the stops
    /// on the way finds what asking each decoded event alone finds.
    @Test
    void aThousandFiltersOfSeed20261125FindTheSameOnTheWay() throws Exception {
        List<Path> samples = SampleTraces.folders();
        int each = FILTERS_IN_ALL / samples.size() + 1;
        for (int i = 0; i < samples.size(); i++) {
            growWithFilters(SampleTraces.trace(samples.get(i)), 20_261_125 + i, each);
        }
    }

    private static void growWithFilters(Path recorded, long seed, int count) throws Exception {
        byte[] bytes = Files.readAllBytes(recorded);
        List<CaptureBlock> blocks = blocks(recorded);
        GrowingFile file = new GrowingFile(Files.createTempFile(folder, "grows", ".pcapng"));
        Map<Filter, FilterRun> runs = new LinkedHashMap<>();
        try (IndexedCapture growing = new IndexedCapture(file);
                RecordingSession whole = RecordingSession.open(recorded)) {
            whole.awaitEnd();
            RandomFilters filters =
                    new RandomFilters(seed, List.of(new NaiveFilter(whole.snapshot())));
            while (runs.size() < count) {
                Filter filter = Filter.parse(filters.next(), whole.snapshot());
                runs.put(filter, new FilterRun(filter));
            }
            long events = 0;
            int from = 0;
            for (int i = 0; i < blocks.size(); i++) {
                events += blocks.get(i) instanceof CaptureBlock.Packet ? 1 : 0;
                if (i % (blocks.size() / 4) == 0 || i == blocks.size() - 1) {
                    int to =
                            i + 1 < blocks.size() ? (int) blocks.get(i + 1).offset() : bytes.length;
                    file.write(ByteBuffer.wrap(bytes, from, to - from));
                    from = to;
                    assertAllAsNaive(runs, snapshotOf(growing, events));
                }
            }
            file.close();
        }
    }

    private static void assertAllAsNaive(Map<Filter, FilterRun> runs, SessionSnapshot now) {
        NaiveFilter naive = new NaiveFilter(now);
        runs.forEach((filter, run) ->
                assertThat(FilterDifferenceTest.numbers(run.advance(now)))
                        .as("%s at %d", filter.text(), now.eventCount())
                        .isEqualTo(
                                LongStream.range(0, now.eventCount())
                                        .filter(event -> naive.accepts(filter, event))
                                        .toArray()));
    }

    private static void assertAllAsAnew(Map<String, FilterRun> runs, SessionSnapshot snapshot)
            throws FilterException {
        for (Map.Entry<String, FilterRun> run : runs.entrySet()) {
            Matches anew = new FilterRun(Filter.parse(run.getKey(), snapshot)).advance(snapshot);
            assertThat(FilterDifferenceTest.numbers(run.getValue().advance(snapshot)))
                    .as("%s at %d", run.getKey(), snapshot.eventCount())
                    .isEqualTo(FilterDifferenceTest.numbers(anew));
        }
    }

    private static List<CaptureBlock> blocks(Path recorded) throws Exception {
        PcapngReader reader = new PcapngReader(new MappedFile(recorded));
        List<CaptureBlock> blocks = new ArrayList<>();
        for (CaptureBlock next = reader.next(); next != null; next = reader.next()) {
            blocks.add(next);
        }
        return blocks;
    }

    private static SessionSnapshot snapshotOf(IndexedCapture growing, long events) {
        SessionSnapshot snapshot = growing.snapshot();
        while (snapshot.eventCount() < events) {
            LockSupport.parkNanos(10_000);
            snapshot = growing.snapshot();
        }
        return snapshot;
    }

    @Test
    void stopsBetweenBlocksAndGoesOnFromThere() throws Exception {
        Path many = folder.resolve("many.pcapng");
        try (CaptureRecorder recorder = SmallCapture.recorder(many)) {
            for (int i = 0; i < 3 * Block.SIZE; i++) {
                recorder.record(1 + i % 3, i, 77, new TapRecord.Doorbell(8L * i));
            }
        }
        try (RecordingSession session = RecordingSession.open(many)) {
            session.awaitEnd();
            SessionSnapshot snapshot = session.snapshot();
            FilterRun run = new FilterRun(Filter.parse("ism.doorbell.offset & 8", snapshot));
            List<Long> told = new ArrayList<>();
            Matches first = run.advance(snapshot, matches -> !told.add(matches.count()));
            assertThat(told).containsExactly(Block.SIZE / 2L);
            assertThat(first.examined()).isEqualTo(Block.SIZE);
            Matches all = run.advance(snapshot);
            assertThat(all.count()).isEqualTo(3 * Block.SIZE / 2);
            assertThat(all.event(Block.SIZE)).isEqualTo(2L * Block.SIZE + 1);
        }
    }
}
