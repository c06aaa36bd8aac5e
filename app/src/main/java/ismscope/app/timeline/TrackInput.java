package ismscope.app.timeline;

import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Mouse of the time line: a click selects, dragging moves, Shift and dragging chooses a stretch,
/// the wheel scrolls, with Ctrl it zooms. Thread: FX.
final class TrackInput {
    private static final double WHEEL_ZOOM = 0.85;
    private static final double CLICK = 3;

    private final TrackView view;
    private double pressedX;
    private double lastX;
    private double pressedPlace;
    private boolean dragged;

    TrackInput(TrackView view) {
        this.view = view;
        Canvas canvas = view.canvas();
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnMouseDragged(this::dragged);
        canvas.setOnMouseReleased(this::released);
        canvas.setOnMouseMoved(event -> view.hover(event.getX(), event.getY()));
        canvas.setOnMouseExited(_ -> view.hover(-1, -1));
        canvas.setOnScroll(this::scrolled);
    }

    private void pressed(MouseEvent event) {
        view.requestFocus();
        pressedX = event.getX();
        lastX = pressedX;
        pressedPlace = place(pressedX);
        dragged = false;
    }

    private double place(double x) {
        return view.trackLayout().place(view.span(), x);
    }

    private void dragged(MouseEvent event) {
        dragged |= Math.abs(event.getX() - pressedX) > CLICK;
        if (!dragged) {
            return;
        }
        if (event.isShiftDown()) {
            double here = place(event.getX());
            long last = view.tracks().view().events() - 1;
            long first = view.tracks().axis().eventAt(Math.min(here, pressedPlace));
            long end = view.tracks().axis().eventAt(Math.max(here, pressedPlace)) - 1;
            if (last >= 0) {
                first = Math.clamp(first, 0, last);
                view.choose(new EventRange(first, Math.clamp(end, first, last)));
            }
        } else {
            view.pan((lastX - event.getX()) / view.trackLayout().room());
        }
        lastX = event.getX();
    }

    private void released(MouseEvent event) {
        if (dragged) {
            return;
        }
        view.choose(null);
        int device = view.deviceAt(event.getY());
        long found = view.eventAt(event.getX(), event.getY());
        if (found >= 0) {
            view.goTo(found);
        } else if (device >= 0) {
            view.select(device);
        }
    }

    private void scrolled(ScrollEvent event) {
        if (event.isShortcutDown()) {
            double part = event.getDeltaY() > 0 ? WHEEL_ZOOM : 1 / WHEEL_ZOOM;
            view.zoom(part, place(event.getX()));
        } else if (event.getDeltaX() != 0) {
            view.pan(-event.getDeltaX() / view.trackLayout().room());
        } else {
            view.scroll(-event.getDeltaY());
        }
        event.consume();
    }
}
