package ismscope.app.timeline;

import ismscope.app.theme.Role;
import ismscope.device.tap.TapKind;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.timeline.TimelineView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongToDoubleFunction;

/// Arrows from track to track: along the flow of the current event, and from doorbells to what they
/// brought while few events are in view.
///
/// @param view of the session
/// @param x of an event
/// @param y of a device's track
record FlowArrows(
        TimelineView view,
        SessionSnapshot snapshot,
        TrackPainter painter,
        LongToDoubleFunction x,
        IntToDoubleFunction y) {
    /// Events looked at before and behind the current one.
    private static final int HORIZON = 2048;

    private static final int MOST = 64;

    /// Events in view beyond which arrows would cover each other.
    private static final int MOST_IN_VIEW = 1500;

    /// Draws the arrows of one flow.
    void alongFlowOf(long current) {
        List<Long> events = events(current);
        for (int i = 1; i < events.size(); i++) {
            arrow(events.getFirst(), events.get(i), Role.PULSE);
        }
    }

    /// Draws the arrows from doorbells to deliveries.
    ///
    /// @param first event in view
    /// @param end the one behind the last
    void fromDoorbells(long first, long end) {
        int count = (int) Math.min(end - first, MOST_IN_VIEW + 1L);
        if (count <= 0 || count > MOST_IN_VIEW) {
            return;
        }
        long[] flows = new long[count];
        snapshot.read(EventColumn.FLOW, first, count, flows);
        Map<Long, Long> doorbells = new HashMap<>();
        for (int i = 0; i < count; i++) {
            TapKind kind = snapshot.kind(first + i);
            if (kind == TapKind.DOORBELL && flows[i] != 0) {
                doorbells.put(flows[i], first + i);
            } else if (kind == TapKind.EVENT) {
                Long doorbell = doorbells.get(flows[i]);
                if (doorbell != null) {
                    arrow(doorbell, first + i, Role.FLOW);
                }
            }
        }
    }

    private void arrow(long from, long to, Role role) {
        int device = snapshot.device(to);
        if (device != snapshot.device(from) && view.trackOf(device) >= 0) {
            painter.arrow(
                    x.applyAsDouble(from),
                    y.applyAsDouble(snapshot.device(from)),
                    x.applyAsDouble(to),
                    y.applyAsDouble(device),
                    role);
        }
    }

    /// {@return events of the flow, in order; the first began it}
    private List<Long> events(long current) {
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
