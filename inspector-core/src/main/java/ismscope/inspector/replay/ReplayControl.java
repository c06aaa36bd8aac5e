package ismscope.inspector.replay;

import ismscope.device.tap.HostClock;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The keys of a replay: play, pause, speed, step, seek.
///
/// Guarantees:
/// 1. Events appear in order and never disappear: to look back is to look at an earlier event of
///    what is known, and needs nothing of the replay.
/// 2. While it plays, an event appears when as much time has passed since the one before as passed
///    in the recording, divided by the speed.
/// 3. A change takes effect at once, also in the middle of a long wait.
///
/// Thread: any.
public final class ReplayControl {
    /// The slowest speed.
    public static final double SLOWEST = 0.001;

    /// The fastest speed that still has to do with time.
    public static final double FASTEST = 100;

    /// As fast as it goes, without waiting.
    public static final double UNLIMITED = Double.POSITIVE_INFINITY;

    /// The longest sleep between two looks at what is wanted now.
    private static final long SLICE_NANOS = 20_000_000;

    private final HostClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean playing;
    private double speed = 1;
    private long steps;
    private long wanted;
    private long wantedEnd;
    private boolean violationWanted;
    private long shown;
    private boolean ended;
    private boolean closed;

    /// Time of the recording's first event, which the head is counted from.
    private long startTime;

    /// How far time has passed in the recording, at `headClock` by the clock; it stands still
    /// unless `running`.
    private double headTime;

    private long headClock;
    private boolean running;
    private boolean headKnown;

    ReplayControl(HostClock clock) {
        this.clock = clock;
    }

    /// Goes on by itself.
    public void play() {
        change(() -> playing = true);
    }

    /// Stays where it is.
    public void pause() {
        change(() -> {
            playing = false;
            steps = 0;
            wanted = 0;
            wantedEnd = 0;
            violationWanted = false;
        });
    }

    /// Pauses, and shows one more event; called again before that one is there, two.
    public void step() {
        change(() -> {
            playing = false;
            steps++;
        });
    }

    /// Sets how fast time passes.
    ///
    /// @param factor [#SLOWEST] to [#FASTEST], or [#UNLIMITED]
    /// @throws IllegalArgumentException if it is another number
    public void speed(double factor) {
        if (factor != UNLIMITED && !(factor >= SLOWEST && factor <= FASTEST)) {
            throw new IllegalArgumentException(
                    "speed=" + factor + " expected " + SLOWEST + " to " + FASTEST);
        }
        change(() -> speed = factor);
    }

    /// Shows everything up to and with an event, at once; then goes on, or stays paused, as before.
    /// An event that is shown already changes nothing.
    ///
    /// @param event number of the event; one beyond the recording's end shows all of it
    public void seek(long event) {
        change(() -> wanted = Math.max(wanted, event == Long.MAX_VALUE ? event : event + 1));
    }

    /// The same for everything that ends at or before a byte of the recording.
    void seekByte(long end) {
        change(() -> wantedEnd = Math.max(wantedEnd, end));
    }

    /// Shows everything up to and with the next VIOLATION, at once, or all where there is none;
    /// then goes on, or stays paused, as before.
    public void seekViolation() {
        change(() -> violationWanted = true);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            stand();
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// {@return whether it goes on by itself: false when paused and at the end}
    public boolean isPlaying() {
        lock.lock();
        try {
            return playing && !ended;
        } finally {
            lock.unlock();
        }
    }

    /// {@return how fast time passes}
    public double speed() {
        lock.lock();
        try {
            return speed;
        } finally {
            lock.unlock();
        }
    }

    /// {@return events shown so far}
    public long position() {
        lock.lock();
        try {
            return shown;
        } finally {
            lock.unlock();
        }
    }

    /// {@return whether all of the recording is shown}
    public boolean isAtEnd() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until an event may be shown.
    ///
    /// @return false if the replay is closed
    boolean awaitTurn(UpcomingEvent next) throws InterruptedException {
        while (true) {
            long wait;
            lock.lockInterruptibly();
            try {
                while (!closed && !playing && steps == 0 && !isSought(next)) {
                    changed.await();
                }
                if (closed) {
                    return false;
                }
                wait = nanosUntilTurn(next);
                if (wait <= 0) {
                    shown++;
                    violationWanted &= !next.violation();
                    return true;
                }
            } finally {
                lock.unlock();
            }
            clock.sleep(Duration.ofNanos(Math.min(wait, SLICE_NANOS)));
        }
    }

    private boolean isSought(UpcomingEvent next) {
        return shown < wanted || next.end() <= wantedEnd || violationWanted;
    }

    private long nanosUntilTurn(UpcomingEvent next) {
        boolean sought = isSought(next);
        if (sought || steps > 0 || speed == UNLIMITED) {
            if (!sought && steps > 0) {
                steps--;
            }
            jump(next.timeNanos());
            return 0;
        }
        if (!headKnown) {
            jump(next.timeNanos());
        }
        long now = clock.epochNanos();
        if (!running) {
            running = true;
            headClock = now;
        }
        // A recording may claim any times; those before the present one are due.
        double due = (next.timeNanos() - startTime - headTime) / speed;
        return (long) Math.ceil(due - (now - headClock));
    }

    /// Puts the present of the recording to an event.
    private void jump(long timeNanos) {
        if (!headKnown) {
            headKnown = true;
            startTime = timeNanos;
        }
        running = false;
        headTime = timeNanos - startTime;
    }

    /// Notes how far time has passed and holds it there, before something changes its pace.
    private void stand() {
        if (running) {
            headTime += (clock.epochNanos() - headClock) * speed;
            running = false;
        }
    }

    /// All of the recording is shown.
    void end() {
        change(() -> ended = true);
    }

    /// Ends every wait.
    void close() {
        change(() -> closed = true);
    }

    /// {@return whether the replay is closed}
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
