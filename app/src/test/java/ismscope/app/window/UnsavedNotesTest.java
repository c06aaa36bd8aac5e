package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.theme.ThemeChoice;
import ismscope.inspector.session.EventNote;
import ismscope.inspector.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked before notes are lost.
class UnsavedNotesTest {
    @TempDir private static Path captures;
    @TempDir private Path folder;
    private OpenWindow open;
    private Path noted;
    private Path other;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        noted = OpenWindow.record(captures, "permissions", Duration.ofSeconds(10));
        other = OpenWindow.record(captures, "hello", Duration.ofSeconds(10));
        open = OpenWindow.of(settings, 1200, 800);
        open.open(noted);
        open.act(() -> open.model.notes().keep(12, new EventNote(true, "here", "look")));
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    private boolean asks() throws Exception {
        Node question = open.node("#unsaved-notes");
        return onFx(question::isVisible);
    }

    private void press(String id) throws Exception {
        open.act(() -> open.node(Button.class, id).fire());
    }

    private Path shown() {
        Session session = open.model.sessionProperty().get();
        return session == null ? Path.of("") : session.file();
    }

    @Test
    void openingAnotherFileAsksAndSavesFirst() throws Exception {
        Path saved = folder.resolve("noted.pcapng");
        open.act(() -> open.window.open(other));
        assertThat(asks()).isTrue();
        assertThat(open.node(Label.class, "#unsaved-sentence").getText())
                .isEqualTo("What was kept with one event is in no file yet and would be lost.");
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.picture("unsaved-notes-" + theme.name().toLowerCase(Locale.ROOT));
        }
        open.answers.add(saved);
        press("#unsaved-save");
        until(() -> shown().equals(other));
        assertThat(Files.exists(saved)).isTrue();
        open.open(saved);
        until(() -> open.model.notes().of(12).name().equals("here"));
    }

    @Test
    void closingAsksAndDiscards() throws Exception {
        open.act(() -> open.window.actions().run(ActionId.CLOSE_SESSION));
        assertThat(asks()).isTrue();
        press("#unsaved-discard");
        until(() -> open.model.sessionProperty().get() == null);
    }

    @Test
    void whoCancelsStaysEachTime() throws Exception {
        for (ActionId ending :
                List.of(
                        ActionId.CLOSE_SESSION,
                        ActionId.QUIT,
                        ActionId.RESTART,
                        ActionId.START_STOP,
                        ActionId.REPLAY)) {
            open.act(() -> open.window.actions().run(ending));
            assertThat(asks()).as("%s", ending).isTrue();
            open.press(KeyCode.ESCAPE);
            assertThat(asks()).as("%s", ending).isFalse();
            assertThat(shown()).isEqualTo(noted);
        }
        assertThat(open.model.notes().unsaved()).isTrue();
    }

    @Test
    void whoNamesNoFileStays() throws Exception {
        open.act(() -> open.window.open(other));
        press("#unsaved-save");
        assertThat(asks()).isFalse();
        assertThat(shown()).isEqualTo(noted);
    }

    @Test
    void notesThatCannotBeSavedAreNotLost() throws Exception {
        open.act(() -> open.window.open(other));
        open.answers.add(folder.resolve("nowhere").resolve("noted.pcapng"));
        press("#unsaved-save");
        until(() ->
                open.node(Label.class, "#notice-sentence").getText().startsWith("noted.pcapng"));
        assertThat(shown()).isEqualTo(noted);
        assertThat(open.model.notes().of(12).name()).isEqualTo("here");
    }

    @Test
    void nothingIsAskedOnceTheyAreSaved() throws Exception {
        Path saved = folder.resolve("noted.pcapng");
        open.answers.add(saved);
        open.act(() -> open.window.actions().run(ActionId.SAVE));
        until(() -> !open.model.notes().unsaved());
        open.open(other);
        assertThat(asks()).isFalse();
    }

    @Test
    void aNoteTakenBackIsNoneToSave() throws Exception {
        open.act(() -> open.model.notes().keep(12, EventNote.NONE));
        open.act(() -> open.window.actions().run(ActionId.CLOSE_SESSION));
        assertThat(asks()).isFalse();
        until(() -> open.model.sessionProperty().get() == null);
    }
}
