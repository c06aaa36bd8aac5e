package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.action.MenuId;
import ismscope.app.action.PressedKey;
import ismscope.app.action.Scope;
import ismscope.app.theme.ThemeChoice;
import ismscope.inspector.state.SessionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the sheet of keys promises, and that the keyboard alone reaches every pane.
class KeysTest {
    private static final List<String> PANES =
            List.of(
                    "events-frame",
                    "details-frame",
                    "bytes-frame",
                    "findings-frame",
                    "notes-frame",
                    "timeline-frame",
                    "sequence-frame",
                    "statistics-frame",
                    "session-strip",
                    "graph-frame",
                    "region-frame");
    @TempDir private static Path folder;
    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        open = OpenWindow.of(settings, 1440, 900);
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        open.act(() -> open.model.goTo(30));
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    @Test
    void everyActionOfTheWindowIsInAMenuWithItsKey() throws Exception {
        List<MenuItem> items = onFx(this::menuItems);
        for (ActionId id : Scope.WINDOW.actions()) {
            assertThat(items)
                    .as("%s", id)
                    .filteredOn(item -> ("menu-" + id.name()).equals(item.getId()))
                    .singleElement()
                    .extracting(MenuItem::getAccelerator)
                    .isEqualTo(id.keys().getFirst());
        }
    }

    @Test
    void everyKeyOfTheWindowIsListenedTo() throws Exception {
        List<KeyCombination> keys =
                onFx(() -> List.copyOf(open.stage.getScene().getAccelerators().keySet()));
        for (ActionId id : Scope.WINDOW.actions()) {
            assertThat(keys).as("%s", id).containsAll(id.keys());
        }
    }

    @Test
    void theGraphTakesItsKeys() throws Exception {
        open.act(() -> open.model.select(open.model.selection().withDevice(1)));
        assertThat(keysNotTaken("#graph-canvas", Scope.GRAPH)).isEmpty();
    }

    @Test
    void theBytesOfTheRegionTakeTheirKeys() throws Exception {
        SessionState state = Objects.requireNonNull(onFx(open.model::state));
        long token = state.regions().keySet().iterator().next();
        open.act(() -> open.model.select(open.model.selection().withToken(token)));
        // While nothing is compared, keys of differences are left to the window.
        open.act(() -> open.model.compareWith(0));
        assertThat(keysNotTaken("#region-canvas", Scope.REGION)).isEmpty();
    }

    @Test
    void theEventListTakesItsKeys() throws Exception {
        assertThat(keysNotTaken("#event-list", Scope.EVENT_LIST)).isEmpty();
    }

    @Test
    void theBytesOfTheEventTakeTheirKeys() throws Exception {
        assertThat(keysNotTaken("#event-bytes", Scope.EVENT_BYTES)).isEmpty();
    }

    @Test
    void theFindingsTakeTheirKeys() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        assertThat(keysNotTaken("#findings-tree", Scope.FINDINGS)).isEmpty();
    }

    @Test
    void theTimeLineTakesItsKeys() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.T);
        assertThat(keysNotTaken("#timeline", Scope.TIMELINE)).isEmpty();
    }

    @Test
    void theSequenceDiagramTakesItsKeys() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.Q);
        assertThat(keysNotTaken("#sequence", Scope.SEQUENCE)).isEmpty();
    }

    @Test
    void beginsInTheEventList() throws Exception {
        assertThat(focusedPane()).isEqualTo("events-frame");
    }

    @Test
    void goesFromPaneToPaneAndBack() throws Exception {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < PANES.size(); i++) {
            open.press(KeyCode.F6);
            seen.add(focusedPane());
        }
        assertThat(seen).containsExactlyElementsOf(rotated(1));
        open.picture("focus");
        open.press(KeyCode.SHIFT, KeyCode.F6);
        assertThat(focusedPane()).isEqualTo("region-frame");
        open.press(KeyCode.CONTROL, KeyCode.TAB);
        assertThat(focusedPane()).isEqualTo("events-frame");
    }

    @Test
    void stepsWithTheKeysOfADebugger() throws Exception {
        open.press(KeyCode.F10);
        assertThat(open.model.currentEvent()).isEqualTo(31);
        open.press(KeyCode.ALT, KeyCode.F10);
        assertThat(open.model.currentEvent()).isEqualTo(30);
    }

    @Test
    void theSheetShowsTheKeysOfThePanes() throws Exception {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.press(KeyCode.F1);
            assertThat(open.robot.lookup("Graph").queryAll()).isNotEmpty();
            assertThat(open.robot.lookup("Select to the left").queryAll()).isNotEmpty();
            assertThat(open.robot.lookup("Byte after").queryAll()).isNotEmpty();
            open.picture("keys-" + theme.name().toLowerCase(java.util.Locale.ROOT));
            open.press(KeyCode.ESCAPE);
        }
    }

    /// Presses every key of a scope on a node and tells which of them went on to what is around it.
    private List<String> keysNotTaken(String query, Scope scope) throws Exception {
        Node node = open.node(query);
        List<String> missed = new ArrayList<>();
        open.act(() -> {
            for (ActionId id : scope.actions()) {
                for (KeyCombination key : id.keys()) {
                    EventHandler<KeyEvent> around = _ -> missed.add(id + " " + key.getName());
                    node.requestFocus();
                    node.getParent().addEventHandler(KeyEvent.KEY_PRESSED, around);
                    node.fireEvent(PressedKey.of(key));
                    node.getParent().removeEventHandler(KeyEvent.KEY_PRESSED, around);
                }
            }
        });
        return missed;
    }

    private String focusedPane() throws Exception {
        return onFx(() -> {
            Node node = open.stage.getScene().getFocusOwner();
            while (node != null && !PANES.contains(String.valueOf(node.getId()))) {
                node = node.getParent();
            }
            return node == null ? "" : node.getId();
        });
    }

    private static List<String> rotated(int by) {
        List<String> panes = new ArrayList<>(PANES.subList(by, PANES.size()));
        panes.addAll(PANES.subList(0, by));
        return panes;
    }

    private List<MenuItem> menuItems() {
        List<MenuItem> items = new ArrayList<>();
        open.robot
                .lookup(".menu-bar")
                .queryAs(MenuBar.class)
                .getMenus()
                .forEach(menu -> items.addAll(menu.getItems()));
        assertThat(open.robot.lookup(".menu-bar").queryAs(MenuBar.class).getMenus())
                .hasSize(MenuId.values().length - 1);
        return items;
    }
}
