package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.Actions;
import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.icons.Icon;
import ismscope.app.text.Texts;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What stands in the place of the panes while no session is open: what the program is for and how
/// to begin.
final class StartPage extends StackPane {
    private static final double ICON = 48;

    private final Actions actions;
    private final ActionNodes nodes;
    private final Texts texts;
    @FXML private HBox banner;
    @FXML private VBox choices;

    StartPage(Actions actions, ActionNodes nodes, Texts texts, ViewLoader views) {
        this.actions = actions;
        this.nodes = nodes;
        this.texts = texts;
        setId("start-page");
        Node content = views.load(View.START_PAGE, this);
        getChildren().add(content);
    }

    @FXML
    private void initialize() {
        Label name = new Label("Ismscope");
        name.getStyleClass().add("start-name");
        banner.getChildren().addAll(Icon.applicationView(ICON), name);
        choices.getChildren()
                .addAll(
                        choice(ActionId.START_STOP, texts.text("start.play")),
                        choice(ActionId.OPEN, nodes.plainText(ActionId.OPEN)),
                        choice(ActionId.ATTACH_VM, nodes.plainText(ActionId.ATTACH_VM)),
                        choice(ActionId.ATTACH, nodes.plainText(ActionId.ATTACH)));
    }

    private Button choice(ActionId id, String words) {
        Button button = new Button(words + "   " + ActionNodes.keyText(id));
        id.icon().map(Icon::view).ifPresent(button::setGraphic);
        button.getStyleClass().add("start-choice");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(_ -> actions.run(id));
        return button;
    }
}
