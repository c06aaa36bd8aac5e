package ismscope.app.sequence;

import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which events of the open session are messages: the rows of the diagram, any number of them.
///
/// Thread: FX; a worker looks through the session's columns.
final class MessageRows {
    private static final String MESSAGES =
            "ism.kind in {REQUEST, REPLY, DOORBELL, EVENT, INTERRUPT, SWALLOWED, DEVICE_ADDED,"
                    + " DEVICE_REMOVED}";

    private final SessionModel model;
    private final Runnable changed;
    private final LatestTask<Found> finding = LatestTask.onOwnThread("sequence-worker");
    private @Nullable Session session;
    private @Nullable FilterRun run;
    private Matches matches = Matches.NONE;
    private @Nullable SessionSnapshot snapshot;
    private boolean working;

    private record Found(FilterRun run, SessionSnapshot snapshot, Matches matches) {}

    /// @param changed called when there are more
    MessageRows(SessionModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
    }

    /// Goes on if there is something to go on to; asked while the diagram is in view.
    void goOn() {
        Session now = model.sessionProperty().get();
        SessionSnapshot newest = model.snapshot();
        if (!Objects.equals(now, session) || run == null) {
            session = now;
            run = newest == null ? null : new FilterRun(messages(newest));
            matches = Matches.NONE;
            snapshot = null;
            working = false;
        }
        FilterRun mine = run;
        if (working || mine == null || newest == null || isLookedThrough(newest)) {
            return;
        }
        working = true;
        finding.ask(() -> new Found(mine, newest, mine.advance(newest)), this::found);
    }

    private boolean isLookedThrough(SessionSnapshot newest) {
        return newest.eventCount() <= matches.examined();
    }

    private static Filter messages(SessionSnapshot snapshot) {
        try {
            return Filter.parse(MESSAGES, snapshot);
        } catch (FilterException e) {
            throw new IllegalStateException(MESSAGES, e);
        }
    }

    private void found(Found found) {
        if (!found.run.equals(run)) {
            return;
        }
        working = false;
        matches = found.matches;
        snapshot = found.snapshot;
        changed.run();
    }

    Matches matches() {
        return matches;
    }

    /// {@return the snapshot in which the rows are, null before the first}
    @Nullable SessionSnapshot snapshot() {
        return snapshot;
    }
}
