package ismscope.app.fxml;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/// A sheet in the middle of the window with a veil over everything else; hidden at first.
///
/// Thread: FX.
public final class Veil extends StackPane {
    /// Makes one.
    ///
    /// @param id of the node
    /// @param sheet what stands in the middle
    /// @param escape what the key Escape does
    public Veil(String id, Node sheet, Runnable escape) {
        setId(id);
        getStyleClass().add("veil");
        getChildren().add(sheet);
        setVisible(false);
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        escape.run();
                        event.consume();
                    }
                });
    }
}
