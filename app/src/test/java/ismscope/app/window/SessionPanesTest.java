package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
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
            choose(table, 1, 1);
        });
        open.press(KeyCode.ENTER);
        String filter = onFx(() -> open.node(TextInputControl.class, "#filter").getText());
        assertThat(filter).startsWith("ism.vm == ");
        pictures("statistics");
    }

    private static <T> void choose(TableView<T> table, int row, int column) {
        table.getSelectionModel().clearAndSelect(row, table.getColumns().get(column));
    }

    @Test
    void figuresAreNarrowedToTheFilterAndToTheChosenStretch() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.S);
        Label summary = (Label) open.node("#statistics-summary");
        OpenWindow.until(() -> summary.getText().startsWith("168 events"));
        open.act(() -> open.node(TextInputControl.class, "#filter").setText("ism.kind == REQUEST"));
        open.act(() -> open.node(ToggleButton.class, "#statistics-narrow-filter").fire());
        OpenWindow.until(() -> summary.getText().startsWith("34 events"));
        open.act(() -> open.node(ToggleButton.class, "#statistics-narrow-filter").fire());
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.T);
        Node tracks = open.node("#timeline");
        OpenWindow.until(() -> String.valueOf(tracks.getAccessibleText()).contains("3 tracks"));
        open.act(() -> drag(tracks, 400, 700));
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.S);
        open.act(() -> open.node(ToggleButton.class, "#statistics-narrow-stretch").fire());
        OpenWindow.until(() -> !summary.getText().startsWith("168 events"));
        pictures("statistics-stretch");
    }

    /// Shift and dragging chooses a stretch.
    private static void drag(Node tracks, double from, double to) {
        Node canvas = ((Parent) tracks).getChildrenUnmodifiable().getFirst();
        canvas.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, from));
        canvas.fireEvent(mouse(MouseEvent.MOUSE_DRAGGED, (from + to) / 2));
        canvas.fireEvent(mouse(MouseEvent.MOUSE_DRAGGED, to));
        canvas.fireEvent(mouse(MouseEvent.MOUSE_RELEASED, to));
    }

    private static MouseEvent mouse(EventType<MouseEvent> type, double x) {
        return new MouseEvent(
                type,
                x,
                40,
                x,
                40,
                MouseButton.PRIMARY,
                1,
                true,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                false,
                null);
    }

    private void pictures(String name) throws Exception {
        for (ThemeChoice theme : ThemeChoice.values()) {
            open.theme(theme);
            open.picture(name + "-" + theme.name().toLowerCase(Locale.ROOT));
        }
    }
}
