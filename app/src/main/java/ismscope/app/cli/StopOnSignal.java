package ismscope.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends a run in good order when the user presses Ctrl+C or the process is asked to end: the run is
/// stopped, and the process stays until its results are written.
final class StopOnSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch written = new CountDownLatch(1);

    /// @param stop ends the run; called on a thread of its own
    StopOnSignal(Runnable stop) {
        this(stop, null);
    }

    /// The same, which also ends the run after some time.
    ///
    /// @param time null for no end
    StopOnSignal(Runnable stop, @Nullable Duration time) {
        if (time != null) {
            Thread.ofPlatform().name("ismscope-time").daemon().start(() -> stopAfter(time, stop));
        }
        try {
            Thread hook = new Thread(() -> stopAndWait(stop), "ismscope-stop");
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already.
            stop.run();
        }
    }

    private void stopAfter(Duration time, Runnable stop) {
        try {
            if (!written.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                stop.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopAndWait(Runnable stop) {
        stop.run();
        try {
            if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The results are written: the process may end.
    @Override
    public void close() {
        written.countDown();
    }
}
