package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.Actions;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// What the mouse does about going places: its buttons for back and forward, and a menu that leads
/// to what set the thing under the pointer. Thread: FX.
final class MouseGoing {
    private final Actions actions;
    private final ActionNodes nodes;

    MouseGoing(Actions actions, ActionNodes nodes) {
        this.actions = actions;
        this.nodes = nodes;
    }

    /// Makes the buttons for back and forward work.
    void install(Scene scene) {
        scene.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    }

    /// Gives a pane the menu.
    void addMenu(Node pane) {
        ContextMenu menu = new ContextMenu(nodes.menuItem(ActionId.ORIGIN));
        pane.setOnContextMenuRequested(event -> {
            menu.show(pane, event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    private void pressed(MouseEvent event) {
        if (event.getButton() == MouseButton.BACK) {
            actions.run(ActionId.BACK);
        } else if (event.getButton() == MouseButton.FORWARD) {
            actions.run(ActionId.FORWARD);
        }
    }
}
