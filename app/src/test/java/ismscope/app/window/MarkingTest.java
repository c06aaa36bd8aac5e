package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.model.Marks;
import ismscope.app.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkingTest {
    @TempDir private static Path folder;
    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        open = OpenWindow.of(settings, 1440, 900);
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        for (long event : new long[] {40, 12, 44}) {
            open.act(() -> open.model.goTo(event));
            open.press(KeyCode.CONTROL, KeyCode.M);
        }
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    @Test
    void marksTheCurrentEventAndUnmarksIt() throws Exception {
        assertThat(open.model.marks().all())
                .extracting(Marks.Mark::event)
                .containsExactly(12L, 40L, 44L);
        open.press(KeyCode.CONTROL, KeyCode.M);
        assertThat(open.model.marks().all()).hasSize(2);
    }

    @Test
    void goesFromMarkToMark() throws Exception {
        open.act(() -> open.model.goTo(20));
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        assertThat(open.model.currentEvent()).isEqualTo(40);
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        assertThat(open.model.currentEvent()).isEqualTo(12);
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        assertThat(open.model.currentEvent()).isEqualTo(12);
        assertThat(open.node(Label.class, "#notice-sentence").getText())
                .isEqualTo("There is no further mark.");
    }

    @Test
    void digitsLeadToTheFirstMarks() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        assertThat(open.model.currentEvent()).isEqualTo(12);
        open.press(KeyCode.CONTROL, KeyCode.DIGIT3);
        assertThat(open.model.currentEvent()).isEqualTo(44);
        assertThat(onFx(() -> open.window.actions().enabled(ActionId.MARK_4).get())).isFalse();
    }

    @Test
    void areSeenInTheListAndInTheStrip() throws Exception {
        open.act(() -> open.model.goTo(42));
        assertThat(onFx(() -> open.events().getAccessibleText())).doesNotStartWith("Marked.");
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.picture("marks-" + theme.name().toLowerCase(Locale.ROOT));
        }
        open.act(() -> open.model.goTo(44));
        assertThat(onFx(() -> open.events().getAccessibleText())).startsWith("Marked.");
    }

    @Test
    void endWithTheirSession() throws Exception {
        Path other = OpenWindow.record(folder, "hello", Duration.ofSeconds(10));
        open.act(() -> open.window.open(other));
        open.act(() -> open.node(Button.class, "#unsaved-discard").fire());
        open.open(other);
        assertThat(open.model.marks()).isEqualTo(Marks.NONE);
    }
}
