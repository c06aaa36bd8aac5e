package ismscope.app.help;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.MenuId;
import ismscope.app.action.Scope;
import ismscope.app.fxml.Veil;
import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.icons.Icon;
import ismscope.app.text.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// All keys, over the window, made from the table of actions: what is in the table is on the sheet.
public final class CheatSheet {
    private static final double COLUMN = 330;
    private static final double MARGINS = 80;
    private static final double GROUPS_APART = 18;
    private static final int MOST_COLUMNS = 4;

    private final ActionNodes nodes;
    private final Texts texts;
    private final Veil veil;
    @FXML private HBox columns;
    @FXML private Button close;

    /// Builds the sheet, hidden.
    public CheatSheet(ActionNodes nodes, Texts texts, ViewLoader views) {
        this.nodes = nodes;
        this.texts = texts;
        veil = new Veil("cheat-sheet", views.load(View.CHEAT_SHEET, this), this::hide);
        veil.setOnMousePressed(_ -> hide());
    }

    /// {@return what lies over the window}
    public Node node() {
        return veil;
    }

    private void hide() {
        veil.setVisible(false);
    }

    /// Shows or hides it.
    public void toggle() {
        veil.setVisible(!veil.isVisible());
        if (veil.isVisible()) {
            fill();
            close.requestFocus();
        }
    }

    @FXML
    private void initialize() {
        close.setGraphic(Icon.CLOSE.view());
        close.setOnAction(_ -> hide());
    }

    /// Fills as many columns as have room, about equally high, in the order of the table.
    private void fill() {
        List<VBox> groups = groups();
        int room = (int) Math.clamp((veil.getWidth() - MARGINS) / COLUMN, 1, MOST_COLUMNS);
        int lines = groups.stream().mapToInt(group -> group.getChildren().size()).sum();
        List<VBox> filled = new ArrayList<>();
        int height = 0;
        for (VBox group : groups) {
            int size = group.getChildren().size();
            boolean full = height + size / 2 > lines / room && filled.size() < room;
            if (filled.isEmpty() || full) {
                filled.add(new VBox(GROUPS_APART));
                height = 0;
            }
            filled.getLast().getChildren().add(group);
            height += size;
        }
        columns.getChildren().setAll(filled);
    }

    private List<VBox> groups() {
        List<VBox> groups = new ArrayList<>();
        for (MenuId menu : MenuId.values()) {
            if (menu != MenuId.NONE) {
                List<ActionId> inMenu =
                        Arrays.stream(ActionId.values()).filter(id -> id.menu() == menu).toList();
                groups.add(group(texts.text(menu.textKey()).replace("_", ""), inMenu));
            }
        }
        for (Scope scope : Scope.values()) {
            if (scope != Scope.WINDOW) {
                groups.add(group(texts.text(scope.textKey()), scope.actions()));
            }
        }
        return groups;
    }

    private VBox group(String title, List<ActionId> actions) {
        Label heading = new Label(title);
        heading.getStyleClass().add("cheat-sheet-heading");
        VBox group = new VBox(heading);
        group.getStyleClass().add("cheat-sheet-group");
        actions.forEach(id -> group.getChildren().add(line(id)));
        return group;
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
