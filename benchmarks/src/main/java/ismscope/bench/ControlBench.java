package ismscope.bench;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.transport.GuestTransport;
import ismscope.device.virtqueue.QueueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One control command from a guest's driver to the device and its reply back: GRANT_SET_DEFAULT,
/// through guest RAM and a real ring.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ControlBench {
    private static final long REGION_BYTES = 1L << 20;

    @Param({"SPLIT", "PACKED"})
    QueueLayout layout;

    @Param HostKind host;

    private GuestTransport transport;
    private GuestVm vm;
    private long token;

    @Setup(Level.Trial)
    public void setUp() throws Exception {
        transport = host.start();
        DriverOptions options = DriverOptions.SPLIT.withPacked(layout == QueueLayout.PACKED);
        vm = GuestVm.boot("vm1", options, transport::plug);
        token = vm.driver().allocate(REGION_BYTES).token();
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        vm.close();
        transport.close();
    }

    @Benchmark
    public void commandAndReply() throws Exception {
        vm.driver().grantDefault(token, PermissionSet.DEFAULT_FOR_OTHERS);
    }
}
