package ismscope.app.graph;

import static ismscope.app.shown.ShownPane.onFx;
import static ismscope.app.shown.ShownPane.runOnFx;
import static ismscope.app.shown.ShownPane.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ismscope.app.events.EventListView;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.app.hex.RegionPane;
import ismscope.app.model.SessionModel;
import ismscope.app.shown.ScriptedSession;
import ismscope.app.shown.ShownPane;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// Mouse and keyboard on the real graph, beside a list of events and the bytes of a region.
class GraphInputTest {
    private static final long SHARED = 0x7f3a5566778809c2L;
    private static final long OTHER = 0x1b0c00112233aa01L;
    private final ShownPane<SplitPane> shown =
            ShownPane.show(
                    (model, palette, texts) ->
                            new SplitPane(
                                    new GraphPane(model, palette, texts),
                                    new RegionPane(model, palette, texts),
                                    ShownPane.events(model, palette, texts)),
                    1400,
                    620);
    private final FxRobot robot = new FxRobot();
    private final SessionModel model = shown.model();
    private final GraphPane pane = (GraphPane) shown.pane().getItems().getFirst();
    private final GraphView view = pane.view();
    private final Picture picture = GraphPaneTest.tour();

    @BeforeEach
    void openSession() {
        ScriptedSession session = new ScriptedSession();
        picture.play(session, 0, picture.steps().size());
        runOnFx(() -> model.open(session));
        waitUntil(() -> view.scenery().frame().event() == picture.lastEvent());
        runOnFx(view::requestFocus);
        settle();
    }

    private String chosen() {
        ComboBox<?> chooser = (ComboBox<?>) shown.pane().lookup("#region-chooser");
        return String.valueOf(chooser.getValue());
    }

    @AfterEach
    void hidePane() {
        shown.close();
    }

    @Test
    void aClickOnAVmSelectsItAlone() {
        robot.clickOn(at(NodeKey.vm(2)));
        assertThat(onFx(() -> model.selection().device())).isEqualTo(2);
        assertThat(onFx(() -> model.selection().token())).isZero();
        assertThat(onFx(view::isFocused)).isTrue();
    }

    @Test
    void aClickOnARegionIsFollowedByItsBytes() {
        robot.clickOn(at(NodeKey.region(SHARED)));
        waitUntil(() -> chosen().contains("token=" + SHARED));
        robot.clickOn(at(NodeKey.region(OTHER)));
        assertThat(onFx(() -> model.selection().token())).isEqualTo(OTHER);
        assertThat(onFx(() -> model.selection().device())).isEqualTo(-1);
        waitUntil(() -> chosen().contains("token=" + OTHER));
    }

    @Test
    void aClickOnALinkSelectsBothItsEnds() {
        robot.clickOn(onLink(1, SHARED));
        assertThat(onFx(() -> model.selection().device())).isEqualTo(1);
        assertThat(onFx(() -> model.selection().token())).isEqualTo(SHARED);
    }

    @Test
    void aClickBesideEverythingSelectsNothing() {
        robot.clickOn(at(NodeKey.vm(2)));
        robot.clickOn(onScreen(3, 3));
        assertThat(onFx(view::selected)).isNull();
    }

    @Test
    void aDoubleClickGoesToTheLastEvent() {
        robot.doubleClickOn(at(NodeKey.region(SHARED)));
        waitUntil(() -> picture.steps().get((int) model.currentEvent()).token() == SHARED);
        assertThat(onFx(model::following)).isFalse();
        EventListView list = (EventListView) shown.pane().getItems().getLast();
        waitUntil(() -> list.getAccessibleText() != null);
    }

    @Test
    void theWheelZoomsAroundThePointer() {
        Box before = box(NodeKey.vm(1));
        wheel(before.centerX(), before.centerY(), 120);
        settle();
        Box after = box(NodeKey.vm(1));
        assertThat(after.width()).isNotCloseTo(before.width(), within(1.0));
        assertThat(after.centerX()).isCloseTo(before.centerX(), within(1.5));
        assertThat(after.centerY()).isCloseTo(before.centerY(), within(1.5));
    }

    @Test
    void draggingMovesThePictureAndSelectsNothing() {
        Box before = box(NodeKey.vm(1));
        Point2D from = at(NodeKey.vm(1));
        robot.drag(from).dropTo(from.add(60, 25));
        settle();
        Box after = box(NodeKey.vm(1));
        assertThat(after.centerX() - before.centerX()).isCloseTo(60, within(1.5));
        assertThat(after.centerY() - before.centerY()).isCloseTo(25, within(1.5));
        assertThat(after.width()).isCloseTo(before.width(), within(0.5));
        assertThat(onFx(view::selected)).isNull();
    }

    @Test
    void fitShowsAllAgain() {
        // The first picture may be that of a window whose panes have not got their places yet.
        press(KeyCode.F);
        Box before = box(NodeKey.vm(1));
        press(KeyCode.SHIFT, KeyCode.LEFT);
        press(KeyCode.ADD);
        assertThat(box(NodeKey.vm(1)).width()).isGreaterThan(before.width());
        press(KeyCode.F);
        assertThat(box(NodeKey.vm(1)).x()).isCloseTo(before.x(), within(1.0));
        assertThat(box(NodeKey.vm(1)).width()).isCloseTo(before.width(), within(1.0));
        press(KeyCode.SUBTRACT);
        assertThat(box(NodeKey.vm(1)).width()).isLessThan(before.width());
        robot.clickOn("#graph-fit");
        settle();
        assertThat(box(NodeKey.vm(1)).width()).isCloseTo(before.width(), within(1.0));
    }

    @Test
    void arrowsSelectTheNodeThatWay() {
        press(KeyCode.HOME);
        NodeKey first = selected();
        assertThat(first).isEqualTo(NodeKey.vm(1));
        press(KeyCode.DOWN);
        NodeKey below = selected();
        assertThat(below).isNotEqualTo(first);
        assertThat(box(below).centerY()).isGreaterThan(box(first).centerY());
        press(KeyCode.UP);
        assertThat(box(selected()).centerY()).isLessThan(box(below).centerY());
        assertThat(onFx(view::getAccessibleText)).contains(vmName(1));
    }

    @Test
    void tabGoesThroughAllNodesAndThenOn() {
        int nodes = onFx(() -> view.scenery().frame().nodes().size());
        for (int i = 0; i < nodes; i++) {
            press(KeyCode.TAB);
            assertThat(selected()).isEqualTo(view.scenery().frame().nodes().get(i).key());
        }
        press(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(selected()).isEqualTo(view.scenery().frame().nodes().get(nodes - 2).key());
        press(KeyCode.TAB);
        assertThat(onFx(view::isFocused)).isTrue();
        press(KeyCode.TAB);
        assertThat(onFx(view::isFocused)).isFalse();
    }

    @Test
    void enterGoesToTheLastEventOfTheSelectedNode() {
        press(KeyCode.HOME);
        press(KeyCode.ENTER);
        waitUntil(() -> picture.steps().get((int) model.currentEvent()).device() == 1);
        assertThat(onFx(model::currentEvent)).isLessThan(picture.lastEvent());
    }

    @Test
    void escapeClearsTheSelectionAndThenIsFreeForOthers() {
        press(KeyCode.HOME);
        boolean[] arrived = new boolean[1];
        runOnFx(() -> view.getParent().setOnKeyPressed(_ -> arrived[0] = true));
        press(KeyCode.ESCAPE);
        assertThat(onFx(view::selected)).isNull();
        assertThat(arrived[0]).isFalse();
        press(KeyCode.ESCAPE);
        assertThat(arrived[0]).isTrue();
    }

    @Test
    void theSearchFieldFindsAndSelects() {
        press(KeyCode.SLASH);
        TextField field = robot.lookup("#graph-search").queryAs(TextField.class);
        assertThat(onFx(field::isFocused)).isTrue();
        robot.write("vm");
        Label found = robot.lookup("#graph-found").queryAs(Label.class);
        waitUntil(() -> found.getText().equals("3 found"));
        press(KeyCode.ENTER);
        press(KeyCode.ENTER);
        assertThat(selected()).isEqualTo(NodeKey.vm(2));
        press(KeyCode.SHIFT, KeyCode.ENTER);
        assertThat(selected()).isEqualTo(NodeKey.vm(1));
        press(KeyCode.ESCAPE);
        waitUntil(() -> field.getText().isEmpty());
        assertThat(onFx(view::isFocused)).isTrue();
    }

    @Test
    void foldsToAMatrixInWhichClicksAndKeysSelectToo() {
        press(KeyCode.M);
        waitUntil(() -> view.matrix().rows().size() == 3);
        settle();
        Point2D cell =
                onFx(() ->
                        view.localToScreen(
                                view.port().x(1) + view.port().cellWidth() / 2,
                                view.port().y(2) + view.port().cellHeight() / 2));
        robot.clickOn(cell);
        assertThat(onFx(() -> model.selection().device())).isEqualTo(3);
        assertThat(onFx(() -> model.selection().token()))
                .isEqualTo(view.matrix().columns().get(1).state().token());
        press(KeyCode.RIGHT);
        assertThat(selected())
                .isEqualTo(NodeKey.region(view.matrix().columns().get(2).state().token()));
        press(KeyCode.ESCAPE);
        press(KeyCode.TAB);
        assertThat(selected()).isEqualTo(NodeKey.vm(1));
        shown.shoot("graph-matrix-keys.png");
        press(KeyCode.M);
        waitUntil(() -> view.matrix().rows().isEmpty());
    }

    @Test
    void restingOnANodeTellsAllAboutIt() {
        robot.moveTo(at(NodeKey.vm(3)));
        waitUntil(() -> shownTip().startsWith(vmName(3) + " (device 0x1003)"));
        robot.moveTo(onLink(1, SHARED));
        waitUntil(() -> shownTip().contains("Rights: "));
        robot.moveTo(onScreen(3, 3));
        waitUntil(() -> shownTip().isEmpty());
    }

    private static String vmName(int ordinal) {
        return "vm" + ordinal;
    }

    private static String shownTip() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Tooltip && window.isShowing())
                .map(window -> ((Tooltip) window).getText())
                .findFirst()
                .orElse("");
    }

    /// Turns the wheel: the robot of the headless platform has none.
    private void wheel(double x, double y, double pixels) {
        runOnFx(() -> {
            Point2D scene = view.localToScene(x, y);
            Point2D screen = view.localToScreen(x, y);
            ScrollEvent turned =
                    new ScrollEvent(
                            ScrollEvent.SCROLL,
                            scene.getX(),
                            scene.getY(),
                            screen.getX(),
                            screen.getY(),
                            false,
                            false,
                            false,
                            false,
                            false,
                            false,
                            0,
                            pixels,
                            0,
                            pixels,
                            ScrollEvent.HorizontalTextScrollUnits.NONE,
                            0,
                            ScrollEvent.VerticalTextScrollUnits.NONE,
                            0,
                            0,
                            null);
            view.fireEvent(turned);
        });
    }

    private NodeKey selected() {
        return Objects.requireNonNull(onFx(view::selected));
    }

    private Box box(NodeKey key) {
        return onFx(() -> view.scenery().box(node(key)));
    }

    private Node node(NodeKey key) {
        return Objects.requireNonNull(view.node(key), key::toString);
    }

    private Point2D at(NodeKey key) {
        Box box = box(key);
        return onScreen(box.centerX(), box.centerY());
    }

    /// {@return a point on a link that is under no node}
    private Point2D onLink(int device, long token) {
        return onFx(() -> {
            Curve curve =
                    Objects.requireNonNull(
                            view.scenery().curve(NodeKey.vm(device), NodeKey.region(token)));
            for (double along = 0.1; along < 1; along += 0.05) {
                double x = curve.xAt(along);
                double y = curve.yAt(along);
                if (view.scenery().nodeAt(x, y) == null) {
                    return view.localToScreen(x, y);
                }
            }
            throw new AssertionError("the link is hidden");
        });
    }

    private Point2D onScreen(double x, double y) {
        return onFx(() -> view.localToScreen(x, y));
    }

    private void press(KeyCode... keys) {
        robot.press(keys).release(keys);
        settle();
    }

    private void settle() {
        waitUntil(view::atRest);
    }
}
