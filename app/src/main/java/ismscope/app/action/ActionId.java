package ismscope.app.action;

import static ismscope.app.action.MenuId.EDIT;
import static ismscope.app.action.MenuId.FILE;
import static ismscope.app.action.MenuId.GO;
import static ismscope.app.action.MenuId.HELP;
import static ismscope.app.action.MenuId.NONE;
import static ismscope.app.action.MenuId.SESSION;
import static ismscope.app.action.MenuId.VIEW;
import static ismscope.app.action.Scope.EVENT_BYTES;
import static ismscope.app.action.Scope.EVENT_LIST;
import static ismscope.app.action.Scope.WINDOW;

import ismscope.app.icons.Icon;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// Everything a user can do. The order is that of the menus; a new group begins a new section.
///
/// The words are in the bundle under [#textKey]. Keys follow Wireshark where it has one for the
/// same thing.
public enum ActionId {
    OPEN(FILE, 1, WINDOW, Icon.OPEN, "Shortcut+O"),
    SAVE(FILE, 1, WINDOW, Icon.SAVE, "Shortcut+S"),
    EXPORT(FILE, 1, WINDOW, Icon.EXPORT, "Shortcut+Shift+E"),
    CLOSE_SESSION(FILE, 2, WINDOW, Icon.CLOSE, "Shortcut+W"),
    QUIT(FILE, 3, WINDOW, null, "Shortcut+Q"),

    COPY(EDIT, 1, WINDOW, Icon.COPY, "Shortcut+C"),
    COPY_TOKEN(EDIT, 1, WINDOW, Icon.TOKEN, "Shortcut+Shift+T"),

    LAYOUT_WATCH(VIEW, 1, WINDOW, Icon.GRAPH, "Shortcut+Alt+1"),
    LAYOUT_TRACE(VIEW, 1, WINDOW, Icon.LIST, "Shortcut+Alt+2"),
    LAYOUT_MEMORY(VIEW, 1, WINDOW, Icon.HEX, "Shortcut+Alt+3"),
    THEME_SYSTEM(VIEW, 2, WINDOW, null),
    THEME_LIGHT(VIEW, 2, WINDOW, Icon.LIGHT),
    THEME_DARK(VIEW, 2, WINDOW, Icon.DARK),
    THEME_SWITCH(NONE, 2, WINDOW, Icon.DARK, "Shortcut+Shift+D"),
    TIME_SINCE_START(VIEW, 3, WINDOW, Icon.CLOCK),
    TIME_OF_DAY(VIEW, 3, WINDOW, null),
    TIME_ABSOLUTE(VIEW, 3, WINDOW, null),
    TIME_SINCE_PREVIOUS(VIEW, 3, WINDOW, null),
    TIME_SINCE_REFERENCE(VIEW, 3, WINDOW, null),
    TIME_REFERENCE(VIEW, 3, WINDOW, null, "Shortcut+T"),
    ZOOM_IN(VIEW, 4, WINDOW, Icon.ZOOM_IN, "Shortcut+Plus", "Shortcut+Equals", "Shortcut+Add"),
    ZOOM_OUT(VIEW, 4, WINDOW, Icon.ZOOM_OUT, "Shortcut+Minus", "Shortcut+Subtract"),
    ZOOM_RESET(VIEW, 4, WINDOW, null, "Shortcut+0"),
    FRAME_METER(VIEW, 5, WINDOW, null, "Shortcut+Alt+F"),

    GO_TO(GO, 1, WINDOW, Icon.GO_TO, "Shortcut+G"),
    BACK(GO, 1, WINDOW, Icon.BACK, "Alt+Left"),
    FORWARD(GO, 1, WINDOW, Icon.FORWARD, "Alt+Right"),
    PREVIOUS_EVENT(GO, 2, WINDOW, null, "Shortcut+Up", "F7"),
    NEXT_EVENT(GO, 2, WINDOW, null, "Shortcut+Down", "F8"),
    FIRST_EVENT(GO, 2, WINDOW, Icon.FIRST, "Shortcut+Home"),
    LAST_EVENT(GO, 2, WINDOW, Icon.LAST, "Shortcut+End"),
    PREVIOUS_VIOLATION(GO, 3, WINDOW, null, "Shift+F4"),
    NEXT_VIOLATION(GO, 3, WINDOW, Icon.VIOLATION, "F4"),
    COUNTERPART(GO, 4, WINDOW, null, "Shortcut+J"),
    PREVIOUS_OF_TOKEN(GO, 4, WINDOW, null, "Shortcut+Comma"),
    NEXT_OF_TOKEN(GO, 4, WINDOW, Icon.TOKEN, "Shortcut+Period", "F11"),
    PREVIOUS_OF_DEVICE(GO, 4, WINDOW, null, "Shortcut+Shift+Comma"),
    NEXT_OF_DEVICE(GO, 4, WINDOW, Icon.VM, "Shortcut+Shift+Period"),
    GO_LIVE(GO, 5, WINDOW, Icon.LIVE, "Esc", "End"),

    START_STOP(SESSION, 1, WINDOW, Icon.START, "Shortcut+E"),
    RESTART(SESSION, 1, WINDOW, Icon.RESTART, "Shortcut+R"),
    REPLAY(SESSION, 2, WINDOW, Icon.REPLAY, "Shortcut+Shift+R"),
    PLAY_PAUSE(SESSION, 2, WINDOW, Icon.PAUSE, "Space"),
    STEP_BACK(SESSION, 2, WINDOW, Icon.STEP_BACK, "Alt+F10"),
    STEP_FORWARD(SESSION, 2, WINDOW, Icon.STEP_FORWARD, "F10"),
    SLOWER(SESSION, 2, WINDOW, null, "Alt+Minus"),
    FASTER(SESSION, 2, WINDOW, null, "Alt+Plus", "Alt+Equals"),

    CHEAT_SHEET(HELP, 1, WINDOW, Icon.KEYBOARD, "F1"),
    ABOUT(HELP, 2, WINDOW, Icon.INFO),

    LIST_UP(NONE, 1, EVENT_LIST, null, "Up"),
    LIST_DOWN(NONE, 1, EVENT_LIST, null, "Down"),
    LIST_PAGE_UP(NONE, 1, EVENT_LIST, null, "Page Up"),
    LIST_PAGE_DOWN(NONE, 1, EVENT_LIST, null, "Page Down"),
    LIST_FIRST(NONE, 1, EVENT_LIST, null, "Home"),
    LIST_LEFT(NONE, 1, EVENT_LIST, null, "Left"),
    LIST_RIGHT(NONE, 1, EVENT_LIST, null, "Right"),
    BYTES_NEXT_FIELD(NONE, 1, EVENT_BYTES, null, "Shortcut+Right"),
    BYTES_PREVIOUS_FIELD(NONE, 1, EVENT_BYTES, null, "Shortcut+Left");

    private final MenuId menu;
    private final int group;
    private final Scope scope;
    private final String icon;
    private final String keys;

    ActionId(MenuId menu, int group, Scope scope, @Nullable Icon icon, String... keys) {
        this.menu = menu;
        this.group = group;
        this.scope = scope;
        this.icon = icon == null ? "" : icon.name();
        this.keys = String.join(" | ", keys);
    }

    /// {@return the menu it is in}
    public MenuId menu() {
        return menu;
    }

    /// {@return its section in the menu}
    public int group() {
        return group;
    }

    /// {@return where its keys work}
    public Scope scope() {
        return scope;
    }

    /// {@return its picture}
    public Optional<Icon> icon() {
        return icon.isEmpty() ? Optional.empty() : Optional.of(Icon.valueOf(icon));
    }

    /// {@return its keys, the one to show first}
    public List<KeyCombination> keys() {
        return keys.isEmpty()
                ? List.of()
                : List.of(keys.split(" \\| ", -1)).stream().map(KeyCombination::valueOf).toList();
    }

    /// {@return the key of its words in the bundle}
    public String textKey() {
        return "action." + name().toLowerCase(Locale.ROOT);
    }
}
