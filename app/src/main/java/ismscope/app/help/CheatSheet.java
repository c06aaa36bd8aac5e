package ismscope.app.help;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.MenuId;
import ismscope.app.action.Scope;
import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.icons.Icon;
import ismscope.app.text.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All keys, over the window, made from the table of actions: what is in the table is on the sheet.
public final class CheatSheet extends StackPane {
    private final ActionNodes nodes;
    private final Texts texts;
    @FXML private FlowPane groups;
    @FXML private Button close;

    /// Builds the sheet, hidden.
    public CheatSheet(ActionNodes nodes, Texts texts, ViewLoader views) {
        this.nodes = nodes;
        this.texts = texts;
        setId("cheat-sheet");
        getStyleClass().add("veil");
        Node content = views.load(View.CHEAT_SHEET, this);
        getChildren().add(content);
        setVisible(false);
        setOnMousePressed(_ -> setVisible(false));
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        setVisible(false);
                        event.consume();
                    }
                });
    }

    /// Shows or hides it.
    public void toggle() {
        setVisible(!isVisible());
        if (isVisible()) {
            if (groups.getChildren().isEmpty()) {
                fill();
            }
            close.requestFocus();
        }
    }

    @FXML
    private void initialize() {
        close.setGraphic(Icon.CLOSE.view());
        close.setOnAction(_ -> setVisible(false));
    }

    private void fill() {
        for (MenuId menu : MenuId.values()) {
            if (menu != MenuId.NONE) {
                add(
                        texts.text(menu.textKey()).replace("_", ""),
                        Arrays.stream(ActionId.values()).filter(id -> id.menu() == menu).toList());
            }
        }
        for (Scope scope : Scope.values()) {
            add(
                    texts.text(scope.textKey()),
                    Arrays.stream(ActionId.values())
                            .filter(id -> id.menu() == MenuId.NONE && id.scope() == scope)
                            .toList());
        }
    }

    private void add(String title, List<ActionId> actions) {
        List<ActionId> withKeys = actions.stream().filter(id -> !id.keys().isEmpty()).toList();
        if (withKeys.isEmpty()) {
            return;
        }
        Label heading = new Label(title);
        heading.getStyleClass().add("cheat-sheet-heading");
        VBox group = new VBox(heading);
        group.getStyleClass().add("cheat-sheet-group");
        withKeys.forEach(id -> group.getChildren().add(line(id)));
        groups.getChildren().add(group);
    }

    private HBox line(ActionId id) {
        Label words = new Label(nodes.plainText(id));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label keys =
                new Label(
                        id.keys().stream()
                                .map(KeyCombination::getDisplayText)
                                .distinct()
                                .limit(2)
                                .collect(Collectors.joining("   ")));
        keys.getStyleClass().add("key-label");
        return new HBox(words, gap, keys);
    }
}
