package ismscope.device.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest {
    @Test
    void virtualTimePassesByReadingAndBySleeping() {
        VirtualClock clock = new VirtualClock();
        long start = Duration.between(Instant.EPOCH, VirtualClock.START).toNanos();
        assertThat(clock.epochNanos()).isEqualTo(start + VirtualClock.NANOS_PER_READING);
        clock.sleep(Duration.ofHours(1));
        assertThat(clock.epochNanos())
                .isEqualTo(
                        start + 2 * VirtualClock.NANOS_PER_READING + Duration.ofHours(1).toNanos());
    }

    @Test
    void virtualTimeNeverGoesBack() {
        VirtualClock clock = new VirtualClock();
        long before = clock.epochNanos();
        clock.sleep(Duration.ofSeconds(-1));
        assertThat(clock.epochNanos()).isGreaterThan(before);
    }

    @Test
    void systemTimeIsTheWallClocksAndDoesNotGoBack() {
        SystemClock clock = new SystemClock();
        long wall = Duration.between(Instant.EPOCH, Instant.now()).toNanos();
        long first = clock.epochNanos();
        assertThat(Duration.ofNanos(Math.abs(first - wall))).isLessThan(Duration.ofMinutes(1));
        for (int i = 0; i < 1_000; i++) {
            long next = clock.epochNanos();
            assertThat(next).isGreaterThanOrEqualTo(first);
            first = next;
        }
    }

    @Test
    void systemSleepTakesAtLeastItsTime() throws InterruptedException {
        SystemClock clock = new SystemClock();
        long before = clock.epochNanos();
        clock.sleep(Duration.ofMillis(5));
        assertThat(clock.epochNanos() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(5).toNanos());
    }
}
