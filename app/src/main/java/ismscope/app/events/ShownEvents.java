package ismscope.app.events;

import ismscope.app.model.SessionModel;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.SessionSnapshot;
import java.util.stream.LongStream;

/// Which events have rows: all, or those that the display filter has found so far. Rows and events
/// are counted from 0. Thread: FX.
public final class ShownEvents {
    private final SessionModel model;

    /// Follows the model.
    public ShownEvents(SessionModel model) {
        this.model = model;
    }

    /// {@return rows there are}
    long count() {
        Matches matches = model.matches();
        SessionSnapshot snapshot = model.snapshot();
        return snapshot == null ? 0 : matches == null ? snapshot.eventCount() : matches.count();
    }

    /// {@return the event in a row}
    ///
    /// @param row 0 to [#count] - 1
    long event(long row) {
        Matches matches = model.matches();
        return matches == null ? row : matches.event(row);
    }

    /// {@return the events in the first and the last of some rows; as they are if there are none}
    long[] events(long[] rows) {
        return rows[1] < rows[0] ? rows : new long[] {event(rows[0]), event(rows[1])};
    }

    /// {@return the events in some rows, as `[first, last]`}
    long[] between(long[] rows) {
        return LongStream.rangeClosed(rows[0], rows[1]).map(this::event).toArray();
    }

    /// {@return the row of an event, or of the one nearest to it that has a row}
    long row(long event) {
        Matches matches = model.matches();
        if (matches == null || matches.count() == 0) {
            return event;
        }
        return matches.rowOf(matches.nearest(event));
    }

    /// {@return whether the filter has looked at an event and does not want it}
    public boolean hides(long event) {
        Matches matches = model.matches();
        return matches != null
                && event >= 0
                && event < matches.examined()
                && !matches.contains(event);
    }

    /// {@return the event so many rows away from one, at the ends the last in that direction}
    public long stepped(long event, long rows) {
        Matches matches = model.matches();
        if (matches == null || matches.count() == 0) {
            return Math.max(0, event + rows);
        }
        // Beside a hidden event the first step is to its neighbour.
        boolean between = !matches.contains(event);
        long from = matches.rowOf(event) - (between && rows > 0 ? 1 : 0);
        return matches.event(Math.clamp(from + rows, 0, matches.count() - 1));
    }
}
