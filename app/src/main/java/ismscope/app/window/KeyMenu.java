package ismscope.app.window;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.ContextMenuEvent;

/// Opens by a key what a right click opens, where the keyboard's focus is. Thread: FX.
final class KeyMenu {
    private static final double INSIDE = 40;

    private KeyMenu() {}

    /// Asks the node with the focus for its menu.
    static void open(Scene scene) {
        Node focused = scene.getFocusOwner();
        if (focused == null) {
            return;
        }
        Bounds bounds = focused.getLayoutBounds();
        Point2D corner =
                new Point2D(
                        Math.min(bounds.getCenterX(), bounds.getMinX() + INSIDE),
                        Math.min(bounds.getCenterY(), bounds.getMinY() + INSIDE));
        Point2D place = focused.localToScreen(corner);
        Point2D inScene = focused.localToScene(corner);
        focused.fireEvent(
                new ContextMenuEvent(
                        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                        inScene.getX(),
                        inScene.getY(),
                        place.getX(),
                        place.getY(),
                        true,
                        null));
    }
}
