package ismscope.app.filter;

import ismscope.app.text.Texts;
import ismscope.inspector.filter.FilterWords.How;
import java.util.function.Supplier;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

/// The part of a context menu that makes a filter of what is pointed at.
public final class ApplyMenu {
    private ApplyMenu() {}

    /// {@return the menu}
    ///
    /// @param pointed gives the test for what is pointed at when the menu opens, empty if nothing
    ///   is
    public static Menu of(FilterBar bar, Texts texts, Supplier<String> pointed) {
        Menu menu = new Menu(texts.text("filter.apply"));
        menu.setId("apply-as-filter");
        for (How how : How.values()) {
            MenuItem item = new MenuItem(texts.text(words(how)));
            item.setId("apply-" + how.name());
            item.setOnAction(_ -> {
                String test = pointed.get();
                if (!test.isEmpty()) {
                    bar.put(how.join(bar.typedText(), test));
                }
            });
            menu.getItems().add(item);
        }
        return menu;
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
