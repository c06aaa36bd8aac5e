package ismscope.app.hex;

import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// Mouse of the hex view. Thread: FX.
final class HexInput {
    private final HexView view;
    private HexPainter.@Nullable Thumb dragged;
    private double grip;

    /// Listens from now on.
    HexInput(HexView view) {
        this.view = view;
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::moved);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> dragged = null);
        view.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        view.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    }

    private void hover(MouseEvent event) {
        HexMetrics metrics = view.metrics();
        boolean bytes =
                metrics != null
                        && event.getX() < metrics.overviewX()
                        && metrics.columnAt(event.getX()) >= 0;
        view.setCursor(bytes ? Cursor.TEXT : Cursor.DEFAULT);
    }

    private void pressed(MouseEvent event) {
        view.requestFocus();
        HexMetrics metrics = view.metrics();
        if (metrics != null && event.getButton() == MouseButton.SECONDARY) {
            selectForMenu(offsetAt(metrics, event.getX(), event.getY()));
        }
        if (metrics == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.getX() >= metrics.overviewX()) {
            grabThumb(event.getY());
            return;
        }
        long offset = offsetAt(metrics, event.getX(), event.getY());
        if (offset >= 0) {
            view.moveCaret(offset, event.isShiftDown());
        }
    }

    /// A menu is about the selected bytes, or else about the byte under the pointer.
    private void selectForMenu(long offset) {
        if (offset >= 0 && (offset < view.selectionStart() || offset >= view.selectionEnd())) {
            view.moveCaret(offset, false);
        }
    }

    private void moved(MouseEvent event) {
        HexPainter.Thumb thumb = dragged;
        HexMetrics metrics = view.metrics();
        if (thumb != null) {
            view.scrollTo(thumb.topAt(event.getY() - grip, view.viewport()));
        } else if (metrics != null && event.getButton() == MouseButton.PRIMARY) {
            if (event.getY() < metrics.headerHeight()) {
                view.scroll(-1);
            } else if (event.getY() > view.getHeight()) {
                view.scroll(1);
            }
            long offset = offsetAt(metrics, event.getX(), event.getY());
            if (offset >= 0) {
                view.moveCaret(offset, true);
            }
        }
    }

    /// A press beside the thumb brings its middle there.
    private void grabThumb(double y) {
        HexPainter.Thumb thumb = HexPainter.Thumb.of(view.viewport(), view.getHeight());
        if (thumb == null) {
            return;
        }
        boolean on = y >= thumb.y() && y <= thumb.y() + thumb.height();
        grip = on ? y - thumb.y() : thumb.height() / 2;
        dragged = thumb;
        if (!on) {
            view.scrollTo(thumb.topAt(y - grip, view.viewport()));
        }
    }

    private long offsetAt(HexMetrics metrics, double x, double y) {
        double row =
                Math.floor(
                        view.viewport().top() + (y - metrics.headerHeight()) / metrics.rowHeight());
        int column = metrics.columnAt(x);
        if (column < 0 || row < 0 || row >= metrics.grid().rows()) {
            return -1;
        }
        return metrics.grid().clamp(metrics.grid().start((long) row) + column);
    }

    private void scrolled(ScrollEvent event) {
        HexMetrics metrics = view.metrics();
        if (metrics != null && !event.isControlDown()) {
            view.scroll(-event.getDeltaY() / metrics.rowHeight());
            event.consume();
        }
    }
}
