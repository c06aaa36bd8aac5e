package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.theme.ThemeChoice;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.EventNote;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Going to what one knows of a place.
class GoingTest {
    private static final Path TOUR = Path.of("..", "sample-traces", "tour", "trace.pcapng");

    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        open = OpenWindow.of(settings, 1440, 900);
        open.open(TOUR);
        open.act(() -> open.model.notes().keep(12, new EventNote(true, "the refusal", "")));
        open.act(() -> open.model.notes().keep(30, new EventNote(false, "", "Why so slow?")));
        open.act(() -> open.model.goTo(100));
        open.press(KeyCode.CONTROL, KeyCode.G);
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    private void type(String text) throws Exception {
        TextField input = open.node(TextField.class, "#go-to-input");
        open.act(() -> {
            input.setText(text);
            input.end();
        });
    }

    private List<String> proposed() throws Exception {
        ListView<?> list = open.node(ListView.class, "#go-to-places");
        return onFx(() -> list.getItems().stream().map(String::valueOf).toList());
    }

    private String hint() throws Exception {
        Label hint = open.node(Label.class, "#go-to-hint");
        return onFx(hint::getText);
    }

    @Test
    void proposesTheWaysToSayAPlaceAndWhatIsKept() throws Exception {
        until(() -> !open.node(ListView.class, "#go-to-places").getItems().isEmpty());
        assertThat(proposed()).anyMatch(place -> place.contains("the refusal"));
        assertThat(proposed()).anyMatch(place -> place.contains("12.5ms"));
        assertThat(proposed()).anyMatch(place -> place.contains("token=0x"));
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.picture("go-to-" + theme.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void theArrowsChooseANoteByItsWords() throws Exception {
        type("SLOW");
        assertThat(proposed()).hasSize(1);
        open.press(KeyCode.DOWN);
        open.press(KeyCode.ENTER);
        assertThat(open.model.currentEvent()).isEqualTo(30);
        assertThat(onFx(() -> open.events().isFocused())).isTrue();
    }

    @Test
    void theTabulatorCompletesAToken() throws Exception {
        long last =
                LongStream.range(0, open.count())
                        .map(open.snapshot()::token)
                        .filter(token -> token != 0)
                        .reduce(0, (_, token) -> token);
        type("token=" + ValueText.token(last).substring(0, 8));
        until(() -> !open.node(ListView.class, "#go-to-places").getItems().isEmpty());
        open.press(KeyCode.TAB);
        assertThat(open.node(TextField.class, "#go-to-input").getText())
                .isEqualTo("token=" + ValueText.token(last));
        open.act(() -> open.model.goTo(0));
        open.press(KeyCode.ENTER);
        until(() -> open.model.currentEvent() > 0);
        assertThat(open.snapshot().token(open.model.currentEvent())).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#5000|There is no such event: the session has 976",
                "#0|An event is # and its number, from 1",
                "12.5|A time is a number and its unit: 12.5ms, 300us, 2s or 1m, with + or - from"
                        + " here",
                "90m|That is outside the session",
                "-90s|That is outside the session",
                "@25:00|A time of day is @ and hours, minutes, seconds",
                "0xzz|A token is 0x and hex digits",
                "0xffffffffffffffff|No region has a token that begins with 0xffffffffffffffff",
                "nonsense|Not understood, and in no bookmark or note"
            })
    void saysWhatIsWrongAndStays(String typed, String sentence) throws Exception {
        type(typed);
        assertThat(hint()).startsWith(sentence);
        open.press(KeyCode.ENTER);
        assertThat(open.model.currentEvent()).isEqualTo(100);
        assertThat(onFx(() -> open.node("#go-to-input").isFocused())).isTrue();
        open.press(KeyCode.ESCAPE);
        assertThat(onFx(() -> open.events().isFocused())).isTrue();
    }
}
