package ismscope.app.timeline;

import ismscope.app.model.SessionModel;
import ismscope.app.text.Numbers;
import ismscope.app.theme.Role;
import ismscope.app.timeline.TrackPicture.TrackWords;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.timeline.TimeAxis;
import org.jspecify.annotations.Nullable;

/// Draws a picture of the tracks and what lies over and beside it. Thread: FX.
///
/// @param snapshot that has at least the picture's events
record TrackFrame(
        TrackPicture picture, SessionSnapshot snapshot, TrackPainter painter, SessionModel model) {
    /// @param chosen stretch
    /// @param hoverX where the pointer is, negative if it is elsewhere
    void draw(@Nullable EventRange chosen, double hoverX) {
        PictureOf of = picture.of();
        if (of.axis() instanceof TimeAxis time) {
            painter.foldWords(time, of.span());
        }
        tracks();
        painter.ruler(of.axis(), of.span(), this::besideAxis);
        if (chosen != null) {
            painter.range(of.x(chosen.first()), of.x(chosen.last()));
        }
        model.marks().all().forEach(mark -> line(mark.event(), Role.MARK));
        arrows();
        line(model.currentEvent(), model.following() ? Role.ACCENT : Role.PAST_EDGE);
        if (hoverX >= of.layout().label()) {
            painter.line(hoverX, Role.GRID);
        }
    }

    private void tracks() {
        PictureOf of = picture.of();
        CommandWords words = new CommandWords(of.view(), snapshot, painter);
        for (TrackWords track : picture.tracks()) {
            int device = track.device();
            boolean selected = model.selection().device() == device;
            painter.name(
                    snapshot.deviceName(device), of.colors().style(device), track.y(), selected);
            track.counters().forEach((counter, told) -> painter.counter(told, counter, track.y()));
            words.draw(track, picture.bounds(), of::x);
        }
    }

    private void arrows() {
        PictureOf of = picture.of();
        FlowArrows arrows = new FlowArrows(of.view(), snapshot, painter, of::x, of::middleOf);
        long[] bounds = picture.bounds();
        painter.belowRulers(() -> {
            arrows.fromDoorbells(bounds[0], bounds[bounds.length - 1]);
            arrows.alongFlowOf(model.currentEvent());
        });
    }

    private void line(long event, Role role) {
        if (event >= 0 && event < picture.of().view().events()) {
            painter.line(picture.of().x(event), role);
        }
    }

    /// {@return what the axis does not show of a place: the event there, or its time}
    private String besideAxis(double place) {
        PictureOf of = picture.of();
        long event = Math.min(of.axis().eventAt(place), of.view().events() - 1);
        return of.axis() instanceof TimeAxis
                ? Numbers.event(event)
                : ValueText.duration(snapshot.timeNanos(event) - snapshot.timeNanos(0));
    }
}
