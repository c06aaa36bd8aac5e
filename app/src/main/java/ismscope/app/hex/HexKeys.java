package ismscope.app.hex;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.Scope;
import javafx.application.Platform;
import javafx.scene.input.KeyEvent;

/// Keyboard of the hex view: the actions of [Scope#REGION]; those that move the caret select while
/// Shift is held. Thread: FX.
final class HexKeys {
    private final HexView view;
    private final Requests requests;

    /// Searches on from the caret: 1 forwards, -1 backwards.
    interface FindAgain {
        void find(int way);
    }

    /// What keys ask the pane for.
    record Requests(
            Runnable goTo,
            Runnable find,
            FindAgain findAgain,
            Runnable copy,
            DifferenceSearch differences) {}

    /// Listens from now on.
    HexKeys(HexView view, Requests requests) {
        this.view = view;
        this.requests = requests;
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /// Says what the actions of the region's bytes do.
    void bind(Actions actions) {
        for (ActionId id : Scope.REGION.actions()) {
            actions.bind(id, () -> perform(id, false));
        }
    }

    private void keyPressed(KeyEvent event) {
        // Without a moment to compare with, their keys are free for others.
        Actions.byKey(Scope.REGION, event)
                .filter(id -> !isOfDifferences(id) || requests.differences().isOn())
                .ifPresent(id -> {
                    perform(id, event.isShiftDown());
                    event.consume();
                });
    }

    private void perform(ActionId id, boolean extend) {
        switch (id) {
            case REGION_GO_TO -> requests.goTo().run();
            // The character of the key is still to come and is not meant for the field.
            case REGION_FIND -> Platform.runLater(requests.find());
            case REGION_FIND_NEXT -> requests.findAgain().find(1);
            case REGION_FIND_PREVIOUS -> requests.findAgain().find(-1);
            case REGION_NEXT_DIFFERENCE -> requests.differences().find(1);
            case REGION_PREVIOUS_DIFFERENCE -> requests.differences().find(-1);
            case REGION_COPY -> requests.copy().run();
            default -> view.moveCaret(target(id), extend);
        }
    }

    private static boolean isOfDifferences(ActionId id) {
        return id == ActionId.REGION_NEXT_DIFFERENCE || id == ActionId.REGION_PREVIOUS_DIFFERENCE;
    }

    private long target(ActionId id) {
        HexGrid grid = view.viewport().grid();
        long caret = view.caretProperty().get();
        int perRow = grid.bytesPerRow();
        long page = Math.max(1, (long) Math.floor(view.viewport().visible()) - 1) * perRow;
        return switch (id) {
            case REGION_LEFT -> step(caret, -1);
            case REGION_RIGHT -> step(caret, 1);
            case REGION_UP -> step(caret, -perRow);
            case REGION_DOWN -> step(caret, perRow);
            case REGION_PAGE_UP -> step(caret, -page);
            case REGION_PAGE_DOWN -> step(caret, page);
            case REGION_ROW_START -> caret - grid.column(caret);
            case REGION_ROW_END -> caret - grid.column(caret) + perRow - 1;
            case REGION_START -> 0;
            case REGION_END -> grid.sizeBytes() - 1;
            default -> throw new IllegalArgumentException("not an action of bytes: id=" + id);
        };
    }

    /// A step that would leave the region by a row or less keeps the caret where it is.
    private long step(long caret, long bytes) {
        HexGrid grid = view.viewport().grid();
        long target = caret + bytes;
        boolean inside = target >= 0 && target < grid.sizeBytes();
        boolean page = Math.abs(bytes) > grid.bytesPerRow();
        return inside || page ? target : caret;
    }
}
