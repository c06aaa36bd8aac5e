package ismscope.app.sequence;

import static ismscope.app.shown.ShownPane.runOnFx;
import static ismscope.app.shown.ShownPane.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.Actions;
import ismscope.app.shown.ScriptedSession;
import ismscope.app.shown.ShownPane;
import ismscope.device.tap.TapRecord;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rows of the sequence diagram that are folded, opened and reached.
class SequencePaneTest {
    private static final long TOKEN = 0x77;
    private static final int ROUNDS = 5;
    private final ShownPane<SequencePane> shown = ShownPane.show(SequencePane::new, 900, 500);
    private final ScriptedSession script = new ScriptedSession();

    @BeforeEach
    void openSession() {
        script.record(1, 0, 0, new TapRecord.DeviceAdded(1, 1, 4096, 64, 1 << 20, "vm1"));
        script.record(2, 0, 0, new TapRecord.DeviceAdded(2, 2, 4096, 64, 1 << 20, "vm2"));
        for (int round = 0; round < ROUNDS; round++) {
            script.record(1, 10 + round, TOKEN, new TapRecord.Doorbell(64));
            script.record(2, 10 + round, TOKEN, new TapRecord.Event(1, 0, 4, new byte[4]));
        }
        script.record(
                1, 20, TOKEN, new TapRecord.Swallowed(TapRecord.Swallowed.NO_EVENTQ_BUFFER, 3));
        script.indexed();
        runOnFx(() -> {
            shown.pane().bindActions(new Actions());
            shown.model().open(script);
        });
    }

    @AfterEach
    void close() {
        shown.close();
        script.close();
    }

    private void goTo(long event) {
        runOnFx(() -> shown.model().goTo(event));
    }

    private void waitForWords(String part) {
        waitUntil(() -> String.valueOf(shown.pane().getAccessibleText()).contains(part));
    }

    private void press(KeyCode key) {
        runOnFx(() ->
                shown.pane()
                        .fireEvent(
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        key,
                                        false,
                                        false,
                                        false,
                                        false)));
    }

    @Test
    void foldedRowsTellHowOftenAndHowLong() {
        goTo(2);
        waitForWords("#3 vm1: \u00d75 doorbell");
        goTo(9);
        waitForWords("#4 vm2: \u00d75");
        waitForWords("1.0 ms");
        shown.shoot("sequence-folded.png");
    }

    @Test
    void enterOpensAFoldAndClosesItAgain() {
        goTo(4);
        waitForWords("\u00d75 doorbell");
        press(KeyCode.ENTER);
        waitForWords("#5 vm1: doorbell");
        shown.shoot("sequence-opened.png");
        press(KeyCode.ENTER);
        waitForWords("#3 vm1: \u00d75 doorbell");
    }

    @Test
    void downGoesToTheNextRowNotToTheNextMessage() {
        goTo(3);
        waitForWords("#4 vm2: \u00d75");
        press(KeyCode.DOWN);
        waitForWords("#13 vm1");
        assertThat(shown.model().currentEvent()).isEqualTo(12);
    }

    @Test
    void whereANotificationEndedItsReasonStands() {
        goTo(12);
        waitForWords("#13 vm1: \u00d73 no eventq buffer");
    }
}
