package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.text.Numbers;
import ismscope.device.tap.TapKind;
import ismscope.inspector.replay.ReplayControl;
import ismscope.inspector.replay.ReplaySession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A recording played as if it were live, by the same keys that play any session.
class ReplayTest {
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    /// So slow that nothing comes by itself while a test looks.
    private static final double STANDSTILL = ReplayControl.SLOWEST;

    @TempDir private static Path folder;
    private OpenWindow open;
    private Path capture;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        capture = OpenWindow.record(folder, "faulty-driver", Duration.ofSeconds(20));
        open = OpenWindow.of(settings, 1440, 900);
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    /// Opens the replay and lets it be paused at its first events.
    private long replayed() throws Exception {
        open.act(() -> open.window.replay(capture, STANDSTILL));
        until(() -> open.count() > 0);
        run(ActionId.PLAY_PAUSE);
        assertThat(control().isPlaying()).isFalse();
        until(() -> open.count() == control().position());
        return open.count();
    }

    private ReplayControl control() {
        return ((ReplaySession) Objects.requireNonNull(open.model.sessionProperty().get()))
                .control();
    }

    private void run(ActionId id) throws Exception {
        open.act(() -> open.window.actions().run(id));
    }

    private Session.Status status() {
        return open.model.statusProperty().get();
    }

    @Test
    void aRecordingIsReplayedByItsKeyAndEndsAsItWas() throws Exception {
        open.open(capture);
        SessionSnapshot whole = open.snapshot();
        open.act(() -> open.window.replay(capture, STANDSTILL));
        until(() -> status() == Session.Status.REPLAYING);
        assertThat(open.node(Label.class, "#status-state").getText())
                .isEqualTo("faulty-driver.pcapng: replay");
        assertThat(open.node(Button.class, "#live-chip").getText()).contains("REPLAY");
        for (int i = 0; i < 9; i++) {
            run(ActionId.FASTER);
        }
        until(() -> open.count() > 10);
        open.act(() -> control().speed(ReplayControl.UNLIMITED));
        until(() -> status() == Session.Status.COMPLETE);
        until(() -> open.count() == whole.eventCount());
        long last = whole.eventCount() - 1;
        assertThat(open.snapshot().info(last)).isEqualTo(whole.info(last));
        assertThat(open.snapshot().stateAt(last).regions())
                .isEqualTo(whole.stateAt(last).regions());
        assertThat(onFx(() -> open.node("#live-chip").isVisible())).isFalse();

        for (int i = 0; i < 9; i++) {
            run(ActionId.SLOWER);
        }
        open.robot
                .press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R)
                .release(KeyCode.R, KeyCode.SHIFT, KeyCode.CONTROL);
        until(() -> status() == Session.Status.REPLAYING);
    }

    @Test
    void aStepShowsOneMoreEventOrGoesThroughThosePast() throws Exception {
        long known = replayed();
        run(ActionId.STEP_FORWARD);
        run(ActionId.STEP_FORWARD);
        until(() -> open.count() == known + 2);
        assertThat(open.model.following()).isTrue();
        assertThat(open.model.currentEvent()).isEqualTo(known + 1);

        run(ActionId.STEP_BACK);
        assertThat(open.model.currentEvent()).isEqualTo(known);
        assertThat(open.window.view().getPseudoClassStates()).contains(PAST);
        run(ActionId.STEP_FORWARD);
        assertThat(open.model.currentEvent()).isEqualTo(known + 1);
        assertThat(open.count()).isEqualTo(known + 2);
        run(ActionId.STEP_FORWARD);
        until(() -> open.count() == known + 3);
        assertThat(open.model.following()).isTrue();
        assertThat(open.window.view().getPseudoClassStates()).doesNotContain(PAST);
    }

    @Test
    void playsOnFromWhereItWasPaused() throws Exception {
        long known = replayed();
        run(ActionId.PLAY_PAUSE);
        assertThat(control().isPlaying()).isTrue();
        open.act(() -> control().speed(ReplayControl.FASTEST));
        until(() -> open.count() > known);
        assertThat(open.model.following()).isTrue();
    }

    @Test
    void theStripSeeksAheadAndBack() throws Exception {
        long known = replayed();
        Node strip = open.node("#session-strip");
        Bounds at = onFx(() -> strip.localToScreen(strip.getLayoutBounds()));
        open.robot.clickOn(at.getMinX() + at.getWidth() * 0.6, at.getMinY() + 20);
        until(() -> open.count() > known + 20);
        until(() -> open.count() == control().position());
        long sought = open.count();
        assertThat(status()).isEqualTo(Session.Status.REPLAYING);
        assertThat(open.model.currentEvent()).isEqualTo(sought - 1);
        open.picture("replay");

        open.robot.clickOn(at.getMinX() + at.getWidth() * 0.2, at.getMinY() + 20);
        open.settle();
        assertThat(open.model.currentEvent()).isBetween(1L, sought - 2);
        assertThat(open.count()).isEqualTo(sought);
        assertThat(open.node(Label.class, "#strip-place").getText())
                .startsWith("at " + Numbers.event(open.model.currentEvent()));
    }

    @Test
    void goesOnToViolationsThatAreStillToCome() throws Exception {
        replayed();
        run(ActionId.NEXT_FINDING);
        until(() -> open.snapshot().violationCount() == 1);
        until(() -> open.snapshot().kind(open.model.currentEvent()) == TapKind.VIOLATION);
        long first = open.count();
        run(ActionId.NEXT_FINDING);
        until(() -> open.snapshot().violationCount() == 2);
        until(() -> open.model.currentEvent() >= first);
        assertThat(open.snapshot().kind(open.model.currentEvent())).isEqualTo(TapKind.VIOLATION);

        open.act(() -> open.model.goTo(0));
        long known = open.count();
        run(ActionId.NEXT_FINDING);
        until(() -> open.model.finding() != null);
        assertThat(open.model.currentEvent())
                .as("a note is passed over")
                .isGreaterThanOrEqualTo(first);
        assertThat(open.count()).isEqualTo(known);
    }

    @Test
    void onlyARecordingCanBeReplayed() throws Exception {
        assertThat(onFx(() -> open.window.actions().run(ActionId.REPLAY))).isFalse();
        open.play("tour");
        until(() -> open.count() > 5);
        assertThat(onFx(() -> open.window.actions().run(ActionId.REPLAY))).isFalse();
    }
}
