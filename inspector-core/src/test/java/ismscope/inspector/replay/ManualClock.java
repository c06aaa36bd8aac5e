package ismscope.inspector.replay;

import ismscope.device.tap.HostClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Time that passes only when a test says so. Whoever sleeps is counted and asks again at once.
final class ManualClock implements HostClock {
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong sleeps = new AtomicLong();

    void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /// Waits until everybody who waits for time has looked at the present time and waits on.
    void awaitSleepers() {
        long before = sleeps.get();
        while (sleeps.get() < before + 3) {
            Thread.onSpinWait();
        }
    }

    @Override
    public long epochNanos() {
        return now.get();
    }

    @Override
    public void sleep(Duration time) {
        sleeps.incrementAndGet();
        Thread.onSpinWait();
    }
}
