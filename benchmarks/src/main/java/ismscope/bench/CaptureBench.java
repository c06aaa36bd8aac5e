package ismscope.bench;

import ismscope.device.tap.SystemClock;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// From the tap to the file and from the file to the window: a million records of a busy session,
/// requests, replies, doorbells and events in turns.
@State(Scope.Thread)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CaptureBench {
    private static final int RECORDS = 1_000_000;
    private static final int BUCKETS = 1_000;

    private Path file;
    private Path written;
    private RecordingSession session;
    private SessionSnapshot snapshot;
    private long next;
    private final byte[] command = new byte[18];
    private final byte[] answer = new byte[33];
    private final byte[] event = new byte[24];

    @Setup
    public void writeACapture() throws Exception {
        file = Files.createTempFile("ismscope-bench-", ".pcapng");
        written = Files.createTempFile("ismscope-bench-", ".pcapng");
        record(file);
        session = RecordingSession.open(file);
        session.awaitEnd();
        snapshot = session.snapshot();
        if (snapshot.eventCount() < RECORDS || snapshot.lostCount() > 0) {
            throw new IllegalStateException(session.notice());
        }
    }

    @TearDown
    public void remove() throws IOException {
        session.close();
        Files.delete(file);
        Files.delete(written);
    }

    private void record(Path target) throws IOException {
        try (CaptureRecorder recorder =
                CaptureRecorder.start(
                        new GrowingFile(target),
                        CaptureOrigin.UNKNOWN,
                        new SystemClock(),
                        RecorderOptions.LOSSLESS)) {
            for (int i = 0; i < RECORDS; i += 4) {
                int device = 1 + (i >> 2 & 7);
                int head = i & 255;
                recorder.record(device, i, 77, new TapRecord.Request(0, head, 3, 18, 33, command));
                recorder.record(device, i, 77, new TapRecord.Reply(0, head, 33, 900, answer));
                recorder.record(device, i + 1, 77, new TapRecord.Doorbell(8));
                recorder.record(
                        1 + (device & 7), i + 1, 77, new TapRecord.Event(1, head, 24, event));
            }
        }
    }

    /// Records a second from the tap until they are in the file, none lost.
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(RECORDS)
    public void tapToFile() throws IOException {
        record(written);
    }

    /// Events a second from opening a file until all of it is indexed, states and regions included.
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(RECORDS)
    public long openAndIndex() throws Exception {
        try (RecordingSession opened = RecordingSession.open(file)) {
            opened.awaitEnd();
            return opened.snapshot().eventCount();
        }
    }

    /// The session strip of a frame.
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public SessionSnapshot.Density density() {
        return snapshot.density(BUCKETS);
    }

    /// A row of the event list.
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public String info() {
        next = (next + 7_919) % RECORDS;
        return snapshot.info(next);
    }
}
