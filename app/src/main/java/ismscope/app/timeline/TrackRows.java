package ismscope.app.timeline;

import ismscope.inspector.timeline.Axis;
import ismscope.inspector.timeline.TimelineView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of the tracks in view, asked for once for each stretch that is shown. Thread: one at a
/// time.
final class TrackRows {
    private final Map<Integer, TrackRow> rows = new HashMap<>();
    private @Nullable Of of;
    private long[] bounds = {0, 0};

    /// What the rows were asked for.
    private record Of(TimelineView view, Axis axis, Span span, int pixels) {}

    /// Turns to a stretch.
    ///
    /// @param pixels that it has
    void turnTo(TimelineView view, Axis axis, Span span, int pixels) {
        Of wanted = new Of(view, axis, span, pixels);
        if (wanted.equals(of)) {
            return;
        }
        of = wanted;
        rows.clear();
        bounds = axis.bounds(span.from(), span.to(), pixels);
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Math.min(bounds[i], view.events());
        }
    }

    /// {@return the bounds of its pixels}
    long[] bounds() {
        return bounds;
    }

    /// {@return the row of a device}
    TrackRow row(int device) {
        Of asked = of;
        if (asked == null) {
            throw new IllegalStateException("no stretch yet");
        }
        return rows.computeIfAbsent(device, ignored -> new TrackRow(asked.view, ignored, bounds));
    }
}
