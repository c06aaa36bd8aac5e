package ismscope.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long a guest goes on: a time, a number of messages, or until Ctrl+C.
final class GuestLimits {
    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long, as 10s, 500ms or 2m (default: until Ctrl+C).")
    private @Nullable Duration time;

    @Option(names = "--count", paramLabel = "N", description = "End after that many messages.")
    private @Nullable Long count;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private long deadline;

    /// {@return ends the guest when it is called, from any thread; the time begins now}
    Runnable begin() {
        deadline = System.nanoTime() + (time == null ? 0 : time.toNanos());
        return stopped::countDown;
    }

    /// {@return whether to go on}
    ///
    /// @param done messages so far
    boolean goesOn(long done) {
        boolean early = time == null || System.nanoTime() - deadline < 0;
        return stopped.getCount() > 0 && early && (count == null || done < count);
    }

    /// Waits, and no longer than it goes on.
    void pause(Duration most) throws InterruptedException {
        long wait = most.toNanos();
        if (time != null) {
            wait = Math.min(wait, Math.max(0, deadline - System.nanoTime()));
        }
        // Whether it was stopped is what goesOn looks at.
        boolean over = stopped.await(wait, TimeUnit.NANOSECONDS);
        if (over) {
            deadline = System.nanoTime();
        }
    }
}
