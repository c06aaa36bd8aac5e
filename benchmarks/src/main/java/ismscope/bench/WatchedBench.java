package ismscope.bench;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.DeviceTap;
import ismscope.device.transport.GuestTransport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
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

/// What it costs the guests that somebody watches: commands and doorbells without a tap and with a
/// capture of all of them, host and guests on one thread.
///
/// Each invocation begins with an empty ring that has room for all of its records; writing the file
/// is another thread's.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class WatchedBench {
    private static final long REGION_BYTES = 1L << 20;
    private static final int STEPS = 10_000;

    /// Who watches.
    public enum Watcher {
        /// Nobody: the tap is off.
        NONE,
        /// A recorder, into a file.
        CAPTURE
    }

    @Param Watcher watcher;

    private TemporaryCapture capture;
    private GuestTransport transport;
    private GuestVm first;
    private GuestVm second;
    private GuestRegion mine;

    @Setup
    public void setUp() throws Exception {
        capture = new TemporaryCapture();
        transport =
                HostKind.LOCKSTEP.start(
                        watcher == Watcher.NONE ? DeviceTap.NONE : capture.recorder());
        first = GuestVm.boot("vm1", DriverOptions.SPLIT, transport::plug);
        second = GuestVm.boot("vm2", DriverOptions.SPLIT, transport::plug);
        mine = first.driver().allocate(REGION_BYTES);
        second.driver().attach(mine.token());
    }

    @Setup(Level.Invocation)
    public void emptyRing() {
        capture.awaitEmpty();
    }

    @TearDown
    public void tearDown() throws Exception {
        first.close();
        second.close();
        transport.close();
        capture.close();
    }

    /// GRANT_SET_DEFAULT and its reply: REQUEST, REPLY and INTERRUPT are recorded, and GRANT.
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void commandAndReply() throws Exception {
        for (int i = 0; i < STEPS; i++) {
            first.driver().grantDefault(mine.token(), PermissionSet.DEFAULT_FOR_OTHERS);
        }
    }

    /// A doorbell until its peer has the event in hand: DOORBELL, EVENT and INTERRUPT are recorded.
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void doorbellToEvent() {
        for (int i = 0; i < STEPS; i++) {
            first.driver().ring(mine);
            if (second.driver().pollEvent() == null) {
                throw new IllegalStateException("no event");
            }
        }
    }
}
