package ismscope.bench;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRam;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.HostOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.os.UnixSocket;
import ismscope.device.peer.PeerBus;
import ismscope.device.peer.PeerThread;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.SystemClock;
import ismscope.device.transport.HostThread;
import ismscope.device.vhost.VhostUserServer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

/// A command and a doorbell over each transport, with what a round costs there without a device:
/// two threads woken by eventfds, or by bytes through a UNIX socket.
///
/// Rounds of doorbells go there and back: twice the way from doorbell to event. VMs over vfio-user
/// trap; they have the rows of [VfioBench], so that a VMM's messages are sent and no driver's.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class TransportBench {
    private static final long REGION_BYTES = 1L << 20;
    private static final int RAM_BYTES = 1 << 20;
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    /// How guests reach their host.
    public enum Kind {
        /// In the host's process: a queue between threads.
        IN_PROCESS,
        /// As a process peer does: sockets, event counters and shared pages.
        VHOST_USER
    }

    /// Two guests that share a region; the second answers every event with its own doorbell.
    @State(Scope.Benchmark)
    public static class Guests {
        @Param Kind transport;

        private Path folder;
        private HostThread host;
        private VhostUserServer server;
        private PeerThread peers;
        private GuestVm first;
        private GuestVm second;
        private GuestRegion mine;
        private GuestRegion theirs;
        private Thread echo;
        private volatile boolean stopped;

        @Setup(Level.Trial)
        public void setUp() throws Exception {
            folder = Files.createTempDirectory("transport-bench");
            host =
                    HostThread.serving(
                            new IsmHost(
                                    HostOptions.usual(),
                                    DeviceTap.NONE,
                                    new SystemClock(),
                                    TokenSource.secure()));
            server = new VhostUserServer(folder.resolve("s"), "peer", _ -> {});
            server.open(host);
            peers = PeerThread.start();
            first = boot("first");
            second = boot("second");
            mine = first.driver().allocate(REGION_BYTES);
            first.driver().grantDefault(mine.token(), PermissionSet.DEFAULT_FOR_OTHERS);
            theirs = second.driver().attach(mine.token());
            // The event of the attach is not to be taken for an answer.
            first.driver().awaitEvent(TIMEOUT);
            echo = Thread.ofPlatform().daemon().name("echo").start(this::echo);
        }

        private GuestVm boot(String name) throws Exception {
            if (transport == Kind.IN_PROCESS) {
                return GuestVm.boot(name, DriverOptions.SPLIT, host::plug);
            }
            GuestVm vm =
                    GuestVm.<IOException>powerOn(
                            name,
                            GuestRam.passable(name, RAM_BYTES),
                            DriverOptions.SPLIT,
                            (_, ram, vectors) ->
                                    PeerBus.connect(peers, server.path(), ram, vectors));
            vm.driver().start();
            return vm;
        }

        private void echo() {
            try {
                while (!stopped) {
                    if (second.driver().awaitEvent(TIMEOUT) != null) {
                        second.driver().ring(theirs);
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @TearDown(Level.Trial)
        public void tearDown() throws Exception {
            stopped = true;
            echo.join();
            first.close();
            second.close();
            server.close();
            host.close();
            peers.close();
            Files.delete(folder);
        }
    }

    /// Two threads with a UNIX socket between them.
    @State(Scope.Benchmark)
    public static class SocketPair {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment mine = arena.allocate(Long.BYTES);
        private final MemorySegment theirs = arena.allocate(Long.BYTES);
        private UnixSocket[] pair;
        private Thread echo;

        @Setup(Level.Trial)
        public void setUp() throws IOException {
            pair = UnixSocket.pair();
            echo = Thread.ofPlatform().daemon().name("echo").start(this::echo);
        }

        private void echo() {
            try {
                while (pair[1].receive(theirs, new ArrayList<>(), true) != UnixSocket.END) {
                    pair[1].sendAll(theirs);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void round() throws IOException {
            pair[0].sendAll(mine);
            if (pair[0].receive(mine, new ArrayList<>(), true) == UnixSocket.END) {
                throw new IOException("nobody is there");
            }
        }

        @TearDown(Level.Trial)
        public void tearDown() throws Exception {
            pair[0].finishSending();
            echo.join();
            pair[0].close();
            pair[1].close();
            arena.close();
        }
    }

    /// There and back by eventfd: two threads woken.
    @Benchmark
    public void eventfdRound(NotifyBench.PingPong threads) throws Throwable {
        threads.round();
    }

    /// There and back by 8 bytes through a UNIX socket: two threads woken.
    @Benchmark
    public void socketRound(SocketPair threads) throws IOException {
        threads.round();
    }

    /// A control command and its reply.
    @Benchmark
    public void commandAndReply(Guests guests) throws Exception {
        guests.first.driver().grantDefault(guests.mine.token(), PermissionSet.DEFAULT_FOR_OTHERS);
    }

    /// There and back by doorbell and event.
    @Benchmark
    public void doorbellRound(Guests guests) throws InterruptedException {
        guests.first.driver().ring(guests.mine);
        if (guests.first.driver().awaitEvent(TIMEOUT) == null) {
            throw new IllegalStateException("no event");
        }
    }
}
