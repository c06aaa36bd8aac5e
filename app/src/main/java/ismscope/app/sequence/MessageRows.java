package ismscope.app.sequence;

import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.sequence.FoldedRows;
import ismscope.inspector.sequence.MessageFolding;
import ismscope.inspector.sequence.MessageFolds;
import ismscope.inspector.sequence.Messages;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of the diagram, any number of them: which events of the open session are messages, and
/// which of those are folded.
///
/// Thread: FX; a worker looks through the session's columns.
final class MessageRows {
    private final SessionModel model;
    private final Runnable changed;
    private final LatestTask<Found> finding = LatestTask.onOwnThread("sequence-worker");
    private final Set<Long> opened = new HashSet<>();
    private @Nullable Session session;
    private @Nullable Run run;
    private Matches matches = Matches.NONE;
    private FoldedRows rows = FoldedRows.NONE;
    private @Nullable SessionSnapshot snapshot;
    private boolean working;

    /// What the worker goes on with.
    private record Run(FilterRun filter, MessageFolding folding) {
        Found advance(SessionSnapshot newest) {
            return new Found(this, newest, filter.advance(newest), folding.advance(newest));
        }
    }

    private record Found(Run run, SessionSnapshot snapshot, Matches matches, MessageFolds folds) {}

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
            run =
                    newest == null
                            ? null
                            : new Run(new FilterRun(messages(newest)), new MessageFolding());
            matches = Matches.NONE;
            rows = FoldedRows.NONE;
            opened.clear();
            snapshot = null;
            working = false;
        }
        Run mine = run;
        if (working || mine == null || newest == null || isLookedThrough(newest)) {
            return;
        }
        working = true;
        finding.ask(() -> mine.advance(newest), this::found);
    }

    private boolean isLookedThrough(SessionSnapshot newest) {
        return newest.eventCount() <= matches.examined();
    }

    private static Filter messages(SessionSnapshot snapshot) {
        try {
            return Filter.parse(Messages.filter(), snapshot);
        } catch (FilterException e) {
            throw new IllegalStateException(Messages.filter(), e);
        }
    }

    private void found(Found found) {
        if (!found.run.equals(run)) {
            return;
        }
        working = false;
        matches = found.matches;
        rows = new FoldedRows(found.folds, opened);
        snapshot = found.snapshot;
        changed.run();
    }

    /// {@return how many rows there are}
    long count() {
        return rows.count();
    }

    /// {@return whether an event was looked at}
    boolean knows(long event) {
        return event >= 0 && event < matches.examined();
    }

    /// {@return whether an event is a message}
    boolean has(long event) {
        return matches.contains(event);
    }

    /// {@return the row of an event, or that of the next message; the last if there is none}
    long rowOf(long event) {
        long message = Math.min(matches.rowOf(event), matches.count() - 1);
        return message < 0 ? -1 : rows.rowOf(message);
    }

    FoldedRows.Row row(long row) {
        return rows.row(row);
    }

    /// {@return the event of a row: the first of those in it}
    long event(FoldedRows.Row row) {
        return matches.event(row.message());
    }

    MessageFolds folds() {
        return rows.folds();
    }

    /// Opens the fold that a row is in, or folds it; nothing if it is in none.
    void toggle(long number) {
        if (number < 0 || number >= rows.count()) {
            return;
        }
        FoldedRows.Row row = rows.row(number);
        if (row.fold() != null) {
            long first = row.fold().first();
            if (!opened.remove(first)) {
                opened.add(first);
            }
            rows = new FoldedRows(rows.folds(), opened);
            changed.run();
        }
    }

    /// {@return the snapshot in which the rows are, null before the first}
    @Nullable SessionSnapshot snapshot() {
        return snapshot;
    }
}
