package ismscope.app.timeline;

import ismscope.inspector.timeline.Axis;
import ismscope.inspector.timeline.TimelineView;

/// What a picture of the tracks shows.
///
/// @param span of the axis
/// @param scroll pixels of tracks above those in view
/// @param colors of the theme
record PictureOf(
        TimelineView view,
        Axis axis,
        Span span,
        TrackLayout layout,
        double scroll,
        TrackColors colors) {
    /// {@return the first track in view}
    int first() {
        return (int) Math.max(0, Math.floor(scroll / layout.row()));
    }

    /// {@return the track behind the last in view}
    int end() {
        double bottom = scroll + layout.height() - layout.ruler();
        return (int) Math.min(view.trackCount(), Math.ceil(bottom / layout.row()));
    }

    /// {@return the upper edge of a track, in pixels from that of the pane}
    int y(int track) {
        return (int) Math.round(layout.ruler() + track * layout.row() - scroll);
    }

    /// {@return the pixel of an event; of one that came later, of the last}
    double x(long event) {
        return layout.x(span, axis.placeOf(Math.min(event, view.events() - 1)));
    }

    /// {@return the height at which arrows meet a device's track}
    double middleOf(int device) {
        return y(view.trackOf(device)) + layout.doorbellY() + layout.tickHeight();
    }
}
