package ismscope.app.action;

import static ismscope.app.action.MenuId.EDIT;
import static ismscope.app.action.MenuId.FILE;
import static ismscope.app.action.MenuId.GO;
import static ismscope.app.action.MenuId.HELP;
import static ismscope.app.action.MenuId.MARKS;
import static ismscope.app.action.MenuId.NONE;
import static ismscope.app.action.MenuId.SESSION;
import static ismscope.app.action.MenuId.VIEW;
import static ismscope.app.action.Scope.EVENT_BYTES;
import static ismscope.app.action.Scope.EVENT_LIST;
import static ismscope.app.action.Scope.FINDINGS;
import static ismscope.app.action.Scope.GRAPH;
import static ismscope.app.action.Scope.NOTES;
import static ismscope.app.action.Scope.REGION;
import static ismscope.app.action.Scope.SEQUENCE;
import static ismscope.app.action.Scope.TIMELINE;
import static ismscope.app.action.Scope.WINDOW;

import ismscope.app.icons.Icon;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
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
    FIND(EDIT, 2, WINDOW, Icon.SEARCH, "Shortcut+F"),
    FIND_NEXT(EDIT, 2, WINDOW, null, "Shortcut+N", "F3"),
    FIND_PREVIOUS(EDIT, 2, WINDOW, null, "Shortcut+B", "Shift+F3"),
    FILTER(EDIT, 3, WINDOW, Icon.FILTER, "Shortcut+Slash"),
    FILTER_CLEAR(EDIT, 3, WINDOW, null, "Shortcut+Shift+Slash"),
    CONTEXT_MENU(EDIT, 4, WINDOW, null, "Shift+F10"),

    LAYOUT_WATCH(VIEW, 1, WINDOW, Icon.GRAPH, "Shortcut+Alt+1"),
    LAYOUT_TRACE(VIEW, 1, WINDOW, Icon.LIST, "Shortcut+Alt+2"),
    LAYOUT_MEMORY(VIEW, 1, WINDOW, Icon.HEX, "Shortcut+Alt+3"),
    THEME_SYSTEM(VIEW, 2, WINDOW, null, "Shortcut+Alt+7"),
    THEME_LIGHT(VIEW, 2, WINDOW, Icon.LIGHT, "Shortcut+Alt+8"),
    THEME_DARK(VIEW, 2, WINDOW, Icon.DARK, "Shortcut+Alt+9"),
    THEME_SWITCH(VIEW, 2, WINDOW, Icon.DARK, "Shortcut+Shift+D"),
    TIME_SINCE_START(VIEW, 3, WINDOW, Icon.CLOCK, "Shortcut+Shift+1"),
    TIME_OF_DAY(VIEW, 3, WINDOW, null, "Shortcut+Shift+2"),
    TIME_ABSOLUTE(VIEW, 3, WINDOW, null, "Shortcut+Shift+3"),
    TIME_SINCE_PREVIOUS(VIEW, 3, WINDOW, null, "Shortcut+Shift+4"),
    TIME_SINCE_REFERENCE(VIEW, 3, WINDOW, null, "Shortcut+Shift+5"),
    TIME_REFERENCE(VIEW, 3, WINDOW, null, "Shortcut+T"),
    APPLY_COLUMN(VIEW, 3, WINDOW, null, "Shortcut+Shift+I"),
    ZOOM_IN(VIEW, 4, WINDOW, Icon.ZOOM_IN, "Shortcut+Plus", "Shortcut+Equals", "Shortcut+Add"),
    ZOOM_OUT(VIEW, 4, WINDOW, Icon.ZOOM_OUT, "Shortcut+Minus", "Shortcut+Subtract"),
    ZOOM_RESET(VIEW, 4, WINDOW, null, "Shortcut+0"),
    NEXT_PANE(VIEW, 5, WINDOW, null, "F6", "Shortcut+Tab"),
    PREVIOUS_PANE(VIEW, 5, WINDOW, null, "Shift+F6", "Shortcut+Shift+Tab"),
    SHOW_FINDINGS(VIEW, 5, WINDOW, Icon.VIOLATION, "Shortcut+Shift+F"),
    SHOW_NOTES(VIEW, 5, WINDOW, Icon.BOOKMARK, "Shortcut+Alt+B"),
    SHOW_TIMELINE(VIEW, 5, WINDOW, Icon.CLOCK, "Shortcut+Alt+T"),
    SHOW_SEQUENCE(VIEW, 5, WINDOW, Icon.QUEUE, "Shortcut+Alt+Q"),
    SHOW_STATISTICS(VIEW, 5, WINDOW, Icon.LEGEND, "Shortcut+Alt+S"),
    FRAME_METER(VIEW, 6, WINDOW, null, "Shortcut+Alt+F"),

    GO_TO(GO, 1, WINDOW, Icon.GO_TO, "Shortcut+G"),
    BACK(GO, 1, WINDOW, Icon.BACK, "Alt+Left"),
    FORWARD(GO, 1, WINDOW, Icon.FORWARD, "Alt+Right"),
    PREVIOUS_EVENT(GO, 2, WINDOW, null, "Shortcut+Up", "F7"),
    NEXT_EVENT(GO, 2, WINDOW, null, "Shortcut+Down", "F8"),
    FIRST_EVENT(GO, 2, WINDOW, Icon.FIRST, "Shortcut+Home"),
    LAST_EVENT(GO, 2, WINDOW, Icon.LAST, "Shortcut+End"),
    PREVIOUS_FINDING(GO, 3, WINDOW, null, "Shift+F4"),
    NEXT_FINDING(GO, 3, WINDOW, Icon.VIOLATION, "F4"),
    WORST_FINDING(GO, 3, WINDOW, null, "Shortcut+F4"),
    COUNTERPART(GO, 4, WINDOW, null, "Shortcut+J"),
    PREVIOUS_OF_TOKEN(GO, 4, WINDOW, null, "Shortcut+Comma"),
    NEXT_OF_TOKEN(GO, 4, WINDOW, Icon.TOKEN, "Shortcut+Period", "F11"),
    PREVIOUS_OF_DEVICE(GO, 4, WINDOW, null, "Shortcut+Shift+Comma"),
    NEXT_OF_DEVICE(GO, 4, WINDOW, Icon.VM, "Shortcut+Shift+Period"),
    PREVIOUS_OF_FLOW(GO, 4, WINDOW, null, "Shortcut+Alt+Comma"),
    NEXT_OF_FLOW(GO, 4, WINDOW, null, "Shortcut+Alt+Period"),
    ORIGIN(GO, 4, WINDOW, null, "F12"),
    GO_LIVE(GO, 5, WINDOW, Icon.LIVE, "Esc", "End"),

    MARK(MARKS, 1, WINDOW, Icon.BOOKMARK, "Shortcut+M"),
    NOTE(MARKS, 1, WINDOW, null, "Shortcut+Alt+C"),
    PREVIOUS_MARK(MARKS, 1, WINDOW, null, "Shortcut+Shift+B"),
    NEXT_MARK(MARKS, 1, WINDOW, null, "Shortcut+Shift+N"),
    MARK_1(MARKS, 2, WINDOW, null, "Shortcut+1"),
    MARK_2(MARKS, 2, WINDOW, null, "Shortcut+2"),
    MARK_3(MARKS, 2, WINDOW, null, "Shortcut+3"),
    MARK_4(MARKS, 2, WINDOW, null, "Shortcut+4"),
    MARK_5(MARKS, 2, WINDOW, null, "Shortcut+5"),
    MARK_6(MARKS, 2, WINDOW, null, "Shortcut+6"),
    MARK_7(MARKS, 2, WINDOW, null, "Shortcut+7"),
    MARK_8(MARKS, 2, WINDOW, null, "Shortcut+8"),
    MARK_9(MARKS, 2, WINDOW, null, "Shortcut+9"),

    COMPARE_HERE(MARKS, 3, WINDOW, null, "Shortcut+Shift+M"),

    START_STOP(SESSION, 1, WINDOW, Icon.START, "Shortcut+E"),
    RESTART(SESSION, 1, WINDOW, Icon.RESTART, "Shortcut+R"),
    ATTACH(SESSION, 1, WINDOW, Icon.HOST, "Shortcut+Shift+A"),
    ATTACH_VM(SESSION, 1, WINDOW, Icon.VM, "Shortcut+Shift+V"),
    REATTACH(SESSION, 1, WINDOW, null, "Shortcut+Alt+R"),
    REPLAY(SESSION, 2, WINDOW, Icon.REPLAY, "Shortcut+Shift+R"),
    PLAY_PAUSE(SESSION, 2, WINDOW, Icon.PAUSE, "Space"),
    STEP_BACK(SESSION, 2, WINDOW, Icon.STEP_BACK, "Alt+F10"),
    STEP_FORWARD(SESSION, 2, WINDOW, Icon.STEP_FORWARD, "F10"),
    SLOWER(SESSION, 2, WINDOW, null, "Alt+Minus"),
    FASTER(SESSION, 2, WINDOW, null, "Alt+Plus", "Alt+Equals"),

    CHEAT_SHEET(HELP, 1, WINDOW, Icon.KEYBOARD, "F1"),
    ABOUT(HELP, 2, WINDOW, Icon.INFO, "Shift+F1"),

    LIST_UP(NONE, 1, EVENT_LIST, null, "Up"),
    LIST_DOWN(NONE, 1, EVENT_LIST, null, "Down"),
    LIST_PAGE_UP(NONE, 1, EVENT_LIST, null, "Page Up"),
    LIST_PAGE_DOWN(NONE, 1, EVENT_LIST, null, "Page Down"),
    LIST_FIRST(NONE, 1, EVENT_LIST, null, "Home"),
    LIST_LEFT(NONE, 1, EVENT_LIST, null, "Left"),
    LIST_RIGHT(NONE, 1, EVENT_LIST, null, "Right"),
    BYTES_NEXT_FIELD(NONE, 1, EVENT_BYTES, null, "Shortcut+Right"),
    BYTES_PREVIOUS_FIELD(NONE, 1, EVENT_BYTES, null, "Shortcut+Left"),

    GRAPH_LEFT(NONE, 1, GRAPH, null, "Left"),
    GRAPH_RIGHT(NONE, 1, GRAPH, null, "Right"),
    GRAPH_UP(NONE, 1, GRAPH, null, "Up"),
    GRAPH_DOWN(NONE, 1, GRAPH, null, "Down"),
    GRAPH_FIRST(NONE, 1, GRAPH, null, "Home"),
    GRAPH_NEXT(NONE, 1, GRAPH, null, "Tab"),
    GRAPH_PREVIOUS(NONE, 1, GRAPH, null, "Shift+Tab"),
    GRAPH_GO(NONE, 1, GRAPH, null, "Enter"),
    GRAPH_CLEAR(NONE, 1, GRAPH, null, "Esc"),
    GRAPH_SEARCH(NONE, 2, GRAPH, Icon.SEARCH, "Slash", "Shortcut+F"),
    GRAPH_MATRIX(NONE, 2, GRAPH, Icon.MATRIX, "M"),
    GRAPH_GHOSTS(NONE, 2, GRAPH, Icon.GHOST, "G"),
    GRAPH_LEGEND(NONE, 2, GRAPH, Icon.LEGEND, "L"),
    GRAPH_ZOOM_OUT(NONE, 3, GRAPH, Icon.ZOOM_OUT, "Minus", "Subtract"),
    GRAPH_ZOOM_IN(NONE, 3, GRAPH, Icon.ZOOM_IN, "Plus", "Equals", "Shift+Equals", "Add"),
    GRAPH_FIT(NONE, 3, GRAPH, Icon.FIT, "F", "0", "Numpad 0"),
    GRAPH_PAN_LEFT(NONE, 3, GRAPH, null, "Shift+Left"),
    GRAPH_PAN_RIGHT(NONE, 3, GRAPH, null, "Shift+Right"),
    GRAPH_PAN_UP(NONE, 3, GRAPH, null, "Shift+Up"),
    GRAPH_PAN_DOWN(NONE, 3, GRAPH, null, "Shift+Down"),

    REGION_LEFT(NONE, 1, REGION, null, "Left", "Shift+Left"),
    REGION_RIGHT(NONE, 1, REGION, null, "Right", "Shift+Right"),
    REGION_UP(NONE, 1, REGION, null, "Up", "Shift+Up"),
    REGION_DOWN(NONE, 1, REGION, null, "Down", "Shift+Down"),
    REGION_PAGE_UP(NONE, 1, REGION, null, "Page Up", "Shift+Page Up"),
    REGION_PAGE_DOWN(NONE, 1, REGION, null, "Page Down", "Shift+Page Down"),
    REGION_ROW_START(NONE, 1, REGION, null, "Home", "Shift+Home"),
    REGION_ROW_END(NONE, 1, REGION, null, "End", "Shift+End"),
    REGION_START(NONE, 1, REGION, null, "Shortcut+Home", "Shortcut+Shift+Home"),
    REGION_END(NONE, 1, REGION, null, "Shortcut+End", "Shortcut+Shift+End"),
    REGION_GO_TO(NONE, 2, REGION, Icon.GO_TO, "Shortcut+G"),
    REGION_FIND(NONE, 2, REGION, Icon.SEARCH, "Shortcut+F", "Slash"),
    REGION_FIND_NEXT(NONE, 2, REGION, Icon.NEXT, "Shortcut+N", "F3"),
    REGION_FIND_PREVIOUS(NONE, 2, REGION, Icon.PREVIOUS, "Shortcut+B", "Shift+F3"),
    REGION_NEXT_DIFFERENCE(NONE, 2, REGION, Icon.NEXT, "F8"),
    REGION_PREVIOUS_DIFFERENCE(NONE, 2, REGION, Icon.PREVIOUS, "F7"),
    REGION_COPY(NONE, 2, REGION, Icon.COPY, "Shortcut+C"),

    FINDING_GO(NONE, 1, FINDINGS, Icon.GO_TO, "Enter"),
    FINDING_COPY_FILTER(NONE, 2, FINDINGS, Icon.FILTER, "Shortcut+C"),
    FINDING_COPY_NOTE(NONE, 2, FINDINGS, Icon.COPY, "Shortcut+Shift+C"),
    FINDING_MARK(NONE, 2, FINDINGS, Icon.BOOKMARK, "Shortcut+M"),

    NOTES_GO(NONE, 1, NOTES, Icon.GO_TO, "Enter"),
    NOTES_RENAME(NONE, 2, NOTES, null, "F2"),
    NOTES_DELETE(NONE, 2, NOTES, null, "Delete"),

    TIMELINE_ZOOM_IN(NONE, 1, TIMELINE, Icon.ZOOM_IN, "W", "Plus", "Equals", "Add"),
    TIMELINE_ZOOM_OUT(NONE, 1, TIMELINE, Icon.ZOOM_OUT, "S", "Minus", "Subtract"),
    TIMELINE_PAN_LEFT(NONE, 1, TIMELINE, null, "A"),
    TIMELINE_PAN_RIGHT(NONE, 1, TIMELINE, null, "D"),
    TIMELINE_FOCUS(NONE, 1, TIMELINE, Icon.GO_TO, "F"),
    TIMELINE_FIT(NONE, 1, TIMELINE, Icon.FIT, "0", "Numpad 0"),
    TIMELINE_MARK(NONE, 2, TIMELINE, Icon.BOOKMARK, "M"),
    TIMELINE_ORDER(NONE, 2, TIMELINE, Icon.LIST, "O"),
    TIMELINE_FOLD(NONE, 2, TIMELINE, Icon.CLOCK, "G"),
    TIMELINE_UP(NONE, 3, TIMELINE, null, "Up"),
    TIMELINE_DOWN(NONE, 3, TIMELINE, null, "Down"),
    TIMELINE_PREVIOUS(NONE, 3, TIMELINE, null, "Left", "Comma"),
    TIMELINE_NEXT(NONE, 3, TIMELINE, null, "Right", "Period"),
    TIMELINE_PREVIOUS_BELL(NONE, 3, TIMELINE, null, "Shift+Left"),
    TIMELINE_NEXT_BELL(NONE, 3, TIMELINE, null, "Shift+Right"),

    SEQUENCE_UP(NONE, 1, SEQUENCE, null, "Up"),
    SEQUENCE_DOWN(NONE, 1, SEQUENCE, null, "Down"),
    SEQUENCE_PAGE_UP(NONE, 1, SEQUENCE, null, "Page Up"),
    SEQUENCE_PAGE_DOWN(NONE, 1, SEQUENCE, null, "Page Down"),
    SEQUENCE_FIRST(NONE, 1, SEQUENCE, null, "Home"),
    SEQUENCE_LAST(NONE, 1, SEQUENCE, null, "End"),
    SEQUENCE_LEFT(NONE, 1, SEQUENCE, null, "Left"),
    SEQUENCE_RIGHT(NONE, 1, SEQUENCE, null, "Right"),
    SEQUENCE_FOLD(NONE, 2, SEQUENCE, null, "Enter", "Space");

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

    /// {@return whether this is one of its keys}
    public boolean hasKey(KeyEvent event) {
        return keys().stream().anyMatch(key -> key.match(event));
    }

    /// {@return the key of its words in the bundle}
    public String textKey() {
        return "action." + name().toLowerCase(Locale.ROOT);
    }
}
