package ismscope.inspector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapRecord;
import ismscope.device.tap.VirtualClock;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.MappedFile;
import ismscope.inspector.capture.PcapngReader;
import ismscope.inspector.capture.RecorderOptions;
import ismscope.inspector.session.IndexedCapture;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterRunTest {
    private static final Path FAULTY = Path.of("..", "sample-traces", "faulty-driver");

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
        try (CaptureRecorder recorder =
                CaptureRecorder.start(
                        new GrowingFile(many),
                        CaptureOrigin.UNKNOWN,
                        new VirtualClock(),
                        RecorderOptions.LOSSLESS)) {
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
