package ismscope.app.timeline;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.Scope;
import ismscope.inspector.timeline.Lane;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Keyboard of the time line: the actions of [Scope#TIMELINE], with Perfetto's keys. Thread: FX.
final class TrackKeys {
    private static final double ZOOM = 0.7;
    private static final double PAN = 0.15;

    private final TrackView view;

    TrackKeys(TrackView view) {
        this.view = view;
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    void bind(Actions actions) {
        for (ActionId id : Scope.TIMELINE.actions()) {
            actions.bind(id, () -> perform(id));
        }
    }

    private void keyPressed(KeyEvent event) {
        Actions.byKey(Scope.TIMELINE, event)
                .ifPresent(id -> {
                    perform(id);
                    event.consume();
                });
    }

    void perform(ActionId id) {
        switch (id) {
            case TIMELINE_ZOOM_IN -> view.zoom(ZOOM, middle());
            case TIMELINE_ZOOM_OUT -> view.zoom(1 / ZOOM, middle());
            case TIMELINE_PAN_LEFT -> view.pan(-PAN);
            case TIMELINE_PAN_RIGHT -> view.pan(PAN);
            case TIMELINE_FIT -> view.fit();
            case TIMELINE_FOCUS -> focus();
            case TIMELINE_MARK -> view.model().toggleMark();
            case TIMELINE_ORDER ->
                    view.tracks().setAxis(!view.tracks().byOrder(), view.tracks().folded());
            case TIMELINE_FOLD ->
                    view.tracks().setAxis(view.tracks().byOrder(), !view.tracks().folded());
            case TIMELINE_UP -> track(-1);
            case TIMELINE_DOWN -> track(1);
            case TIMELINE_PREVIOUS -> view.goTo(view.neighbour(Lane.COMMAND, -1));
            case TIMELINE_NEXT -> view.goTo(view.neighbour(Lane.COMMAND, 1));
            case TIMELINE_PREVIOUS_BELL -> view.goTo(view.neighbour(Lane.DOORBELL, -1));
            case TIMELINE_NEXT_BELL -> view.goTo(view.neighbour(Lane.DOORBELL, 1));
            default -> throw new IllegalArgumentException("not of the time line: id=" + id);
        }
    }

    /// {@return where zooming holds on to: the current event if it is in view}
    private double middle() {
        long current = view.model().currentEvent();
        Span span = view.span();
        if (current >= 0 && current < view.tracks().view().events()) {
            double place = view.tracks().axis().placeOf(current);
            if (place >= span.from() && place <= span.to()) {
                return place;
            }
        }
        return span.from() + span.length() / 2;
    }

    private void focus() {
        @Nullable EventRange range = view.range();
        if (range != null) {
            view.showEvents(range.first(), range.last());
            return;
        }
        long current = view.model().currentEvent();
        if (view.tracks().snapshot() == null || current < 0) {
            return;
        }
        long other = view.tracks().snapshot().counterpart(current);
        view.showEvents(other < 0 ? current : Math.min(other, current), Math.max(other, current));
        view.reveal(view.tracks().snapshot().device(current));
    }

    private void track(int way) {
        int count = view.tracks().view().trackCount();
        if (count > 0) {
            int track = view.tracks().view().trackOf(view.model().selection().device());
            int next = track < 0 ? 0 : Math.clamp(track + way, 0, count - 1);
            view.select(view.tracks().view().device(next));
        }
    }
}
