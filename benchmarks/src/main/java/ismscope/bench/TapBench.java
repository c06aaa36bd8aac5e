package ismscope.bench;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapRecord;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What a record costs on the device's thread: nothing but the question when the tap is off,
/// number, time and encoding into the ring when it is on. The file is written by its own thread
/// meanwhile.
///
/// Each invocation begins with an empty ring that has room for all of its records, so that none is
/// lost and none waits.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class TapBench {
    private static final int RECORDS = 50_000;

    /// Which records.
    @Param({"doorbell", "request", "mixed"})
    String records;

    private DeviceTap off = DeviceTap.NONE;
    private TemporaryCapture capture;
    private final byte[] command = new byte[18];
    private final byte[] answer = new byte[33];
    private final byte[] event = new byte[24];

    @Setup
    public void start() throws IOException {
        capture = new TemporaryCapture();
    }

    @Setup(Level.Invocation)
    public void emptyRing() {
        capture.awaitEmpty();
    }

    @TearDown
    public void stop() throws IOException {
        capture.close();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void on() {
        feed(capture.recorder());
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void off() {
        feed(off);
    }

    /// The loop and the call by themselves: what [#off] takes beyond that is the question.
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void nothing() {
        for (int i = 0; i < RECORDS; i++) {
            emptyStep(off, i);
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private void emptyStep(DeviceTap tap, int i) {
        // Takes what step takes and asks nothing.
    }

    private void feed(DeviceTap tap) {
        for (int i = 0; i < RECORDS; i++) {
            step(tap, i);
        }
    }

    /// What the device does for each thing that happens. Not inlined: a tap that is off would let
    /// the compiler remove the loop, and what is left would not be the cost of asking.
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private void step(DeviceTap tap, int i) {
        if (tap.isOn()) {
            tap.record(1 + (i & 7), i, 77, record(i));
        }
    }

    private TapRecord record(int i) {
        return switch (records) {
            case "doorbell" -> new TapRecord.Doorbell(i);
            case "request" -> new TapRecord.Request(0, i & 255, 3, 18, 33, command);
            default ->
                    switch (i & 3) {
                        case 0 -> new TapRecord.Doorbell(i);
                        case 1 -> new TapRecord.Request(0, i & 255, 3, 18, 33, command);
                        case 2 -> new TapRecord.Reply(0, i & 255, 33, 900, answer);
                        default -> new TapRecord.Event(1, i & 255, 24, event);
                    };
        };
    }
}
