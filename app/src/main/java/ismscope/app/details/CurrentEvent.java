package ismscope.app.details;

import ismscope.app.model.SessionModel;
import ismscope.inspector.session.SessionSnapshot;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Tells a pane which event to show: at once when the user goes somewhere, a few times a second
/// while the newest event runs along, since nobody can read faster.
final class CurrentEvent {
    private static final Duration LIVE_PAUSE = Duration.millis(200);

    private final SessionModel model;
    private final Shower shower;
    private final PauseTransition pause = new PauseTransition(LIVE_PAUSE);
    private @Nullable SessionSnapshot shownSnapshot;
    private long shown = -1;

    /// Shows an event of a snapshot; a null snapshot means nothing.
    interface Shower {
        void show(@Nullable SessionSnapshot snapshot, long event);
    }

    CurrentEvent(SessionModel model, Shower shower) {
        this.model = model;
        this.shower = shower;
        pause.setOnFinished(_ -> showNow());
        model.currentEventProperty().addListener(_ -> moved());
        model.sessionProperty().addListener(_ -> showNow());
        model.snapshotProperty().addListener((_, _, now) -> answered(now));
        showNow();
    }

    private void moved() {
        boolean running = pause.getStatus() == PauseTransition.Status.RUNNING;
        if (!model.following()) {
            pause.stop();
            showNow();
        } else if (!running) {
            showNow();
            pause.playFromStart();
        }
    }

    /// A request that was shown without its reply is shown again once that has come.
    private void answered(@Nullable SessionSnapshot now) {
        SessionSnapshot before = shownSnapshot;
        if (now == null || before == null || shown < 0) {
            return;
        }
        if (before.counterpart(shown) < 0 && now.counterpart(shown) >= 0) {
            shownSnapshot = now;
            shower.show(now, shown);
        }
    }

    private void showNow() {
        SessionSnapshot snapshot = model.snapshot();
        long event = snapshot == null ? -1 : model.currentEvent();
        boolean same = event == shown && (snapshot == null) == (shownSnapshot == null);
        if (!same || model.sessionProperty().get() == null) {
            shown = event;
            shownSnapshot = snapshot;
            shower.show(snapshot, event);
        }
    }
}
