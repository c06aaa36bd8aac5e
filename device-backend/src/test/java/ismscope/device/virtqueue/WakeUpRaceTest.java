package ismscope.device.virtqueue;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.DriverVirtqueue.Piece;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One side puts something into a ring while the other goes to sleep: either the first sees that it
/// must wake the second, or the second sees what was put there. Without the fences in between, both
/// miss it once in a while (virtio 1.3 2.7.13.4.1, 2.8.21.3.1).
class WakeUpRaceTest {
    private static final int ROUNDS = 10_000;
    private static final int SPINS_BEFORE_YIELD = 500;

    static Stream<QueuePair.Mode> modes() {
        return Stream.of(QueueLayout.values())
                .flatMap(layout ->
                        Stream.of(
                                new QueuePair.Mode(layout, 4, false, false, false, 0),
                                new QueuePair.Mode(layout, 4, true, false, false, 0)));
    }

    /// Lets two threads go on at the same instant.
    private static final class StartLine {
        private final AtomicInteger arrived = new AtomicInteger();

        /// Suppressed: yielding only makes it faster on a busy machine.
        @SuppressWarnings("ThreadPriorityCheck")
        void await(int round) throws InterruptedException {
            arrived.incrementAndGet();
            for (int spins = 0; arrived.get() < 2 * round; spins++) {
                if (spins > SPINS_BEFORE_YIELD) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    Thread.yield();
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /// One side's part of a race: rounds count from 1.
    private interface Side {
        boolean go(int round) throws Exception;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void deviceThatGoesToSleepIsNotifiedOrSeesTheChain(QueuePair.Mode mode) throws Exception {
        QueuePair pair = new QueuePair(mode);
        DriverVirtqueue driver = pair.driver();
        Virtqueue device = pair.device();
        List<Piece> piece = List.of(pair.piece(0, 8));
        race(
                _ -> {
                    driver.offer(piece, List.of(), false);
                    return driver.notificationWanted();
                },
                _ -> device.wantNotifications(true),
                () -> {
                    device.give(Objects.requireNonNull(device.take()), 0);
                    driver.reclaim();
                    return device.wantNotifications(false);
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void driverThatGoesToSleepIsInterruptedOrSeesTheBuffer(QueuePair.Mode mode) throws Exception {
        QueuePair pair = new QueuePair(mode);
        DriverVirtqueue driver = pair.driver();
        Virtqueue device = pair.device();
        List<Piece> piece = List.of(pair.piece(0, 8));
        DescriptorChain[] taken = new DescriptorChain[1];
        Callable<Boolean> prepare =
                () -> {
                    driver.reclaim();
                    driver.wantInterrupts(false);
                    driver.offer(piece, List.of(), false);
                    taken[0] = Objects.requireNonNull(device.take());
                    return true;
                };
        prepare.call();
        race(
                _ -> {
                    device.give(taken[0], 0);
                    return device.interruptWanted();
                },
                _ -> driver.wantInterrupts(true),
                prepare);
    }

    /// Runs both sides at once, again and again; between rounds the first thread tidies up alone.
    private static void race(Side publisher, Side sleeper, Callable<Boolean> tidyUp)
            throws Exception {
        StartLine start = new StartLine();
        StartLine end = new StartLine();
        StartLine tidy = new StartLine();
        boolean[] seen = new boolean[ROUNDS + 1];
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> sleeping =
                    thread.submit(() -> {
                        for (int round = 1; round <= ROUNDS; round++) {
                            start.await(round);
                            seen[round] = sleeper.go(round);
                            end.await(round);
                            tidy.await(round);
                        }
                        return null;
                    });
            int lost = 0;
            boolean finished = false;
            try {
                for (int round = 1; round <= ROUNDS; round++) {
                    start.await(round);
                    boolean woken = publisher.go(round);
                    end.await(round);
                    if (!woken && !seen[round]) {
                        lost++;
                    }
                    tidyUp.call();
                    tidy.await(round);
                }
                finished = true;
            } finally {
                if (!finished) {
                    thread.shutdownNow(); // it waits for a start that never comes
                }
            }
            sleeping.get();
            assertThat(lost).as("wake-ups lost in %d rounds", ROUNDS).isZero();
        }
    }
}
