package ismscope.app.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;

/// Waits for the first painted frame of the program.
public final class FirstFrame {
    private FirstFrame() {}

    /// Calls back once the frame that is laid out next has been painted, with the time since the
    /// process began. Thread: FX.
    public static void await(Consumer<Duration> painted) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                // A frame is painted before the one after the next begins: painting runs on a
                // thread of its own, at most one frame behind.
                if (++frames == 3) {
                    stop();
                    painted.accept(sinceProcessStart());
                }
            }
        }.start();
    }

    private static Duration sinceProcessStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
