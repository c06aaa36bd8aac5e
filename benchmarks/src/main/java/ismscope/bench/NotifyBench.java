package ismscope.bench;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.transport.GuestTransport;
import ismscope.device.virtqueue.QueueLayout;
import java.time.Duration;
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

/// From a guest's doorbell to the event in its peer's hand, over a host on a thread of its own.
///
/// A doorbell goes guest, host, peer: two threads are woken one after the other. A bare eventfd
/// wakes two threads in one round as well, so the doorbell's way is held against that round.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class NotifyBench {
    private static final long REGION_BYTES = 1L << 20;
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    /// Two threads and an eventfd each.
    @State(Scope.Benchmark)
    public static class PingPong {
        private BlockingEventfd ping;
        private BlockingEventfd pong;
        private Thread echo;
        private volatile boolean stopped;

        @Setup(Level.Trial)
        public void setUp() throws Throwable {
            ping = new BlockingEventfd();
            pong = new BlockingEventfd();
            echo = Thread.ofPlatform().daemon().name("echo").start(this::echo);
        }

        private void echo() {
            try {
                ping.read();
                while (!stopped) {
                    pong.write();
                    ping.read();
                }
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /// Wakes the other thread and is woken by it.
        void round() throws Throwable {
            ping.write();
            pong.read();
        }

        @TearDown(Level.Trial)
        public void tearDown() throws Throwable {
            stopped = true;
            ping.write();
            echo.join();
            ping.close();
            pong.close();
        }
    }

    /// Two guests that share a region; the second answers every event with its own doorbell.
    @State(Scope.Benchmark)
    public static class Guests {
        @Param({"SPLIT", "PACKED"})
        QueueLayout layout;

        private GuestTransport transport;
        private GuestVm first;
        private GuestVm second;
        private GuestRegion mine;
        private GuestRegion theirs;
        private Thread echo;
        private volatile boolean stopped;

        @Setup(Level.Trial)
        public void setUp() throws Exception {
            transport = HostKind.THREADED.start();
            DriverOptions options = DriverOptions.SPLIT.withPacked(layout == QueueLayout.PACKED);
            first = GuestVm.boot("vm1", options, transport::plug);
            second = GuestVm.boot("vm2", options, transport::plug);
            mine = first.driver().allocate(REGION_BYTES);
            theirs = second.driver().attach(mine.token());
            // The event of the attach is not to be taken for an answer.
            first.driver().awaitEvent(TIMEOUT);
            echo = Thread.ofPlatform().daemon().name("echo").start(this::echo);
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
        public void tearDown() throws InterruptedException {
            stopped = true;
            echo.join();
            first.close();
            second.close();
            transport.close();
        }
    }

    /// There and back by eventfd: two threads woken.
    @Benchmark
    public void eventfdRound(PingPong threads) throws Throwable {
        threads.round();
    }

    /// There and back by doorbell and event: twice the way that is asked for.
    @Benchmark
    public void doorbellRound(Guests guests) throws InterruptedException {
        guests.first.driver().ring(guests.mine);
        if (guests.first.driver().awaitEvent(TIMEOUT) == null) {
            throw new IllegalStateException("no event");
        }
    }
}
