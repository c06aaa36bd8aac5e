package ismscope.inspector.timeline;

/// Every event has the same room.
///
/// @param events how many
public record OrderAxis(long events) implements Axis {
    @Override
    public double length() {
        return Math.max(1, events);
    }

    @Override
    public long eventAt(double place) {
        return Math.clamp((long) Math.ceil(place), 0, events);
    }

    @Override
    public double placeOf(long event) {
        return event;
    }
}
