package ismscope.app.hex;

import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// Mouse and keyboard of the hex view. Thread: FX.
final class HexInput {
    private final HexView view;
    private final Runnable goTo;
    private final Runnable find;
    private final FindAgain findAgain;
    private final Runnable copy;
    private HexPainter.@Nullable Thumb dragged;
    private double grip;

    /// Searches on from the caret: 1 forwards, -1 backwards.
    interface FindAgain {
        void find(int way);
    }

    /// What keys ask the pane for.
    record Requests(Runnable goTo, Runnable find, FindAgain findAgain, Runnable copy) {}

    /// Listens from now on.
    HexInput(HexView view, Requests requests) {
        this.view = view;
        goTo = requests.goTo();
        find = requests.find();
        findAgain = requests.findAgain();
        copy = requests.copy();
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::moved);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> dragged = null);
        view.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        view.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
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

    private void keyPressed(KeyEvent event) {
        if (event.isAltDown() || event.isMetaDown()) {
            return;
        }
        boolean done = event.isControlDown() ? controlKey(event) : plainKey(event);
        if (done) {
            event.consume();
        }
    }

    private boolean controlKey(KeyEvent event) {
        HexGrid grid = view.viewport().grid();
        switch (event.getCode()) {
            case G -> goTo.run();
            case F -> find.run();
            case N -> findAgain.find(1);
            case B -> findAgain.find(-1);
            case C -> copy.run();
            case HOME -> view.moveCaret(0, event.isShiftDown());
            case END -> view.moveCaret(grid.sizeBytes() - 1, event.isShiftDown());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plainKey(KeyEvent event) {
        HexGrid grid = view.viewport().grid();
        long caret = view.caretProperty().get();
        int perRow = grid.bytesPerRow();
        long page = Math.max(1, (long) Math.floor(view.viewport().visible()) - 1) * perRow;
        KeyCode code = event.getCode();
        switch (code) {
            case LEFT -> step(event, caret, -1);
            case RIGHT -> step(event, caret, 1);
            case UP -> step(event, caret, -perRow);
            case DOWN -> step(event, caret, perRow);
            case PAGE_UP -> step(event, caret, -page);
            case PAGE_DOWN -> step(event, caret, page);
            case HOME -> view.moveCaret(caret - grid.column(caret), event.isShiftDown());
            case END ->
                    view.moveCaret(caret - grid.column(caret) + perRow - 1, event.isShiftDown());
            case F3 -> findAgain.find(event.isShiftDown() ? -1 : 1);
            case SLASH -> find.run();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// A step that would leave the region by a row or a page keeps the caret where it is.
    private void step(KeyEvent event, long caret, long bytes) {
        HexGrid grid = view.viewport().grid();
        long target = caret + bytes;
        boolean inside = target >= 0 && target < grid.sizeBytes();
        boolean page = Math.abs(bytes) > grid.bytesPerRow();
        view.moveCaret(inside || page ? target : caret, event.isShiftDown());
    }
}
