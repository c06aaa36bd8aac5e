package ismscope.inspector.timeline;

/// A session as a line: places from 0 to [#length] are times or numbers of events.
///
/// Immutable; thread: any.
public interface Axis {
    /// {@return where it ends, above 0}
    double length();

    /// {@return the first event at or behind a place}
    long eventAt(double place);

    /// {@return where an event is}
    double placeOf(long event);

    /// {@return the bounds of equal pixels between two places, one more than those}
    default long[] bounds(double from, double to, int pixels) {
        long[] bounds = new long[pixels + 1];
        for (int i = 0; i <= pixels; i++) {
            bounds[i] = eventAt(from + (to - from) * i / pixels);
            if (i > 0 && bounds[i] < bounds[i - 1]) {
                bounds[i] = bounds[i - 1];
            }
        }
        return bounds;
    }
}
