package ismscope.app.action;

import ismscope.app.icons.Icon;
import ismscope.app.text.Texts;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

/// Makes menus, buttons and shortcuts from the table of actions.
public final class ActionNodes {
    private static final Duration TIP_DELAY = Duration.millis(400);

    private final Actions actions;
    private final Texts texts;

    /// Uses this table and these words.
    public ActionNodes(Actions actions, Texts texts) {
        this.actions = actions;
        this.texts = texts;
    }

    /// Fills a menu bar with every action that has a menu.
    public void fill(MenuBar bar) {
        for (MenuId id : MenuId.values()) {
            if (id != MenuId.NONE) {
                bar.getMenus().add(menu(id));
            }
        }
    }

    /// Makes an item.
    public MenuItem menuItem(ActionId id) {
        MenuItem item =
                actions.chosen(id)
                        .<MenuItem>map(chosen -> {
                            CheckMenuItem check = new CheckMenuItem();
                            check.setSelected(chosen.get());
                            chosen.addListener((_, _, now) -> check.setSelected(now));
                            return check;
                        })
                        .orElseGet(MenuItem::new);
        item.setId("menu-" + id.name());
        item.setMnemonicParsing(true);
        item.setText(texts.text(id.textKey()));
        id.icon().map(Icon::view).ifPresent(item::setGraphic);
        if (!id.keys().isEmpty()) {
            item.setAccelerator(id.keys().getFirst());
        }
        item.disableProperty()
                .bind(
                        javafx.beans.binding.Bindings.createBooleanBinding(
                                () -> !actions.enabled(id).get(), actions.enabled(id)));
        item.setOnAction(_ -> {
            actions.run(id);
            actions.chosen(id)
                    .ifPresent(chosen -> ((CheckMenuItem) item).setSelected(chosen.get()));
        });
        return item;
    }

    /// Makes a button for a tool bar: a picture, with the words and the key in its tip.
    public Button button(ActionId id) {
        Button button = new Button();
        button.setId("tool-" + id.name());
        button.getStyleClass().add("flat");
        dress(button, id, texts);
        button.setFocusTraversable(false);
        button.disableProperty()
                .bind(
                        javafx.beans.binding.Bindings.createBooleanBinding(
                                () -> !actions.enabled(id).get(), actions.enabled(id)));
        button.setOnAction(_ -> actions.run(id));
        return button;
    }

    /// Makes a button look like an action: a picture, with the words and the key in its tip.
    public static void dress(ButtonBase button, ActionId id, Texts texts) {
        button.getStyleClass().add("tool-button");
        id.icon().map(Icon::view).ifPresent(button::setGraphic);
        button.setTooltip(tip(id, texts));
        button.setAccessibleText(plainText(id, texts));
    }

    /// Makes a tip with the words and the key of an action.
    public static Tooltip tip(ActionId id, Texts texts) {
        String key = keyText(id);
        String words = plainText(id, texts);
        Tooltip tip = new Tooltip(key.isEmpty() ? words : words + "  (" + key + ")");
        tip.setShowDelay(TIP_DELAY);
        return tip;
    }

    /// {@return the words of an action without the mark of its mnemonic}
    public String plainText(ActionId id) {
        return plainText(id, texts);
    }

    private static String plainText(ActionId id, Texts texts) {
        return texts.text(id.textKey()).replace("_", "");
    }

    /// {@return the key of an action for people, empty if it has none}
    public static String keyText(ActionId id) {
        List<KeyCombination> keys = id.keys();
        return keys.isEmpty() ? "" : keys.getFirst().getDisplayText();
    }

    /// Makes the keys of all actions of the window's scope work that are not an item's accelerator.
    public void installKeys(Scene scene) {
        for (ActionId id : ActionId.values()) {
            boolean inMenu = id.menu() != MenuId.NONE;
            if (id.scope() == Scope.WINDOW) {
                id.keys().stream()
                        .skip(inMenu ? 1 : 0)
                        .forEach(key -> scene.getAccelerators().put(key, () -> actions.run(id)));
            }
        }
        scene.addEventHandler(
                KeyEvent.KEY_TYPED,
                event -> {
                    boolean typing = scene.getFocusOwner() instanceof TextInputControl;
                    if (event.getCharacter().equals("?") && !typing) {
                        actions.run(ActionId.CHEAT_SHEET);
                    }
                });
    }

    private Menu menu(MenuId id) {
        Menu menu = new Menu(texts.text(id.textKey()));
        menu.setId("menu-" + id.name());
        menu.setMnemonicParsing(true);
        int group = -1;
        for (ActionId action : ActionId.values()) {
            if (action.menu() == id) {
                if (group >= 0 && action.group() != group) {
                    menu.getItems().add(new SeparatorMenuItem());
                }
                group = action.group();
                menu.getItems().add(menuItem(action));
            }
        }
        return menu;
    }
}
