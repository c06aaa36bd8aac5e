package ismscope.app.window;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A pane with a title line: what it is at the left, what it shows at the right.
public final class PaneFrame extends VBox {
    private static final double LEAST_WIDTH = 160;
    private static final double LEAST_HEIGHT = 90;

    private final Label title = new Label();
    private final Label subtitle = new Label();
    private final HBox line = new HBox();
    private final StackPane content = new StackPane();

    /// Builds an empty frame.
    public PaneFrame() {
        getStyleClass().add("pane-frame");
        title.getStyleClass().add("pane-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        subtitle.getStyleClass().add("pane-subtitle");
        subtitle.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        line.getStyleClass().add("pane-line");
        line.getChildren().addAll(title, gap, subtitle);
        content.getStyleClass().add("pane-content");
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().addAll(line, content);
        setMinSize(LEAST_WIDTH, LEAST_HEIGHT);
    }

    /// Puts the pane into the frame.
    public void setContent(Node node) {
        content.getChildren().setAll(node);
    }

    /// Puts a line of tools between the title and the pane.
    public void addLine(Node node) {
        getChildren().add(getChildren().indexOf(content), node);
    }

    /// Lays something over the pane.
    public void addOver(Node node) {
        content.getChildren().add(node);
    }

    /// {@return what the pane is, in words}
    public StringProperty titleProperty() {
        return title.textProperty();
    }

    /// {@return what the pane is, in words}
    public String getTitle() {
        return title.getText();
    }

    /// Says what the pane is.
    public void setTitle(String words) {
        title.setText(words);
    }

    /// {@return what the pane shows at the moment}
    public StringProperty subtitleProperty() {
        return subtitle.textProperty();
    }
}
