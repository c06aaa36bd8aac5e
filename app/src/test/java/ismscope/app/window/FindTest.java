package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.theme.ThemeChoice;
import ismscope.inspector.event.ValueText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searching the event list, as a person does it.
class FindTest {
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
    void goesFromHitToHitAndAroundTheEnd() throws Exception {
        openRecording();
        List<Long> hits = events(event -> says(event, "attach"));
        assertThat(hits).hasSizeGreaterThan(3);
        type("AtTaCh");
        until(() -> said().equals(hits.size() + " found") || said().endsWith(" of " + hits.size()));
        assertThat(open.model.currentEvent()).isZero();
        for (int i = 0; i < hits.size(); i++) {
            open.press(KeyCode.ENTER);
            until(at(hits.get(i)));
            assertThat(said()).isEqualTo(i + 1 + " of " + hits.size());
        }
        open.press(KeyCode.ENTER);
        until(at(hits.getFirst()));
        assertThat(said()).isEqualTo("1 of " + hits.size() + ", on from the other end");
        open.press(KeyCode.SHIFT, KeyCode.ENTER);
        until(at(hits.getLast()));
        assertThat(said())
                .isEqualTo(hits.size() + " of " + hits.size() + ", on from the other end");
        open.press(KeyCode.SHIFT, KeyCode.ENTER);
        until(at(hits.get(hits.size() - 2)));
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.picture("find-" + theme.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void theListItselfKnowsTheKeysOfTheSearch() throws Exception {
        openRecording();
        List<Long> hits = events(event -> says(event, "vm2"));
        type("vm2");
        open.press(KeyCode.ESCAPE);
        assertThat(onFx(() -> open.node("#event-find-bar").isVisible())).isFalse();
        assertThat(onFx(() -> open.events().isFocused())).isTrue();
        open.press(KeyCode.CONTROL, KeyCode.N);
        until(at(hits.getFirst()));
        open.press(KeyCode.F3);
        until(at(hits.get(1)));
        open.press(KeyCode.CONTROL, KeyCode.B);
        until(at(hits.getFirst()));
        open.press(KeyCode.F3);
        open.press(KeyCode.SHIFT, KeyCode.F3);
        until(at(hits.getFirst()));
        assertThat(onFx(() -> open.events().isFocused())).isTrue();
    }

    @Test
    void saysThatThereIsNoHit() throws Exception {
        openRecording();
        type("no such words");
        until(() -> said().equals("No event has this."));
        open.press(KeyCode.ENTER);
        assertThat(said()).isEqualTo("No event has this.");
        assertThat(open.model.currentEvent()).isZero();
    }

    @Test
    void hexDigitsFindTheRegionByItsToken() throws Exception {
        openRecording();
        long token = open.snapshot().token(events(e -> open.snapshot().token(e) != 0).getLast());
        List<Long> hits = events(event -> open.snapshot().token(event) == token);
        type(ValueText.token(token).toUpperCase(Locale.ROOT).replace("0X", "0x"));
        open.press(KeyCode.ENTER);
        until(at(hits.getFirst()));
    }

    @Test
    void hexDigitsFindBytesAndSelectThem() throws Exception {
        openRecording();
        long event = events(e -> open.snapshot().event(e).bytes().length > 12).getFirst();
        byte[] bytes = open.snapshot().event(event).bytes();
        int last = bytes.length - 8;
        type("0x" + HexFormat.of().formatHex(bytes, last, bytes.length));
        open.press(KeyCode.ENTER);
        until(() -> open.model.selection().byteLength() == 8);
        byte[] found = open.snapshot().event(open.model.currentEvent()).bytes();
        int from = (int) open.model.selection().byteOffset();
        assertThat(HexFormat.of().formatHex(found, from, from + 8))
                .isEqualTo(HexFormat.of().formatHex(bytes, last, bytes.length));
    }

    @Test
    void countsOnWhileASessionGrows() throws Exception {
        open.play("tour");
        until(() -> open.count() > 10);
        type("vm1");
        until(() -> !said().isEmpty());
        int before = counted();
        until(() -> counted() > before + 3);
        assertThat(open.model.following()).isTrue();
        open.press(KeyCode.ENTER);
        until(() -> !open.model.following());
        assertThat(words(open.model.currentEvent())).contains("vm1");
        until(() -> said().matches("[\\d,]+ of [\\d,]+.*"));
    }

    @Test
    void theNextKeyBeginsAnotherSearch() throws Exception {
        openRecording();
        type("x");
        type("xq");
        until(() -> said().equals("No event has this."));
        type("vm1");
        List<Long> hits = events(event -> says(event, "vm1"));
        until(() -> counted() == hits.size());
    }

    @Test
    void anotherSessionIsSearchedAnew() throws Exception {
        openRecording();
        type("attach");
        until(() -> counted() > 0);
        open.open(OpenWindow.record(folder, "hello", Duration.ofSeconds(10)));
        List<Long> hits = events(event -> says(event, "attach"));
        until(() -> counted() == hits.size());
    }

    @Test
    void theRegionHasASearchOfItsOwn() throws Exception {
        openRecording();
        long region = events(event -> open.snapshot().token(event) != 0).getFirst();
        open.act(() -> open.model.goTo(region));
        open.act(() -> open.node("#region-canvas").requestFocus());
        open.press(KeyCode.CONTROL, KeyCode.F);
        assertThat(onFx(() -> open.node("#region-find-bar").isVisible())).isTrue();
        assertThat(onFx(() -> open.node("#event-find-bar").isVisible())).isFalse();
    }

    private void openRecording() throws Exception {
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        open.act(() -> open.model.goTo(0));
    }

    private void type(String text) throws Exception {
        open.act(() -> open.window.actions().run(ActionId.FIND));
        open.act(() -> open.node(TextField.class, "#event-find").setText(text));
    }

    private String said() {
        return open.node(Label.class, "#event-find-message").getText();
    }

    /// {@return the count in what is said, -1 while there is none}
    private int counted() {
        String number = said().replaceAll(".* of |,.*| .*", "");
        return number.matches("\\d+") ? Integer.parseInt(number) : -1;
    }

    private BooleanSupplier at(long event) {
        return () -> open.model.currentEvent() == event;
    }

    private boolean says(long event, String words) {
        return words(event).contains(words);
    }

    /// {@return the whole row in lower case}
    private String words(long event) {
        return open.events().rowText(event).toLowerCase(Locale.ROOT);
    }

    private List<Long> events(LongPredicate wanted) {
        List<Long> found = new ArrayList<>();
        for (long event = 0; event < open.count(); event++) {
            if (wanted.test(event)) {
                found.add(event);
            }
        }
        return found;
    }
}
