package ismscope.bench;

import ismscope.device.protocol.Area;
import ismscope.device.tap.SystemClock;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import ismscope.inspector.diff.RegionDiff;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.HdrHistogram.Histogram;

/// How long the differences of a region of 16 MiB at two moments take: all bytes counted, and all
/// runs found, where all of it was written between the moments, and where a part was.
///
/// ```
/// mvn -Pbench -pl benchmarks -am -DskipTests verify -Dbench.main=ismscope.bench.RegionDiffBench -Dbench=
/// ```
public final class RegionDiffBench {
    private static final int SIZE = 16 << 20;
    private static final int PIECE = 32 << 10;
    private static final int TIMES = 60;
    private static final int WARM_UP = 20;
    private static final int MOST_RUNS = 1 << 20;
    private static final long TOKEN = 0x7f3a5566778809c2L;

    /// One of so many bytes is another one in what was written.
    private static final int[] SPARSE = {1, 512};

    /// One of so many pieces is written.
    private static final int[] PARTS = {1, 64};

    private RegionDiffBench() {}

    /// Runs all cases.
    public static void main(String[] arguments) throws Exception {
        for (int part : PARTS) {
            for (int sparse : SPARSE) {
                measure(part, sparse);
            }
        }
    }

    private static void measure(int part, int sparse) throws Exception {
        Path file = Files.createTempFile("ismscope-bench-", ".pcapng");
        long before = write(file, part, sparse);
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            SessionSnapshot snapshot = session.snapshot();
            Histogram counts = new Histogram(3);
            Histogram runs = new Histogram(3);
            long different = 0;
            int found = 0;
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                different = diff(snapshot, before).count();
                long counted = System.nanoTime();
                found = diff(snapshot, before).ranges(MOST_RUNS).size();
                long listed = System.nanoTime();
                if (i >= WARM_UP) {
                    counts.recordValue(counted - start);
                    runs.recordValue(listed - counted);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "1 of %d pieces written, 1 of %d bytes another: %,d bytes differ in %.1f ms"
                            + " (longest %.1f); %,d runs in %.1f ms (longest %.1f)%n",
                    part,
                    sparse,
                    different,
                    counts.getValueAtPercentile(50) / 1e6,
                    counts.getMaxValue() / 1e6,
                    found,
                    runs.getValueAtPercentile(50) / 1e6,
                    runs.getMaxValue() / 1e6);
        }
        Files.delete(file);
    }

    private static RegionDiff diff(SessionSnapshot snapshot, long before) {
        return new RegionDiff(
                snapshot.regionAt(TOKEN, before),
                snapshot.regionAt(TOKEN, snapshot.eventCount() - 1));
    }

    /// {@return the event before the second writing}
    private static long write(Path file, int part, int sparse) throws Exception {
        Random random = new Random(1);
        byte[] region = new byte[SIZE];
        random.nextBytes(region);
        long events = 0;
        try (CaptureRecorder recorder =
                CaptureRecorder.start(
                        new GrowingFile(file),
                        CaptureOrigin.UNKNOWN,
                        new SystemClock(),
                        RecorderOptions.LOSSLESS)) {
            recorder.record(
                    1, 0, 0, new TapRecord.DeviceAdded(0x11, 1, PIECE, 4096, 1L << 32, "vm1"));
            recorder.record(1, 1, TOKEN, new TapRecord.RegionCreated(SIZE, 0x11));
            recorder.record(1, 1, TOKEN, new TapRecord.Mapped(3, List.of(new Area(0, SIZE))));
            events = 3 + contents(recorder, region, 1);
            for (int i = 0; i < SIZE; i += sparse) {
                region[i] ^= 0x55;
            }
            contents(recorder, region, part);
        }
        return events - 1;
    }

    private static long contents(CaptureRecorder recorder, byte[] region, int part) {
        long written = 0;
        for (int at = 0; at < SIZE; at += PIECE * part) {
            byte[] piece = new byte[PIECE];
            System.arraycopy(region, at, piece, 0, PIECE);
            recorder.record(1, 0, TOKEN, new TapRecord.Content(at, 0, piece));
            written++;
        }
        return written;
    }
}
