package ismscope.inspector.session;

import ismscope.device.tap.HostClock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// How fast guests beside a window may go: in short bursts, and never far ahead of what is seen.
///
/// The pauses are what keeps events young. A thread that never rests is put aside by the kernel for
/// tens of milliseconds at a moment of the kernel's choosing, which may lie between the time that
/// an event is given and its being recorded; one that rests often goes on at once when it wakes.
///
/// Thread: the guests'.
final class GuestPace {
    /// Nanoseconds that guests go on without a pause.
    private static final long BURST_NANOS = 300_000;

    private static final long BREATH_NANOS = 300_000;

    /// Bytes of capture that guests may be ahead: some two thousand events.
    private static final long MOST_UNSEEN = 1 << 18;

    private final HostClock clock;
    private final LongSupplier unseen;
    private final BooleanSupplier over;
    private long burstBegan;

    /// @param clock of the run
    /// @param unseen bytes of capture that are not indexed yet
    /// @param over whether nothing will be indexed any more
    GuestPace(HostClock clock, LongSupplier unseen, BooleanSupplier over) {
        this.clock = clock;
        this.unseen = unseen;
        this.over = over;
    }

    /// Waits, where guests went on for long enough or are too far ahead.
    void breathe() {
        boolean tired = clock.epochNanos() - burstBegan > BURST_NANOS;
        if (!tired && unseen.getAsLong() <= MOST_UNSEEN) {
            return;
        }
        do {
            LockSupport.parkNanos(BREATH_NANOS);
        } while (unseen.getAsLong() > MOST_UNSEEN && !over.getAsBoolean());
        burstBegan = clock.epochNanos();
    }
}
