package ismscope.bench;

import ismscope.device.model.HostOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.SystemClock;
import ismscope.device.tap.TapRecord;
import ismscope.device.transport.HostThread;
import ismscope.device.vfio.VfioAddress;
import ismscope.device.vfio.VfioEndpoint;
import ismscope.device.vfio.VfioPeers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// A VM's accesses, commands and doorbells over vfio-user, each as a VMM sends it.
///
/// A load and a command are one round over a socket: they are held against a round of bare eventfds
/// of the same run. Stores are posted, so their rate is what the host takes in.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class VfioBench {
    private static final int SINGLE = 4000;
    private static final int PACKED_MESSAGES = 20;
    private static final int PACKED = PACKED_MESSAGES * 200;

    /// Two VMs that share a region, with a vector each for its updates; the second answers each of
    /// the first one's doorbells with one of its own.
    @State(Scope.Benchmark)
    public static class Vms {
        /// Whether every access is handed to a tap, which counts it.
        @Param({"false", "true"})
        boolean tap;

        private final VfioPeers peers = new VfioPeers();
        private long accesses;
        private Path folder;
        private HostThread thread;
        private VfioEndpoint endpoint;
        private VfioPeer first;
        private VfioPeer second;
        private long token;
        private MemorySegment single;
        private Thread echo;
        private volatile boolean stopped;

        @Setup(Level.Trial)
        public void setUp() throws Exception {
            folder = Files.createTempDirectory("vfio-bench");
            Path path = folder.resolve("vm");
            DeviceTap counting =
                    (_, _, _, record) -> accesses += record instanceof TapRecord.Access ? 1 : 0;
            thread =
                    HostThread.serving(
                            new IsmHost(
                                    HostOptions.usual(),
                                    tap ? counting : DeviceTap.NONE,
                                    new SystemClock(),
                                    TokenSource.secure()));
            endpoint = new VfioEndpoint(VfioAddress.of(path, "vm"), peers, _ -> {});
            endpoint.open(thread);
            first = new VfioPeer(path);
            second = new VfioPeer(path);
            token = first.command(new ControlCommand.AllocRegion(1 << 20));
            second.command(new ControlCommand.AttachRegion(token, 3));
            first.command(new ControlCommand.SetEventVector(token, 0));
            second.command(new ControlCommand.SetEventVector(token, 0));
            single = first.singleStores(SINGLE);
            echo = Thread.ofPlatform().daemon().name("echo").start(this::answer);
        }

        private void answer() {
            try {
                second.awaitInterrupt();
                while (!stopped) {
                    second.post(VfioPeer.NOTIFY_AREA, 0, Integer.BYTES, 1);
                    second.awaitInterrupt();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @TearDown(Level.Trial)
        public void tearDown() throws Exception {
            stopped = true;
            first.post(VfioPeer.NOTIFY_AREA, 0, Integer.BYTES, 1);
            echo.join();
            first.close();
            second.close();
            endpoint.close();
            thread.close();
            Files.delete(folder);
        }
    }

    /// The yardstick: two threads woken.
    @Benchmark
    public void eventfdRound(NotifyBench.PingPong threads) throws Throwable {
        threads.round();
    }

    /// The other yardstick: two threads woken by bytes through a UNIX socket, as a VMM's are.
    @Benchmark
    public void socketRound(TransportBench.SocketPair threads) throws IOException {
        threads.round();
    }

    /// A load of 8 bytes that traps: there and back.
    @Benchmark
    public long trappedLoad(Vms vms) throws IOException {
        return vms.first.loadWord(0);
    }

    /// A store of 8 bytes that traps and is posted, a message each, sent in one piece.
    @Benchmark
    @OperationsPerInvocation(SINGLE)
    public long postedStore(Vms vms) throws IOException {
        vms.first.send(vms.single);
        return vms.first.loadWord(0);
    }

    /// The same, packed as a VMM does that is faster than the host.
    @Benchmark
    @OperationsPerInvocation(PACKED)
    public long packedStore(Vms vms, Packed packed) throws IOException {
        vms.first.send(packed.messages);
        return vms.first.loadWord(0);
    }

    /// Messages that pack 200 stores each.
    @State(Scope.Benchmark)
    public static class Packed {
        private MemorySegment messages;

        @Setup(Level.Trial)
        public void setUp(Vms vms) {
            messages = vms.second.packedStores(PACKED_MESSAGES);
        }
    }

    /// A control command: kick, and the used ring watched.
    @Benchmark
    public long commandAndReply(Vms vms) throws Exception {
        return vms.first.command(
                new ControlCommand.GrantDefault(vms.token, PermissionSet.DEFAULT_FOR_OTHERS));
    }

    /// There and back by doorbell and interrupt: twice the way that is asked for.
    @Benchmark
    public void doorbellRound(Vms vms) throws IOException {
        vms.first.post(VfioPeer.NOTIFY_AREA, 0, Integer.BYTES, 1);
        vms.first.awaitInterrupt();
    }
}
