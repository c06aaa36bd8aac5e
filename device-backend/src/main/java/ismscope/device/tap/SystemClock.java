package ismscope.device.tap;

import java.time.Duration;
import java.time.Instant;

/// The machine's time: the wall clock read once, then counted on by the monotonic clock, so that it
/// never goes back when somebody sets the wall clock. Thread-safe.
public final class SystemClock implements HostClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private final long epochNanosAtStart;
    private final long nanoTimeAtStart;

    /// A clock that starts at the wall clock's time.
    public SystemClock() {
        Instant now = Instant.now();
        epochNanosAtStart = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
        nanoTimeAtStart = System.nanoTime();
    }

    @Override
    public long epochNanos() {
        return epochNanosAtStart + (System.nanoTime() - nanoTimeAtStart);
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
