package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.model.Marks;
import ismscope.app.model.Notes;
import ismscope.app.theme.ThemeChoice;
import ismscope.inspector.session.EventNote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.event.ActionEvent;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bookmarks and notes, kept in the file.
class NotesTest {
    @TempDir private Path folder;
    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        open = OpenWindow.of(settings, 1440, 900);
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    private void note(long event, String name, String text) throws Exception {
        open.act(() -> open.model.goTo(event));
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.C);
        TextField nameField = open.node(TextField.class, "#note-name");
        TextField textField = open.node(TextField.class, "#note-text");
        open.act(() -> nameField.setText(name));
        open.act(() -> textField.setText(text));
        open.act(() -> textField.fireEvent(new ActionEvent()));
    }

    @Test
    void travelWithTheSavedFileAndComeBackWithIt() throws Exception {
        note(12, "the refusal", "look here");
        note(30, "", "only a text");
        open.act(() -> open.model.goTo(44));
        open.press(KeyCode.CONTROL, KeyCode.M);
        open.picture("notes");
        Path saved = folder.resolve("noted.pcapng");
        open.answers.add(saved);
        open.press(KeyCode.CONTROL, KeyCode.S);
        until(() -> Files.exists(saved));

        open.open(saved);
        until(() -> open.model.marks().all().size() == 2);
        assertThat(open.model.marks().all())
                .extracting(Marks.Mark::event)
                .containsExactly(12L, 44L);
        assertThat(onFx(() -> open.model.notes().of(12)))
                .isEqualTo(new EventNote(true, "the refusal", "look here"));
        assertThat(onFx(() -> open.model.notes().of(30)))
                .isEqualTo(new EventNote(false, "", "only a text"));
        assertThat(onFx(() -> open.model.notes().changed())).isEmpty();
    }

    @Test
    void tabGoesRoundInTheBarAndNeverToTheKeysOfTheList() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.C);
        for (String field : List.of("#note-text", "#note-name", "#note-text")) {
            assertThat(onFx(() -> open.node(field).isFocused())).as(field).isTrue();
            open.press(KeyCode.TAB);
        }
    }

    @Test
    void theGoToBarKnowsBookmarksByName() throws Exception {
        note(12, "the refusal", "");
        open.act(() -> open.model.goTo(80));
        open.press(KeyCode.CONTROL, KeyCode.G);
        TextField input = open.node(TextField.class, "#go-to-input");
        open.act(() -> input.setText("REFUS"));
        open.act(() -> input.fireEvent(new ActionEvent()));

        assertThat(open.model.currentEvent()).isEqualTo(12);
    }

    private List<Long> listed() throws Exception {
        ListView<?> list = open.node(ListView.class, "#notes-list");
        return onFx(() ->
                list.getItems().stream()
                        .map(Notes.Kept.class::cast)
                        .map(Notes.Kept::event)
                        .toList());
    }

    @Test
    void areListedAndReachedRenamedAndDeletedByKeys() throws Exception {
        note(12, "the refusal", "look here");
        note(30, "", "only a text");
        open.act(() -> open.model.goTo(44));
        open.press(KeyCode.CONTROL, KeyCode.M);
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.B);
        assertThat(listed()).containsExactly(12L, 30L, 44L);
        open.press(KeyCode.DOWN);
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.picture("notes-list-" + theme.name().toLowerCase(Locale.ROOT));
        }
        open.press(KeyCode.ENTER);
        assertThat(open.model.currentEvent()).isEqualTo(30);

        open.press(KeyCode.F2);
        TextField name = open.node(TextField.class, "#note-name");
        open.act(() -> name.setText("slow"));
        open.act(() -> name.fireEvent(new ActionEvent()));
        assertThat(onFx(() -> open.model.notes().of(30)))
                .isEqualTo(new EventNote(true, "slow", "only a text"));
        assertThat(onFx(() -> open.node("#notes-list").isFocused())).isTrue();

        open.press(KeyCode.DELETE);
        assertThat(listed()).containsExactly(12L, 44L);
        assertThat(open.model.marks().all())
                .extracting(Marks.Mark::event)
                .containsExactly(12L, 44L);
        assertThat(open.robot.lookup("Bookmarks (2)").queryAll()).isNotEmpty();
    }
}
