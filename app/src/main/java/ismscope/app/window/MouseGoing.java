package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// What the mouse does about going places: its buttons for back and forward. Thread: FX.
final class MouseGoing {
    private final Actions actions;

    MouseGoing(Actions actions) {
        this.actions = actions;
    }

    /// Makes the buttons for back and forward work.
    void install(Scene scene) {
        scene.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    }

    private void pressed(MouseEvent event) {
        if (event.getButton() == MouseButton.BACK) {
            actions.run(ActionId.BACK);
        } else if (event.getButton() == MouseButton.FORWARD) {
            actions.run(ActionId.FORWARD);
        }
    }
}
