package ismscope.app.timeline;

import ismscope.inspector.timeline.Axis;
import ismscope.inspector.timeline.Lane;
import ismscope.inspector.timeline.TimelineView;

/// Finds the event that is pointed at.
final class NearestEvent {
    private NearestEvent() {}

    /// {@return the event of a device's track that is nearest to a place, -1 if it has none}
    static long of(TimelineView view, Axis axis, int device, double place) {
        long at = Math.min(axis.eventAt(place), view.events() - 1);
        long best = -1;
        double distance = Double.MAX_VALUE;
        for (Lane lane : Lane.values()) {
            for (int way = -1; way <= 1; way += 2) {
                long event = view.next(device, lane, at, way);
                double here = event < 0 ? distance : Math.abs(axis.placeOf(event) - place);
                if (here < distance) {
                    distance = here;
                    best = event;
                }
            }
        }
        return best;
    }
}
