package ismscope.app.window;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// Takes the keyboard's focus from pane to pane.
///
/// Thread: FX.
final class PaneCycle {
    private final List<Pane> panes;
    private final Consumer<Node> focus;

    /// One pane.
    ///
    /// @param area what belongs to it
    /// @param entry what gets the focus
    record Pane(Node area, Node entry) {}

    /// @param panes in their order
    /// @param focus gives one of their entries the focus
    PaneCycle(List<Pane> panes, Consumer<Node> focus) {
        this.panes = List.copyOf(panes);
        this.focus = focus;
    }

    /// Goes to the next pane (1) or the one before (-1); from elsewhere to the first or last.
    void go(Scene scene, int way) {
        int at = place(scene.getFocusOwner());
        int next = at < 0 && way < 0 ? panes.size() - 1 : at + way;
        focus.accept(panes.get(Math.floorMod(next, panes.size())).entry());
    }

    private int place(@Nullable Node focused) {
        for (Node node = focused; node != null; node = node.getParent()) {
            for (int i = 0; i < panes.size(); i++) {
                if (panes.get(i).area().equals(node)) {
                    return i;
                }
            }
        }
        return -1;
    }
}
