package ismscope.bench;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.generate.CaptureGenerator;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
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
/// until all is known. The session is generated once and stays in the temporary folder.
@State(Scope.Thread)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FilterBench {
    private static final long EVENTS = 5_000_000;

    @Param({
        "ism.kind == DOORBELL",
        "ism.vm == \"vm3\" && ism.token != 0",
        "ism.cmd == ATTACH && ism.status != OK && ism.latency > 1us",
        "frame.time_relative in {1s .. 2s} || ism.flow < 1000",
        "ism.doorbell.offset == 0x10000",
        "ism.content.bytes contains de:ad"
    })
    private String text;

    private RecordingSession session;
    private SessionSnapshot snapshot;
    private Filter filter;

    @Setup
    public void open() throws Exception {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "ismscope-bench-busy-5M.pcapng");
        if (Files.notExists(file)) {
            new CaptureGenerator(ScenarioOptions.of("busy"), EVENTS).write(file, _ -> {});
        }
        session = RecordingSession.open(file);
        session.awaitEnd();
        snapshot = session.snapshot();
        if (snapshot.eventCount() < EVENTS || snapshot.lostCount() > 0) {
            throw new IllegalStateException(session.notice());
        }
        filter = Filter.parse(text, snapshot);
    }

    @TearDown
    public void close() {
        session.close();
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
