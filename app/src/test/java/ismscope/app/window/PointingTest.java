package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.details.DetailsTree;
import ismscope.app.details.EventBytesView;
import ismscope.app.events.EventListView;
import ismscope.app.filter.Pointed;
import ismscope.app.hex.RegionPane;
import ismscope.app.theme.ThemeChoice;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Field;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterWords.How;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.LongStream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobotInterface;

/// What a right click on a cell, a field or a byte offers.
class PointingTest {
    private static final Path TOUR = Path.of("..", "sample-traces", "tour", "trace.pcapng");

    private Path settings;
    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path folder) throws Exception {
        settings = folder;
        open = OpenWindow.of(folder, 1440, 900);
        open.open(TOUR);
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    private long first(TapKind kind) {
        SessionSnapshot snapshot = open.snapshot();
        return LongStream.range(0, snapshot.eventCount())
                .filter(event -> snapshot.kind(event) == kind)
                .findFirst()
                .orElseThrow();
    }

    private List<ContextMenu> menus() {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .filter(Window::isShowing)
                .toList();
    }

    /// Opens the menu of a pane, as a right click or the key of menus does.
    private ContextMenu openMenu(Node pane) throws Exception {
        open.act(() -> {
            Point2D place = pane.localToScreen(20, 20);
            pane.fireEvent(
                    new ContextMenuEvent(
                            ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                            20,
                            20,
                            place.getX(),
                            place.getY(),
                            true,
                            null));
        });
        until(() -> !menus().isEmpty());
        return menus().getFirst();
    }

    private void choose(Node pane, String id) throws Exception {
        ContextMenu menu = openMenu(pane);
        MenuItem item = item(menu, id);
        open.act(() -> {
            assertThat(item.isDisable()).as(id).isFalse();
            item.fire();
            menu.hide();
        });
    }

    private static MenuItem item(ContextMenu menu, String id) {
        Deque<MenuItem> left = new ArrayDeque<>(menu.getItems());
        while (!left.isEmpty()) {
            MenuItem next = left.remove();
            if (id.equals(next.getId())) {
                return next;
            }
            if (next instanceof Menu inner) {
                left.addAll(inner.getItems());
            }
        }
        throw new AssertionError("the menu has no " + id);
    }

    private String typed() {
        return open.node(TextField.class, "#filter").getText();
    }

    /// Chooses each way in a pane's menu and compares what is shown with what the words mean.
    private void everyWayFilters(Node pane, Pointed pointed) throws Exception {
        assertThat(pointed.test()).isNotEmpty();
        String before = "ism.vm == \"vm1\"";
        for (How how : How.values()) {
            open.act(() -> open.node(TextField.class, "#filter").setText(before));
            choose(pane, "apply-" + how.name());
            String wanted = how.join(before, pointed.test());
            assertThat(typed()).isEqualTo(wanted);
            Filter filter = Filter.parse(wanted, open.snapshot());
            long count =
                    LongStream.range(0, open.count())
                            .filter(event -> filter.accepts(open.snapshot(), event))
                            .count();
            until(() -> {
                Matches matches = open.model.matches();
                return matches != null
                        && matches.examined() == open.count()
                        && matches.count() == count;
            });
        }
        prepares(pane, pointed);
    }

    private void prepares(Node pane, Pointed pointed) throws Exception {
        open.act(() -> open.node(TextField.class, "#filter").setText(""));
        until(() -> open.model.matches() == null);
        choose(pane, "prepare-NOT");
        assertThat(typed()).isEqualTo("!(" + pointed.test() + ")");
        assertThat(onFx(() -> open.node("#filter").isFocused())).isTrue();
        assertThat(open.model.matches()).isNull();
        open.act(() -> open.node(TextField.class, "#filter").setText(""));
    }

    private void copies(Node pane, Pointed pointed) throws Exception {
        choose(pane, "copy-value");
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo(pointed.value());
        choose(pane, "copy-field");
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo(pointed.field());
        choose(pane, "copy-filter");
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo(pointed.test());
    }

    @Test
    void aCellOfTheListIsAFilterEachWay() throws Exception {
        EventListView list = open.events();
        open.act(() -> open.model.goTo(first(TapKind.REQUEST)));
        // Beside the number, time and name of the VM there is the operation.
        Point2D operation = onFx(() -> list.localToScreen(300, list.getHeight() / 2));
        open.robot.clickOn(operation, MouseButton.PRIMARY);
        open.settle();
        Pointed pointed = onFx(list::pointedAt);
        assertThat(pointed.field()).isIn("ism.cmd", "ism.kind", "ism.event.type");
        everyWayFilters(list, pointed);
        copies(list, pointed);
    }

    @Test
    void everyFieldOfTheDetailsIsAFilterEachWay() throws Exception {
        DetailsTree details = open.node(DetailsTree.class, "#details");
        TreeView<?> tree = open.node(TreeView.class, "#details-tree");
        open.act(() -> open.model.goTo(first(TapKind.REPLY)));
        int rows = onFx(tree::getExpandedItemCount);
        List<String> without = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int at = row;
            open.act(() -> tree.getSelectionModel().select(at));
            Pointed pointed = onFx(details::pointedAt);
            if (pointed.test().isEmpty()) {
                without.add(pointed.field());
            } else {
                assertThat(
                                Filter.parse(pointed.test(), open.snapshot())
                                        .accepts(open.snapshot(), open.model.currentEvent()))
                        .as(pointed.test())
                        .isTrue();
            }
        }
        assertThat(without).isEmpty();
        open.act(() -> select(tree, "ism.ack"));
        Pointed ack = onFx(details::pointedAt);
        everyWayFilters(tree, ack);
        copies(tree, ack);
    }

    private static void select(TreeView<?> tree, String field) {
        for (int row = 0; row < tree.getExpandedItemCount(); row++) {
            TreeItem<?> item = tree.getTreeItem(row);
            if (item.getValue() instanceof Field each && each.name().equals(field)) {
                tree.getSelectionModel().select(row);
                return;
            }
        }
        throw new AssertionError("there is no " + field);
    }

    @Test
    void theBytesOfAnEventAreAFilterEachWay() throws Exception {
        EventBytesView bytes = open.node(EventBytesView.class, "#event-bytes");
        open.act(() -> {
            open.model.goTo(first(TapKind.DOORBELL));
            open.model.select(open.model.selection().withEventBytes(5, 1));
        });
        Pointed pointed = onFx(bytes::pointedAt);
        assertThat(pointed.test()).startsWith("frame[5:1] == ");
        everyWayFilters(bytes, pointed);
        copies(bytes, pointed);
    }

    @Test
    void theBytesOfARegionAreAFilterForStoresOfSuchBytes() throws Exception {
        RegionPane region = open.node(RegionPane.class, "#region-pane");
        long store = first(TapKind.CONTENT);
        open.act(() -> open.model.goTo(store));
        until(() -> !region.pointedAt().test().isEmpty());
        Pointed pointed = onFx(region::pointedAt);
        assertThat(pointed.test()).contains("ism.content.bytes contains ");
        assertThat(Filter.parse(pointed.test(), open.snapshot()).accepts(open.snapshot(), store))
                .isTrue();
        everyWayFilters(region, pointed);
        copies(region, pointed);
    }

    @Test
    void nothingIsOfferedWhereNothingIsPointedAt() throws Exception {
        EventBytesView bytes = open.node(EventBytesView.class, "#event-bytes");
        open.act(() -> open.model.goTo(first(TapKind.DOORBELL)));
        ContextMenu menu = openMenu(bytes);
        for (String id :
                List.of("apply-as-filter", "prepare-as-filter", "colour-menu", "apply-column")) {
            assertThat(onFx(() -> item(menu, id).isDisable())).as(id).isTrue();
        }
        open.act(menu::hide);
    }

    @Test
    void aFieldBecomesAColumnThatStaysInTheNextRun() throws Exception {
        TreeView<?> tree = open.node(TreeView.class, "#details-tree");
        long reply = first(TapKind.REPLY);
        open.act(() -> open.model.goTo(reply));
        open.act(() -> select(tree, "ism.ack"));
        choose(tree, "apply-column");
        open.settle();
        FxRobotInterface robot = open.robot;
        assertThat(robot.lookup(".event-header .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("ack");
        String[] cells = onFx(() -> open.events().rowText(reply)).split("\t", -1);
        assertThat(cells[cells.length - 2]).isNotEmpty();
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.picture("column-" + theme.name().toLowerCase(Locale.ROOT));
        }
        open.act(open.window::remember);
        assertThat(Files.readString(settings.resolve("window.properties")))
                .contains("events.fields=ism.ack");
    }

    @Test
    void aFilterColoursItsEvents() throws Exception {
        EventListView list = open.events();
        long request = first(TapKind.REQUEST);
        open.act(() -> open.model.goTo(request));
        open.robot.clickOn(onFx(() -> list.localToScreen(300, list.getHeight() / 2)));
        open.settle();
        Pointed pointed = onFx(list::pointedAt);
        choose(list, "colour-GREEN");
        assertThat(Files.readAllLines(settings.resolve("colorfilters")))
                .singleElement()
                .asString()
                .startsWith("@green@" + pointed.test() + "@[");
        open.act(() -> open.model.goTo(request + 8));
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.picture("coloured-" + theme.name().toLowerCase(Locale.ROOT));
        }
        choose(list, "colour-clear");
        assertThat(Files.readString(settings.resolve("colorfilters"))).isBlank();
        assertThat(Objects.requireNonNull(open.model.snapshot()).eventCount()).isPositive();
    }
}
