package ismscope.app.filter;

import ismscope.app.action.ClipboardText;
import ismscope.app.text.Texts;
import ismscope.inspector.filter.FilterWords.How;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The part of a context menu that is about what is pointed at: it makes a filter, a colour or a
/// column of it, or copies it. What cannot be done with it is greyed.
///
/// Thread: FX.
public final class PointedMenu {
    private final FilterBar bar;
    private final Texts texts;
    private final Supplier<Pointed> pointed;
    private final List<Choice> choices = new ArrayList<>();

    private record Choice(MenuItem item, Predicate<Pointed> possible) {}

    /// @param pointed tells what is pointed at when the menu opens
    public PointedMenu(FilterBar bar, Texts texts, Supplier<Pointed> pointed) {
        this.bar = bar;
        this.texts = texts;
        this.pointed = pointed;
    }

    /// Adds the items to a menu.
    ///
    /// @param colours makes the menu that colours events of a filter
    /// @param column takes the name of a field that is to be a column
    public void addTo(
            ContextMenu menu, Function<Supplier<String>, Menu> colours, Consumer<String> column) {
        Menu colour = colours.apply(() -> pointed.get().test());
        choices.add(new Choice(colour, Pointed::hasTest));
        MenuItem asColumn =
                item("apply-column", "filter.column", now -> column.accept(now.field()));
        choices.add(new Choice(asColumn, Pointed::isField));
        menu.getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        filters("apply", "filter.apply", bar::put),
                        filters("prepare", "filter.prepare", bar::prepare),
                        colour,
                        asColumn,
                        copies(),
                        new SeparatorMenuItem());
        menu.setOnShowing(_ -> offer());
    }

    private void offer() {
        Pointed now = pointed.get();
        choices.forEach(choice -> choice.item().setDisable(!choice.possible().test(now)));
    }

    private Menu filters(String id, String words, Consumer<String> taker) {
        Menu menu = new Menu(texts.text(words));
        menu.setId(id + "-as-filter");
        for (How how : How.values()) {
            menu.getItems()
                    .add(
                            item(
                                    id + "-" + how.name(),
                                    words(how),
                                    now -> taker.accept(how.join(bar.typedText(), now.test()))));
        }
        choices.add(new Choice(menu, Pointed::hasTest));
        return menu;
    }

    private Menu copies() {
        Menu menu = new Menu(texts.text("filter.copy"));
        menu.setId("copy-pointed");
        MenuItem value =
                item("copy-value", "filter.copy.value", now -> ClipboardText.put(now.value()));
        MenuItem field =
                item("copy-field", "filter.copy.field", now -> ClipboardText.put(now.field()));
        MenuItem test =
                item("copy-filter", "filter.copy.filter", now -> ClipboardText.put(now.test()));
        menu.getItems().addAll(value, field, test);
        choices.add(new Choice(value, now -> !now.value().isEmpty()));
        choices.add(new Choice(field, Pointed::isField));
        choices.add(new Choice(test, Pointed::hasTest));
        return menu;
    }

    private MenuItem item(String id, String words, Consumer<Pointed> deed) {
        MenuItem item = new MenuItem(texts.text(words));
        item.setId(id);
        item.setOnAction(_ -> deed.accept(pointed.get()));
        return item;
    }

    private static String words(How how) {
        return switch (how) {
            case ONLY -> "filter.how.only";
            case NOT -> "filter.how.not";
            case AND -> "filter.how.and";
            case AND_NOT -> "filter.how.and_not";
            case OR -> "filter.how.or";
            case OR_NOT -> "filter.how.or_not";
        };
    }
}
