package ismscope.app.colour;

import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import java.util.function.Supplier;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.shape.Rectangle;

/// Makes menus that give the events of a filter a colour.
///
/// @param rules that are changed
public record ColourMenu(ColourRules rules, Palette palette, Texts texts) {
    private static final double SWATCH = 14;

    /// {@return the menu}
    ///
    /// @param filter gives the filter when an item is chosen, empty for none
    public Menu of(Supplier<String> filter) {
        Menu menu = new Menu(texts.text("colour.menu"));
        menu.setId("colour-menu");
        for (Hue hue : Hue.values()) {
            MenuItem item = new MenuItem(texts.text(words(hue)));
            item.setId(itemId(hue));
            item.setOnAction(_ -> {
                if (!filter.get().isBlank()) {
                    rules.colour(filter.get(), hue);
                }
            });
            menu.getItems().add(item);
        }
        MenuItem none = new MenuItem(texts.text("colour.none"));
        none.setId("colour-none");
        none.setOnAction(_ -> rules.uncolour(filter.get()));
        MenuItem clear = new MenuItem(texts.text("colour.clear"));
        clear.setId("colour-clear");
        clear.setOnAction(_ -> rules.clear());
        menu.getItems().addAll(new SeparatorMenuItem(), none, clear);
        menu.setOnShowing(_ -> paint(menu));
        return menu;
    }

    /// The theme may be another one each time.
    private void paint(Menu menu) {
        for (Hue hue : Hue.values()) {
            Rectangle swatch = new Rectangle(SWATCH, SWATCH, hue.soft(palette));
            swatch.setStroke(hue.strong(palette));
            menu.getItems().stream()
                    .filter(item -> itemId(hue).equals(item.getId()))
                    .forEach(item -> item.setGraphic(swatch));
        }
    }

    private static String itemId(Hue hue) {
        return "colour-" + hue.name();
    }

    private static String words(Hue hue) {
        return switch (hue) {
            case BLUE -> "colour.blue";
            case ORANGE -> "colour.orange";
            case GREEN -> "colour.green";
            case PURPLE -> "colour.purple";
            case YELLOW -> "colour.yellow";
            case SKY -> "colour.sky";
            case RED -> "colour.red";
            case INDIGO -> "colour.indigo";
        };
    }
}
