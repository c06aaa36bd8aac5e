package ismscope.app.model;

import ismscope.inspector.session.Session;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Looks for news of a session: at every frame while there are some, from a thread of its own while
/// nothing happens, so that an idle window draws no frames at all.
///
/// Thread: FX, except the watcher inside.
final class SessionPump {
    private static final int QUIET_FRAMES = 20;
    private static final long WATCH_MILLIS = 8;

    /// Of a session that has ended nothing is expected, so that looking may be rare.
    private static final long REST_MILLIS = 250;

    private final BooleanSupplier pull;
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    frame();
                }
            };
    private @Nullable Session session;
    private @Nullable Thread watcher;
    private int quietFrames;

    /// Wires the pump.
    ///
    /// @param pull called at most once a frame; says whether there was something new
    SessionPump(BooleanSupplier pull) {
        this.pull = pull;
    }

    /// Begins to watch a session, instead of the one before.
    void start(Session newSession) {
        stop();
        session = newSession;
        quietFrames = 0;
        timer.start();
    }

    /// Watches nothing more.
    void stop() {
        session = null;
        timer.stop();
        if (watcher != null) {
            watcher.interrupt();
            watcher = null;
        }
    }

    private void frame() {
        quietFrames = pull.getAsBoolean() ? 0 : quietFrames + 1;
        if (quietFrames < QUIET_FRAMES) {
            return;
        }
        timer.stop();
        Session watched = session;
        if (watched != null) {
            Seen seen = Seen.of(watched);
            watcher =
                    Thread.ofPlatform()
                            .daemon()
                            .name("session-watcher")
                            .start(() -> watch(watched, seen));
        }
    }

    private void watch(Session watched, Seen seen) {
        try {
            while (Seen.of(watched).equals(seen)) {
                boolean ended =
                        seen.status == Session.Status.COMPLETE
                                || seen.status == Session.Status.FAILED;
                Thread.sleep(ended ? REST_MILLIS : WATCH_MILLIS);
            }
            Platform.runLater(() -> wake(watched));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake(Session watched) {
        if (watched.equals(session)) {
            watcher = null;
            quietFrames = 0;
            frame();
            timer.start();
        }
    }

    /// What can change in a session.
    private record Seen(long events, Session.Status status, String notice) {
        static Seen of(Session session) {
            return new Seen(session.snapshot().eventCount(), session.status(), session.notice());
        }
    }
}
