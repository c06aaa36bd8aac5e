package ismscope.bench;

import ismscope.device.tap.SystemClock;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterRun;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A new filter over five million events of a busy session: until there is something to show, and
/// until all is known.
@State(Scope.Thread)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FilterBench {
    private static final int RECORDS = 5_000_000;

    @Param({
        "ism.kind == DOORBELL",
        "ism.vm == \"device 3\" && ism.token == 77",
        "ism.cmd == ATTACH && ism.status != OK && ism.latency > 1ms",
        "ism.status != OK || ism.flow < 1000",
        "ism.doorbell.offset == 0x10000",
        "ism.content.bytes contains de:ad",
        "ism.reply.token == 5",
        "region.peers > 2",
        "_ws.col.info contains \"refused\""
    })
    private String text;

    private Path file;
    private RecordingSession session;
    private SessionSnapshot snapshot;
    private Filter filter;
    private final byte[] command = {1, 0, 77, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0};
    private final byte[] answer = new byte[33];
    private final byte[] refusal = {100};
    private final byte[] event = new byte[24];

    @Setup
    public void writeACapture() throws Exception {
        file = Files.createTempFile("ismscope-bench-", ".pcapng");
        record(file);
        session = RecordingSession.open(file);
        session.awaitEnd();
        snapshot = session.snapshot();
        if (snapshot.eventCount() < RECORDS || snapshot.lostCount() > 0) {
            throw new IllegalStateException(session.notice());
        }
        filter = Filter.parse(text, snapshot);
    }

    @TearDown
    public void remove() throws IOException {
        session.close();
        Files.delete(file);
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
                byte[] reply = (i & 1023) == 0 ? refusal : answer;
                recorder.record(device, i, 77, new TapRecord.Request(0, head, 3, 14, 33, command));
                recorder.record(
                        device, i, 77, new TapRecord.Reply(0, head, reply.length, 900, reply));
                recorder.record(device, i + 1, 77, new TapRecord.Doorbell(8L * i));
                recorder.record(
                        1 + (device & 7), i + 1, 77, new TapRecord.Event(1, head, 24, event));
            }
        }
    }

    /// Until the first matches are told.
    @Benchmark
    public long firstTold() throws FilterException {
        return new FilterRun(Filter.parse(text, snapshot))
                .advance(snapshot, matches -> matches.count() == 0)
                .count();
    }

    /// Until all is known.
    @Benchmark
    public long complete() {
        return new FilterRun(filter).advance(snapshot).count();
    }
}
