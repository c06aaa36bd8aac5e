package ismscope.app.model;

import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Lets the current event run through a session at the pace at which things happened, or a multiple
/// of it. Long silences are cut short. Going elsewhere while it plays makes it play from there.
///
/// Thread: FX.
public final class Player {
    /// How many times faster than it happened, slowest first.
    public static final List<Double> SPEEDS =
            List.of(0.001, 0.01, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0, 100.0);

    private static final double USUAL_SPEED = 1.0;
    private static final long LONGEST_SILENCE_NANOS = 1_000_000_000L;

    private final SessionModel model;
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Double> speed = new ReadOnlyObjectWrapper<>(USUAL_SPEED);
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    frame(now);
                }
            };
    private long lastFrame;
    private long at;
    private long shown = -1;

    /// Plays this model's session.
    public Player(SessionModel model) {
        this.model = model;
        model.sessionProperty().addListener(_ -> pause());
    }

    /// {@return whether it plays}
    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /// {@return how many times faster than it happened}
    public ReadOnlyObjectProperty<Double> speedProperty() {
        return speed.getReadOnlyProperty();
    }

    /// Plays from the current event on; at the end of a session from its beginning.
    public void play() {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || snapshot.eventCount() == 0 || playing.get()) {
            return;
        }
        boolean atEnd = model.currentEvent() >= snapshot.eventCount() - 1;
        model.scrubTo(atEnd ? 0 : model.currentEvent());
        shown = -1;
        lastFrame = 0;
        playing.set(true);
        timer.start();
    }

    /// Stops where it is.
    public void pause() {
        timer.stop();
        playing.set(false);
    }

    /// Plays faster or slower by so many steps of [#SPEEDS].
    public void faster(int steps) {
        int index = SPEEDS.indexOf(speed.get()) + steps;
        speed.set(SPEEDS.get(Math.clamp(index, 0, SPEEDS.size() - 1)));
    }

    /// Plays at this multiple, one of [#SPEEDS].
    public void setSpeed(double multiple) {
        speed.set(multiple);
    }

    private void frame(long now) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || model.following()) {
            pause();
            return;
        }
        long current = model.currentEvent();
        if (current != shown) {
            at = snapshot.timeNanos(current);
            shown = current;
        } else if (lastFrame != 0) {
            at += (long) ((now - lastFrame) * speed.get());
        }
        lastFrame = now;
        long next = Math.max(current, snapshot.eventAtTime(at));
        if (next == current) {
            at = skipSilence(snapshot, current);
            return;
        }
        shown = next;
        model.scrubTo(next);
        boolean over = next >= snapshot.eventCount() - 1;
        if (over && model.statusProperty().get() != Session.Status.LIVE) {
            pause();
        }
    }

    private long skipSilence(SessionSnapshot snapshot, long current) {
        if (current + 1 >= snapshot.eventCount()) {
            return at;
        }
        long next = snapshot.timeNanos(current + 1);
        long longest = (long) (LONGEST_SILENCE_NANOS * speed.get());
        return Math.max(at, next - longest);
    }
}
