package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The time line, the sequence diagram and the statistics in the window, by keyboard.
class SessionPanesTest {
    @TempDir private static Path folder;
    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        open = OpenWindow.of(settings, 1440, 900);
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(10)));
        open.act(() -> open.model.goTo(30));
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    @Test
    void theTimeLineHasATrackForEachVmAndStepsThroughCommands() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.T);
        Label standing = (Label) open.node("#timeline-standing");
        OpenWindow.until(() -> standing.getText().endsWith("tracks"));
        open.act(() -> open.model.select(open.model.selection().withDevice(1)));
        long before = open.model.currentEvent();
        open.press(KeyCode.LEFT);
        assertThat(open.model.currentEvent()).isNotEqualTo(before);
        pictures("timeline");
    }

    @Test
    void theSequenceDiagramStepsFromMessageToMessage() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.Q);
        OpenWindow.until(
                () -> String.valueOf(open.node("#sequence").getAccessibleText()).contains("#"));
        long before = open.model.currentEvent();
        open.press(KeyCode.DOWN);
        assertThat(open.model.currentEvent()).isGreaterThan(before);
        pictures("sequence");
    }

    @Test
    void aFigureLeadsToItsEvents() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.S);
        TableView<?> table = (TableView<?>) open.node("#statistics-table");
        OpenWindow.until(() -> table.getItems().size() > 1);
        open.act(() -> {
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(1);
        });
        open.press(KeyCode.ENTER);
        String filter = onFx(() -> open.node(TextInputControl.class, "#filter").getText());
        assertThat(filter).startsWith("ism.vm == ");
        pictures("statistics");
    }

    private void pictures(String name) throws Exception {
        for (ThemeChoice theme : ThemeChoice.values()) {
            open.theme(theme);
            open.picture(name + "-" + theme.name().toLowerCase(Locale.ROOT));
        }
    }
}
