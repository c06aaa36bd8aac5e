package ismscope.app.timeline;

import ismscope.inspector.index.EventColumn;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.timeline.TimelineView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongToDoubleFunction;

/// Arrows from track to track along the flow of the current event.
///
/// @param view of the session
/// @param current event
record FlowArrows(TimelineView view, SessionSnapshot snapshot, long current) {
    /// Events looked at before and behind the current one.
    private static final int HORIZON = 2048;

    private static final int MOST = 64;

    /// @param x of an event
    /// @param y of a device's track
    void draw(TrackPainter painter, LongToDoubleFunction x, IntToDoubleFunction y) {
        List<Long> events = events();
        for (int i = 1; i < events.size(); i++) {
            long from = events.getFirst();
            long to = events.get(i);
            int device = snapshot.device(to);
            if (device != snapshot.device(from) && view.trackOf(device) >= 0) {
                painter.arrow(
                        x.applyAsDouble(from),
                        y.applyAsDouble(snapshot.device(from)),
                        x.applyAsDouble(to),
                        y.applyAsDouble(device));
            }
        }
    }

    /// {@return events of the flow, in order; the first began it}
    private List<Long> events() {
        List<Long> found = new ArrayList<>();
        if (current < 0 || current >= view.events() || snapshot.flow(current) == 0) {
            return found;
        }
        long flow = snapshot.flow(current);
        long from = Math.max(0, current - HORIZON);
        int count = (int) (Math.min(view.events(), current + HORIZON) - from);
        long[] flows = new long[count];
        snapshot.read(EventColumn.FLOW, from, count, flows);
        for (int i = 0; i < count && found.size() < MOST; i++) {
            if (flows[i] == flow) {
                found.add(from + i);
            }
        }
        return found;
    }
}
