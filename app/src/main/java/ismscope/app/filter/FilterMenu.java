package ismscope.app.filter;

import ismscope.app.icons.Icon;
import ismscope.app.text.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;

/// The button beside the filter bar: named filters, recent filters, and a line to name the present
/// one.
final class FilterMenu {
    private final FilterFiles files;
    private final Texts texts;
    private final Consumer<String> chosen;
    private final MenuButton button = new MenuButton(null, Icon.BOOKMARK.view());
    private final Menu colour;
    private String latest = "";

    /// @param chosen is given the filter that is clicked
    /// @param colours makes the menu that colours events of the filter that was applied last
    FilterMenu(
            FilterFiles files,
            Texts texts,
            Consumer<String> chosen,
            Function<Supplier<String>, Menu> colours) {
        this.files = files;
        this.texts = texts;
        this.chosen = chosen;
        colour = colours.apply(() -> latest);
        button.setId("filter-menu");
        button.getStyleClass().addAll("flat", "tool-button");
        button.setTooltip(new Tooltip(texts.text("filter.menu")));
        button.setAccessibleText(texts.text("filter.menu"));
        button.setOnShowing(_ -> fill());
        // A button without items does not open.
        button.getItems().add(new MenuItem());
    }

    Node node() {
        return button;
    }

    private void fill() {
        List<MenuItem> items = new ArrayList<>();
        files.named().forEach((name, filter) -> items.add(item(name + "   " + filter, filter)));
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        List<String> recent = files.recent();
        recent.forEach(filter -> items.add(item(filter, filter)));
        if (recent.isEmpty()) {
            CustomMenuItem none = new CustomMenuItem(new Label(texts.text("filter.no_recent")));
            none.setDisable(true);
            items.add(none);
        } else {
            latest = recent.getFirst();
            items.add(new SeparatorMenuItem());
            items.add(namer());
            items.add(colour);
        }
        button.getItems().setAll(items);
    }

    private MenuItem item(String words, String filter) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> chosen.accept(filter));
        return item;
    }

    /// A line in which the filter that was applied last gets a name.
    private MenuItem namer() {
        TextField name = new TextField();
        name.setPromptText(texts.text("filter.name"));
        name.setAccessibleText(texts.text("filter.name"));
        name.setOnAction(_ -> {
            String said = name.getText().strip();
            if (said.isEmpty()) {
                return;
            }
            try {
                files.name(said, latest);
                button.hide();
            } catch (IOException e) {
                name.clear();
                name.setPromptText(texts.text("filter.not_kept", String.valueOf(e.getMessage())));
            }
        });
        CustomMenuItem item = new CustomMenuItem(name, false);
        item.getStyleClass().add("filter-namer");
        return item;
    }
}
