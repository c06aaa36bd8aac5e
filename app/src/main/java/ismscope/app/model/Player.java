package ismscope.app.model;

import ismscope.inspector.replay.ReplaySession;
import ismscope.inspector.session.Session;
import java.util.Collections;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Plays the open session at the pace at which things happened, or a multiple of it: a recording
/// that is replayed goes on appearing, in any other session the current event runs through what
/// there is. A replay plays from when it is opened.
///
/// Thread: FX.
public final class Player {
    /// How many times faster than it happened, slowest first.
    public static final List<Double> SPEEDS =
            List.of(0.001, 0.01, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0, 100.0);

    private static final double USUAL_SPEED = 1.0;

    private final SessionModel model;
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Double> speed = new ReadOnlyObjectWrapper<>(USUAL_SPEED);
    private final CurrentEventDrive currentEvent;
    private Drive drive;

    /// Plays this model's session.
    public Player(SessionModel model) {
        this.model = model;
        currentEvent = new CurrentEventDrive(model, this::update);
        drive = currentEvent;
        model.sessionProperty().addListener(_ -> sessionChanged());
        model.statusProperty().addListener(_ -> chooseDrive());
    }

    /// {@return whether it plays}
    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /// {@return how many times faster than it happened}
    public ReadOnlyObjectProperty<Double> speedProperty() {
        return speed.getReadOnlyProperty();
    }

    /// Plays from the current event on, at the end of a session from its beginning; a replay from
    /// its newest event.
    public void play() {
        drive.play();
        update();
    }

    /// Stops where it is.
    public void pause() {
        drive.pause();
        update();
    }

    /// Goes so many events ahead, or back where negative; a replay is paused by that.
    public void step(int events) {
        drive.step(events);
        update();
    }

    /// Plays faster or slower by so many steps of [#SPEEDS].
    public void faster(int steps) {
        int index = Collections.binarySearch(SPEEDS, speed.get());
        // Between two of them, the one before the next in that direction.
        int from = index >= 0 ? index : -index - (steps > 0 ? 2 : 1);
        setSpeed(SPEEDS.get(Math.clamp(from + steps, 0, SPEEDS.size() - 1)));
    }

    /// Plays at this multiple, between the first and the last of [#SPEEDS].
    public void setSpeed(double multiple) {
        double within = Math.clamp(multiple, SPEEDS.getFirst(), SPEEDS.getLast());
        speed.set(within);
        drive.speed(within);
    }

    /// {@return how much of the session's file is known, 0 to 1; 1 unless it is replayed}
    public double revealed() {
        return drive.revealed();
    }

    /// Makes this much of a replay known, and goes to its newest event; nothing otherwise.
    ///
    /// @param share of the file, 0 to 1
    public void reveal(double share) {
        drive.reveal(share);
    }

    /// Goes on to the next violation of a replay where none is known further on.
    ///
    /// @return whether it does; if not, the next one is among what is known, or there is none
    public boolean revealViolation() {
        boolean goesOn = drive.revealViolation();
        update();
        return goesOn;
    }

    private void sessionChanged() {
        currentEvent.pause();
        chooseDrive();
    }

    /// A replay whose last event is shown is a recording like any other.
    private void chooseDrive() {
        Session session = model.sessionProperty().get();
        if (session instanceof ReplaySession replay
                && replay.status() == Session.Status.REPLAYING) {
            if (!(drive instanceof ReplayDrive known && known.drives(replay))) {
                drive = new ReplayDrive(model, replay);
                drive.speed(speed.get());
                drive.play();
            }
        } else {
            drive = currentEvent;
            drive.speed(speed.get());
        }
        update();
    }

    private void update() {
        playing.set(drive.isPlaying());
    }
}
