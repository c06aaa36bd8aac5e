package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.model.Selection;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Field;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainWindowTest {
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");
    @TempDir private static Path folder;
    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        open = OpenWindow.of(settings, 1440, 900);
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    @Test
    void beginsWithAPageThatSaysHow() throws Exception {
        assertThat(onFx(() -> open.node("#start-page").isVisible())).isTrue();
        assertThat(open.node(Label.class, "#status-state").getText()).isEqualTo("no session");
        open.picture("start-page");
    }

    @Test
    void everyActionDoesSomething() throws Exception {
        assertThat(onFx(() -> open.window.actions().unbound())).isEmpty();
    }

    @Test
    void showsALiveSessionWhileItGrows() throws Exception {
        open.play("tour");
        until(() -> open.count() > 25);
        until(() -> open.events().shownEvents()[1] > 15);
        assertThat(open.events().atNewest()).isTrue();
        assertThat(open.node(Label.class, "#status-state").getText()).isEqualTo("tour: live");
        assertThat(open.model.following()).isTrue();
        assertThat(open.model.currentEvent()).isEqualTo(open.count() - 1);
    }

    @Test
    void looksAtThePastOfALiveSessionAndComesBack() throws Exception {
        open.play("tour");
        until(() -> open.count() > 25);
        open.act(() -> open.model.goTo(10));
        assertThat(open.model.following()).isFalse();
        assertThat(open.window.view().getPseudoClassStates()).contains(PAST);
        assertThat(open.node(Label.class, "#strip-place").getText()).startsWith("at #11, \u2212");
        long before = open.count();
        until(() -> open.count() > before);
        assertThat(open.model.currentEvent()).isEqualTo(10);
        until(() -> open.node("#new-events").isVisible());
        open.picture("looking-at-the-past");
        open.robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        until(() -> open.model.following());
        assertThat(open.window.view().getPseudoClassStates()).doesNotContain(PAST);
        assertThat(open.events().atNewest()).isTrue();
    }

    @Test
    void stopsAScenarioAndKeepsWhatWasSeen() throws Exception {
        open.play("tour");
        until(() -> open.count() > 25);
        open.act(() -> open.window.actions().run(ActionId.START_STOP));
        until(() -> open.model.statusProperty().get() == Session.Status.COMPLETE);
        assertThat(open.count()).isGreaterThan(25);
        assertThat(open.node(Label.class, "#status-state").getText()).isEqualTo("tour: complete");
    }

    @Test
    void opensACaptureByItsKey() throws Exception {
        Path file = OpenWindow.record(folder, "permissions", Duration.ofSeconds(10));
        open.answers.add(file);
        open.robot.press(KeyCode.CONTROL, KeyCode.O).release(KeyCode.O, KeyCode.CONTROL);
        until(() ->
                open.model.statusProperty().get() == Session.Status.COMPLETE && open.count() > 0);
        until(() ->
                open.node(Label.class, "#status-state").getText().startsWith("permissions.pcapng"));
        assertThat(onFx(() -> open.node("#start-page").isVisible())).isFalse();
    }

    @Test
    void aClickOnARowIsFollowedByAllPanes() throws Exception {
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        open.act(() -> open.model.goTo(20));
        Bounds list = onFx(() -> open.events().localToScreen(open.events().getLayoutBounds()));
        long[] shown = onFx(() -> open.events().shownEvents());
        open.robot.clickOn(list.getMinX() + 300, list.getMinY() + 120, MouseButton.PRIMARY);
        open.settle();
        long clicked = open.model.currentEvent();
        assertThat(clicked).isBetween(shown[0], shown[1]).isNotEqualTo(20);
        Selection selection = open.model.selection();
        assertThat(selection.event()).isEqualTo(clicked);
        assertThat(selection.device()).isEqualTo(open.snapshot().device(clicked));
        assertThat(Objects.requireNonNull(open.model.state()).event()).isEqualTo(clicked);
        TreeView<Field> tree = tree();
        assertThat(tree.getRoot().getChildren())
                .extracting(TreeItem::getValue)
                .containsExactlyElementsOf(open.snapshot().dissect(clicked));
    }

    @Test
    void fieldsAndBytesSelectEachOther() throws Exception {
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        long request = first(TapKind.REQUEST);
        open.act(() -> open.model.goTo(request));
        TreeView<Field> tree = tree();
        TreeItem<Field> item = tree.getRoot().getChildren().getLast().getChildren().getFirst();
        open.act(() -> tree.getSelectionModel().select(item));
        assertThat(open.model.selection().byteOffset()).isEqualTo(item.getValue().offset());
        assertThat(open.model.selection().byteLength()).isEqualTo(item.getValue().length());
        Bounds bytes =
                onFx(() ->
                        open.node("#event-bytes")
                                .localToScreen(open.node("#event-bytes").getLayoutBounds()));
        open.robot.clickOn(bytes.getMinX() + 75, bytes.getMinY() + 14);
        open.settle();
        Field field = tree.getSelectionModel().getSelectedItem().getValue();
        assertThat(field.offset())
                .isEqualTo((int) open.model.selection().byteOffset())
                .isLessThan(8);
        open.robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        open.robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        open.robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        open.settle();
        Field next = tree.getSelectionModel().getSelectedItem().getValue();
        assertThat(next.offset()).isGreaterThan(field.offset());
        open.picture("field-and-bytes");
    }

    @Test
    void theStripTravelsThroughTime() throws Exception {
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        Node strip = open.node("#session-strip");
        Bounds at = onFx(() -> strip.localToScreen(strip.getLayoutBounds()));
        open.robot
                .drag(at.getMinX() + 600, at.getMinY() + 20)
                .dropTo(at.getMinX() + 300, at.getMinY() + 20);
        open.settle();
        SessionSnapshot snapshot = open.snapshot();
        long span = snapshot.timeNanos(snapshot.eventCount() - 1) - snapshot.timeNanos(0);
        double share =
                (double) (snapshot.timeNanos(open.model.currentEvent()) - snapshot.timeNanos(0))
                        / span;
        assertThat(share).isBetween(0.15, 0.3);
        until(() ->
                open.events().shownEvents()[0] <= open.model.currentEvent()
                        && open.events().shownEvents()[1] >= open.model.currentEvent());
    }

    @Test
    void keysMoveThroughTheEvents() throws Exception {
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        open.act(() -> open.events().requestFocus());
        long last = open.count() - 1;
        press(KeyCode.HOME);
        assertThat(open.model.currentEvent()).isZero();
        press(KeyCode.DOWN);
        press(KeyCode.DOWN);
        press(KeyCode.UP);
        assertThat(open.model.currentEvent()).isEqualTo(1);
        press(KeyCode.PAGE_DOWN);
        assertThat(open.model.currentEvent()).isBetween(8L, 60L);
        press(KeyCode.F8);
        press(KeyCode.F7);
        open.robot.press(KeyCode.CONTROL, KeyCode.END).release(KeyCode.END, KeyCode.CONTROL);
        open.settle();
        assertThat(open.model.currentEvent()).isEqualTo(last);
        open.robot.press(KeyCode.ALT, KeyCode.LEFT).release(KeyCode.LEFT, KeyCode.ALT);
        open.settle();
        assertThat(open.model.currentEvent()).isLessThan(last);
        open.robot.press(KeyCode.ALT, KeyCode.RIGHT).release(KeyCode.RIGHT, KeyCode.ALT);
        open.settle();
        assertThat(open.model.currentEvent()).isEqualTo(last);
    }

    @Test
    void goesWhereOneTypes() throws Exception {
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        open.robot.press(KeyCode.CONTROL, KeyCode.G).release(KeyCode.G, KeyCode.CONTROL);
        open.robot.write("#17");
        open.picture("go-to");
        press(KeyCode.ENTER);
        assertThat(open.model.currentEvent()).isEqualTo(16);
        assertThat(
                        onFx(() ->
                                open.node("#go-to-input").getScene() != null
                                        && open.events().isFocused()))
                .isTrue();
    }

    @Test
    void findingsAreOneClickAway() throws Exception {
        open.open(OpenWindow.record(folder, "faulty-driver", Duration.ofSeconds(20)));
        open.act(() -> open.model.goTo(0));
        Button button = open.node(Button.class, "#status-findings");
        assertThat(button.getText()).matches("\\d+ findings");
        open.robot.clickOn(button);
        until(() -> open.model.currentEvent() > 0);
        assertThat(open.snapshot().kind(open.model.currentEvent())).isEqualTo(TapKind.VIOLATION);
        long first = open.model.currentEvent();
        press(KeyCode.F4);
        until(() -> open.model.currentEvent() > first);
        open.picture("violation");
        open.robot.press(KeyCode.SHIFT, KeyCode.F4).release(KeyCode.F4, KeyCode.SHIFT);
        until(() -> open.model.currentEvent() == first);
    }

    @Test
    void aRequestLeadsToItsReplyAndBack() throws Exception {
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        long request = first(TapKind.REQUEST);
        open.act(() -> open.model.goTo(request));
        open.act(() -> open.window.actions().run(ActionId.COUNTERPART));
        assertThat(open.snapshot().kind(open.model.currentEvent())).isEqualTo(TapKind.REPLY);
        open.act(() -> open.window.actions().run(ActionId.COUNTERPART));
        assertThat(open.model.currentEvent()).isEqualTo(request);
    }

    @Test
    void theSheetOfKeysHasThemAll() throws Exception {
        press(KeyCode.F1);
        assertThat(onFx(() -> open.node("#cheat-sheet").isVisible())).isTrue();
        long lines = onFx(() -> open.robot.lookup(".key-label").queryAll().size()).longValue();
        long withKeys =
                java.util.Arrays.stream(ActionId.values())
                        .filter(id -> !id.keys().isEmpty())
                        .count();
        assertThat(lines).isEqualTo(withKeys);
        open.picture("keys");
        press(KeyCode.ESCAPE);
        assertThat(onFx(() -> open.node("#cheat-sheet").isVisible())).isFalse();
    }

    @Test
    void anIdleWindowDrawsNothing() throws Exception {
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        open.settle();
        AtomicInteger pulses = new AtomicInteger();
        Runnable count = pulses::incrementAndGet;
        open.act(() -> open.stage.getScene().addPostLayoutPulseListener(count));
        // It looks for news at some twenty frames before it rests; frames are late on a busy
        // machine.
        for (int second = 0; second < 5; second++) {
            pulses.set(0);
            quietFor(1_000);
            if (pulses.get() == 0) {
                break;
            }
        }
        assertThat(pulses).hasValue(0);
    }

    @SuppressWarnings("unchecked") // the one tree of the window is one of fields
    private TreeView<Field> tree() {
        return open.node(TreeView.class, "#details-tree");
    }

    private void press(KeyCode key) {
        open.robot.press(key).release(key);
        open.settle();
    }

    private long first(TapKind kind) {
        SessionSnapshot snapshot = open.snapshot();
        long event = 0;
        while (snapshot.kind(event) != kind) {
            event++;
        }
        return event;
    }

    private static void quietFor(long millis) throws Exception {
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .get();
    }
}
