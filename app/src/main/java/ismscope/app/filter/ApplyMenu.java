package ismscope.app.filter;

import ismscope.app.text.Texts;
import ismscope.inspector.filter.FilterWords.How;
import java.util.Locale;
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
            MenuItem item =
                    new MenuItem(texts.text("filter.how." + how.name().toLowerCase(Locale.ROOT)));
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
}
