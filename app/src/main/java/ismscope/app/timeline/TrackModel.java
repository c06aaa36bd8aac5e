package ismscope.app.timeline;

import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.timeline.Axis;
import ismscope.inspector.timeline.OrderAxis;
import ismscope.inspector.timeline.TimeAxis;
import ismscope.inspector.timeline.Timeline;
import ismscope.inspector.timeline.TimelineView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The time line of the open session, as a worker goes through it, and the axis that it is shown
/// on.
///
/// Thread: FX; the time line is made by a worker, a stretch at a time.
final class TrackModel {
    /// Events after which what is there is shown.
    private static final long STRETCH = 2_000_000;

    private final SessionModel model;
    private final Runnable changed;
    private final LatestTask<Made> making = LatestTask.onOwnThread("timeline-worker");
    private Timeline timeline = new Timeline();
    private @Nullable Session session;
    private @Nullable SessionSnapshot snapshot;
    private TimelineView view = timeline.view();
    private Axis axis = new OrderAxis(0);
    private boolean byOrder;
    private boolean folded = true;
    private boolean working;

    private record Made(Timeline timeline, SessionSnapshot snapshot, TimelineView view) {}

    /// @param changed called when there is more
    TrackModel(SessionModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
    }

    /// Goes on if there is something to go on to; asked while the pane is in view.
    void goOn() {
        Session now = model.sessionProperty().get();
        if (!Objects.equals(now, session)) {
            session = now;
            timeline = new Timeline();
            view = timeline.view();
            snapshot = null;
            working = false;
            makeAxis();
        }
        SessionSnapshot newest = model.snapshot();
        if (working || newest == null || newest.eventCount() <= view.events()) {
            return;
        }
        working = true;
        Timeline mine = timeline;
        making.ask(() -> make(mine, newest), this::made);
    }

    private static Made make(Timeline timeline, SessionSnapshot newest) {
        long enough = timeline.view().events() + STRETCH;
        TimelineView view = timeline.advance(newest, events -> events < enough);
        return new Made(timeline, newest, view);
    }

    private void made(Made made) {
        if (!made.timeline.equals(timeline)) {
            return;
        }
        working = false;
        view = made.view;
        snapshot = made.snapshot;
        makeAxis();
        changed.run();
    }

    private void makeAxis() {
        SessionSnapshot known = snapshot;
        axis =
                byOrder || known == null
                        ? new OrderAxis(view.events())
                        : new TimeAxis(known, view.events(), folded ? view.gaps() : List.of());
    }

    TimelineView view() {
        return view;
    }

    /// {@return the snapshot that the view is of, null before the first}
    @Nullable SessionSnapshot snapshot() {
        return snapshot;
    }

    Axis axis() {
        return axis;
    }

    boolean byOrder() {
        return byOrder;
    }

    boolean folded() {
        return folded;
    }

    /// Changes the ruler.
    ///
    /// @param order by the order of events instead of time
    /// @param fold long gaps
    void setAxis(boolean order, boolean fold) {
        byOrder = order;
        folded = fold;
        makeAxis();
        changed.run();
    }
}
