package ismscope.device.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class EventCounterTest {
    /// What a counter holds at most.
    private static final long MOST = -2;

    @Test
    void signalsAddUpUntilDrained() throws IOException {
        try (EventCounter counter = EventCounter.create()) {
            assertThat(counter.drain()).isZero();
            assertThat(counter.await(0)).isFalse();
            counter.signal();
            counter.signal();
            assertThat(counter.await(EventCounter.FOREVER)).isTrue();
            assertThat(counter.drain()).isEqualTo(2);
            assertThat(counter.await(0)).isFalse();
        }
    }

    @Test
    void wakesAThreadThatWaits()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (EventCounter ping = EventCounter.create();
                EventCounter pong = EventCounter.create()) {
            int rounds = 1_000;
            CompletableFuture<Long> echo =
                    CompletableFuture.supplyAsync(() -> {
                        long seen = 0;
                        try {
                            for (int i = 0; i < rounds; i++) {
                                ping.await(EventCounter.FOREVER);
                                seen += ping.drain();
                                pong.signal();
                            }
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                        return seen;
                    });
            for (int i = 0; i < rounds; i++) {
                ping.signal();
                assertThat(pong.await(EventCounter.FOREVER)).isTrue();
                assertThat(pong.drain()).isEqualTo(1);
            }
            assertThat(echo.get(1, TimeUnit.MINUTES)).isEqualTo(rounds);
        }
    }

    @Test
    void closingEndsTheWaitOfOthers() throws Exception {
        EventCounter counter = EventCounter.create();
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> waiter =
                CompletableFuture.supplyAsync(() -> {
                    started.countDown();
                    try {
                        return "woken " + counter.await(EventCounter.FOREVER);
                    } catch (IOException e) {
                        return String.valueOf(e.getMessage());
                    }
                });
        started.await();
        counter.close();
        assertThat(waiter.get(1, TimeUnit.MINUTES)).startsWith("closed");
        counter.close();
        assertThatThrownBy(counter::signal).hasMessageStartingWith("closed: fd=");
    }

    /// The flag belongs to the open file, which all who have the counter share.
    @Test
    void doesNotWaitForRoomInACounterThatItsMakerMadeBlock() throws IOException {
        try (EventCounter makers = EventCounter.create();
                EventCounter ours =
                        EventCounter.adopt(
                                LinuxCalls.fcntl(makers.fd(), LinuxCalls.F_DUPFD_CLOEXEC, 0))) {
            ours.signal();
            assertThat(makers.drain()).isEqualTo(1);
            int flags = LinuxCalls.fcntl(makers.fd(), LinuxCalls.F_GETFL, 0);
            LinuxCalls.fcntl(makers.fd(), LinuxCalls.F_SETFL, flags & ~LinuxCalls.O_NONBLOCK);
            LinuxCalls.writeCounter(makers.fd(), MOST);

            ours.signal();

            assertThat(makers.drain()).isEqualTo(MOST);
        }
    }
}
