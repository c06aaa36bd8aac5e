package ismscope.device.tap;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Time that passes only when somebody asks: a run under it is the same to the nanosecond every
/// time, and as fast as the machine can.
///
/// It starts at [#START], each reading takes [#NANOS_PER_READING], and a sleep returns at once with
/// its time gone by. Thread: any, but a run repeats only if one thread reads it.
public final class VirtualClock implements HostClock {
    /// What the first reading is counted from: midnight UTC, 1 January 2026.
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /// How much time a reading takes: two records never carry the same time.
    public static final long NANOS_PER_READING = 1_000;

    private final AtomicLong epochNanos =
            new AtomicLong(Duration.between(Instant.EPOCH, START).toNanos());

    /// A clock that stands at [#START].
    public VirtualClock() {}

    @Override
    public long epochNanos() {
        return epochNanos.addAndGet(NANOS_PER_READING);
    }

    @Override
    public void sleep(Duration time) {
        if (time.isPositive()) {
            epochNanos.addAndGet(time.toNanos());
        }
    }
}
