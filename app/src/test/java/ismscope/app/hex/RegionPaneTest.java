package ismscope.app.hex;

import static ismscope.app.shown.ShownPane.onFx;
import static ismscope.app.shown.ShownPane.runOnFx;
import static ismscope.app.shown.ShownPane.waitUntil;
import static ismscope.app.shown.ShownPane.waitUntilStill;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.model.Selection;
import ismscope.app.model.SessionModel;
import ismscope.app.shown.ScriptedSession;
import ismscope.app.shown.ShownPane;
import ismscope.app.theme.ThemeChoice;
import ismscope.device.protocol.Area;
import ismscope.device.tap.TapRecord;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegionPaneTest {
    private static final long TOKEN = 0x7f3a5566778809c2L;
    private static final long OTHER = 0x1111222233334444L;
    private static final long GIB = 1L << 30;
    private static final long CHUNK = 1 << 20;
    private final ShownPane<RegionPane> shown = ShownPane.show(RegionPane::new, 640, 420);
    private final RegionPane pane = shown.pane();
    private final SessionModel model = shown.model();
    private final ScriptedSession session = new ScriptedSession();

    @AfterEach
    void hidePane() {
        shown.close();
        session.close();
    }

    /// Two VMs share a region of 1 GiB that lies at chunk 2 of the first and chunk 9 of the second.
    private void openRegion() {
        session.record(1, 0, 0, new TapRecord.DeviceAdded(0x11, 1, CHUNK, 4096, 4 * GIB, "vm1"));
        session.record(2, 0, 0, new TapRecord.DeviceAdded(0x12, 1, CHUNK, 4096, 4 * GIB, "vm2"));
        session.record(1, 1, TOKEN, new TapRecord.RegionCreated(GIB, 0x11));
        session.record(1, 1, TOKEN, new TapRecord.Mapped(3, List.of(new Area(2 * CHUNK, GIB))));
        session.record(2, 2, TOKEN, new TapRecord.Mapped(3, List.of(new Area(9 * CHUNK, GIB))));
        write(1, 0, "message 1!!");
        write(2, 0x40, "answer 1");
        write(1, 5 * CHUNK - 8, "over the border");
        byte[] noise = new byte[600];
        new Random(4).nextBytes(noise);
        session.record(2, 0, TOKEN, new TapRecord.Content(0x80, 0, noise));
        for (int i = 2; i < 40; i++) {
            write(1, 0x10, "message " + i + "!!");
        }
        session.indexed();
        runOnFx(() -> {
            model.open(session);
            model.select(model.selection().withToken(TOKEN));
        });
        awaitBytes();
    }

    private void write(int device, long offset, String text) {
        session.record(device, 0, TOKEN, new TapRecord.Content(offset, 0, text.getBytes(US_ASCII)));
    }

    private void awaitBytes() {
        waitUntil(() -> {
            RegionWindow window = pane.view().windowProperty().get();
            return window != null
                    && window.event() == model.currentEvent()
                    && window.has(
                            pane.view().viewport().grid().start(pane.view().viewport().firstRow()));
        });
        waitUntilStill(pane.view()::paints);
    }

    private void press(KeyCode code, boolean shift, boolean control) {
        runOnFx(() ->
                pane.view()
                        .fireEvent(
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        code,
                                        shift,
                                        control,
                                        false,
                                        false)));
    }

    private void type(String text) {
        TextField field = (TextField) find("#region-find");
        runOnFx(() -> {
            field.setText(text);
            field.fireEvent(
                    new KeyEvent(
                            KeyEvent.KEY_PRESSED,
                            "",
                            "",
                            KeyCode.ENTER,
                            false,
                            false,
                            false,
                            false));
        });
    }

    private Node find(String id) {
        return Objects.requireNonNull(onFx(() -> pane.lookup(id)), id);
    }

    private String words(String id) {
        return onFx(() -> ((Labeled) find(id)).getText());
    }

    @Test
    void showsBytesTheirWritersAndTheChunkInBothThemes() {
        openRegion();
        RegionWindow window = Objects.requireNonNull(pane.view().windowProperty().get());
        assertThat(window.at(0x10)).isEqualTo('m');
        assertThat(window.writer(0x0f)).isEqualTo(-1);
        assertThat(words("#region-quality")).isEqualTo("exact");
        shown.shoot("region-light.png");
        shown.theme(ThemeChoice.DARK);
        waitUntilStill(pane.view()::paints);
        shown.shoot("region-dark.png");
    }

    @Test
    void tellsWhoWroteTheByteAndGoesThere() {
        openRegion();
        runOnFx(() -> pane.view().moveCaret(0x40, false));
        awaitBytes();
        assertThat(words("#region-place"))
                .startsWith("0x40")
                .contains("chunk 0")
                .contains("vm1 0x200040");
        Hyperlink writer = (Hyperlink) find("#region-writer");
        assertThat(onFx(writer::getText)).isEqualTo("#7");
        runOnFx(writer::fire);
        assertThat(onFx(model::currentEvent)).isEqualTo(6);
        awaitBytes();
        RegionWindow then = Objects.requireNonNull(pane.view().windowProperty().get());
        assertThat(then.at(0)).isEqualTo('m');
        assertThat(then.at(0x80)).isZero();
    }

    @Test
    void areasAreThoseOfTheSelectedDevice() {
        openRegion();
        runOnFx(() -> model.select(model.selection().withDevice(2)));
        runOnFx(() -> pane.view().moveCaret(CHUNK + 5, false));
        awaitBytes();
        assertThat(words("#region-place")).contains("chunk 1").contains("vm2 0xa00005");
    }

    @Test
    void keysMoveAndSelectAndTheOthersAreTold() {
        openRegion();
        press(KeyCode.DOWN, false, false);
        press(KeyCode.RIGHT, false, false);
        assertThat(onFx(() -> pane.view().caretProperty().get())).isEqualTo(17);
        press(KeyCode.RIGHT, true, false);
        press(KeyCode.RIGHT, true, false);
        Selection selection = onFx(model::selection);
        assertThat(selection.inRegion()).isTrue();
        assertThat(selection.byteOffset()).isEqualTo(17);
        assertThat(selection.byteLength()).isEqualTo(3);
        press(KeyCode.C, false, true);
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("65 73 73");
        press(KeyCode.END, false, true);
        assertThat(onFx(() -> pane.view().caretProperty().get())).isEqualTo(GIB - 1);
        awaitBytes();
        press(KeyCode.DOWN, false, false);
        assertThat(onFx(() -> pane.view().caretProperty().get())).isEqualTo(GIB - 1);
        shown.shoot("region-end.png");
    }

    @Test
    void aSelectionFromElsewhereIsShown() {
        openRegion();
        runOnFx(() -> model.select(model.selection().withRegionBytes(7 * CHUNK, 12)));
        awaitBytes();
        assertThat(onFx(() -> pane.view().viewport().shows(7 * CHUNK))).isTrue();
        assertThat(onFx(pane.view()::selectionStart)).isEqualTo(7 * CHUNK);
        assertThat(onFx(pane.view()::selectionEnd)).isEqualTo(7 * CHUNK + 12);
    }

    @Test
    void goesToAChunkAndDrawsItsBorder() {
        openRegion();
        press(KeyCode.G, false, true);
        type("chunk:5");
        awaitBytes();
        assertThat(onFx(() -> pane.view().caretProperty().get())).isEqualTo(5 * CHUNK);
        shown.shoot("region-chunk.png");
        press(KeyCode.G, false, true);
        type("2G");
        assertThat(words("#region-find-message")).contains("outside");
        type("what");
        assertThat(words("#region-find-message")).contains("Not understood");
    }

    @Test
    void searchesTextAndHexBothWays() {
        openRegion();
        press(KeyCode.F, false, true);
        runOnFx(() -> ((ToggleButton) find("#region-find-text")).fire());
        type("over the");
        waitUntil(() -> pane.view().caretProperty().get() == 5 * CHUNK - 8);
        runOnFx(() -> ((ToggleButton) find("#region-find-text")).fire());
        type("61 6e 73 77");
        waitUntil(() -> pane.view().caretProperty().get() == 0x40);
        assertThat(words("#region-find-message")).contains("other side");
        press(KeyCode.F3, true, false);
        waitUntil(() -> words("#region-find-message").contains("other side"));
        type("00 11 22 33 44 55 66 77 88");
        waitUntil(() -> words("#region-find-message").equals("Not found"));
        shown.shoot("region-find.png");
    }

    @Test
    void followsWhatIsWritten() {
        openRegion();
        runOnFx(() -> pane.followWritesProperty().set(true));
        write(2, 77 * CHUNK + 5, "far away");
        session.indexed();
        waitUntil(() -> pane.view().viewport().shows(77 * CHUNK + 5));
    }

    @Test
    void drawsNothingWhileNothingChanges() {
        openRegion();
        long before = onFx(pane.view()::paints);
        waitUntilStill(pane.view()::paints);
        assertThat(onFx(pane.view()::paints)).isEqualTo(before);
    }

    @Test
    void saysThatThereIsNoRegionYet() {
        assertThat(words("#region-empty")).startsWith("No region yet");
        shown.shoot("region-empty.png");
        assertThat(onFx(() -> pane.standingProperty().get())).isEmpty();
    }

    @Test
    void followsTheRegionOfEventsUntilOneIsChosenAndAgainWhenThatIsLetGo() {
        openTwoRegions();
        waitUntil(() -> shows(OTHER));
        assertThat(standing()).isEqualTo("following events");
        shown.shoot("region-following.png");
        runOnFx(() -> model.goTo(2));
        waitUntil(() -> shows(TOKEN));
        assertThat(standing()).isEqualTo("following events");
        runOnFx(model::goLive);
        waitUntil(() -> shows(OTHER));

        runOnFx(() -> model.select(model.selection().withToken(TOKEN)));
        waitUntil(() -> shows(TOKEN));
        assertThat(standing()).isEqualTo("pinned");
        session.record(1, 0, OTHER, new TapRecord.Content(8, 0, new byte[8]));
        session.indexed();
        waitUntil(() -> Objects.requireNonNull(model.state()).event() == 5);
        assertThat(onFx(() -> shows(TOKEN))).isTrue();

        runOnFx(() -> ((ToggleButton) find("#region-pin")).fire());
        waitUntil(() -> shows(OTHER));
        assertThat(standing()).isEqualTo("following events");
        runOnFx(() -> ((ToggleButton) find("#region-pin")).fire());
        assertThat(standing()).isEqualTo("pinned");
        assertThat(onFx(() -> model.selection().token())).isEqualTo(OTHER);
    }

    @Test
    void aByteThatIsChosenPinsItsRegion() {
        openTwoRegions();
        waitUntil(() -> shows(OTHER));
        runOnFx(() -> pane.view().moveCaret(3, false));
        assertThat(standing()).isEqualTo("pinned");
        assertThat(onFx(() -> model.selection().token())).isEqualTo(OTHER);
        assertThat(onFx(() -> model.selection().byteOffset())).isEqualTo(3);
    }

    /// Five events, of which the last is about the second region.
    private void openTwoRegions() {
        session.record(1, 0, 0, new TapRecord.DeviceAdded(0x11, 1, CHUNK, 4096, 4 * GIB, "vm1"));
        session.record(1, 1, TOKEN, new TapRecord.RegionCreated(CHUNK, 0x11));
        write(1, 0, "first");
        session.record(1, 1, OTHER, new TapRecord.RegionCreated(CHUNK, 0x11));
        session.record(1, 0, OTHER, new TapRecord.Content(0, 0, new byte[8]));
        session.indexed();
        runOnFx(() -> model.open(session));
    }

    private boolean shows(long token) {
        return pane.view().region() != null && pane.view().region().token() == token;
    }

    private String standing() {
        return onFx(() -> pane.standingProperty().get());
    }
}
