package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.session.EventNote;
import java.nio.file.Path;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A walk through all panes without a mouse, with something done in each.
class KeyboardAloneTest {
    private static final Path TOUR = Path.of("..", "sample-traces", "tour", "trace.pcapng");
    private static final long START = 100;

    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        open = OpenWindow.of(settings, 1440, 900);
        open.open(TOUR);
        open.act(() -> open.model.notes().keep(40, new EventNote(true, "here", "")));
        open.act(() -> open.model.goTo(START));
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    private long current() throws Exception {
        return onFx(open.model::currentEvent);
    }

    /// Goes on to a pane with F6.
    private void walkTo(String frame) throws Exception {
        for (int i = 0; i < 20 && !isIn(frame); i++) {
            open.press(KeyCode.F6);
        }
        assertThat(isIn(frame)).as(frame).isTrue();
    }

    private boolean isIn(String frame) throws Exception {
        return onFx(() -> {
            Node node = open.stage.getScene().getFocusOwner();
            while (node != null && !frame.equals(node.getId())) {
                node = node.getParent();
            }
            return node != null;
        });
    }

    private void opensItsMenu() throws Exception {
        open.press(KeyCode.SHIFT, KeyCode.F10);
        until(() -> menu() != null);
        open.press(KeyCode.ESCAPE);
        until(() -> menu() == null);
    }

    private static @Nullable ContextMenu menu() {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .filter(Window::isShowing)
                .map(ContextMenu.class::cast)
                .findFirst()
                .orElse(null);
    }

    @Test
    void theEventListAndWhatIsBelowIt() throws Exception {
        walkTo("events-frame");
        open.press(KeyCode.DOWN);
        assertThat(current()).isEqualTo(START + 1);
        opensItsMenu();

        walkTo("details-frame");
        open.press(KeyCode.HOME);
        open.press(KeyCode.DOWN);
        open.press(KeyCode.DOWN);
        assertThat(onFx(() -> open.model.selection().hasBytes())).isTrue();
        opensItsMenu();
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.I);
        Set<Label> titles = open.robot.lookup(".event-header .label").queryAllAs(Label.class);
        assertThat(titles).extracting(Label::getText).contains("version");

        walkTo("bytes-frame");
        open.press(KeyCode.RIGHT);
        assertThat(onFx(() -> open.model.selection().byteOffset())).isPositive();
        opensItsMenu();
    }

    @Test
    void theComparisonOfTwoMoments() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.M);
        open.act(() -> open.model.goTo(300));
        ListView<?> list = open.node(ListView.class, "#moments-list");
        until(() -> !list.getItems().isEmpty());
        walkTo("details-frame");
        assertThat(onFx(list::isFocused)).isTrue();
        open.press(KeyCode.DOWN);
        open.press(KeyCode.ENTER);
        until(() -> open.model.currentEvent() < 300);
        open.press(KeyCode.ESCAPE);
        assertThat(onFx(() -> open.model.comparedEventProperty().get())).isEqualTo(-1);
    }

    @Test
    void findingsAndNotes() throws Exception {
        walkTo("findings-frame");
        open.press(KeyCode.RIGHT);
        open.press(KeyCode.DOWN);
        until(() -> open.model.finding() != null);
        assertThat(current()).isNotEqualTo(START);
        opensItsMenu();

        walkTo("notes-frame");
        open.press(KeyCode.ENTER);
        assertThat(current()).isEqualTo(40);
        opensItsMenu();
        open.press(KeyCode.DELETE);
        assertThat(onFx(() -> open.model.notes().all())).isEmpty();
    }

    @Test
    void timeLineSequenceAndStatistics() throws Exception {
        walkTo("timeline-frame");
        until(() -> open.node("#timeline").isFocused());
        open.press(KeyCode.RIGHT);
        until(() -> open.model.currentEvent() > START);

        walkTo("sequence-frame");
        long before = current();
        until(() -> open.node("#sequence").isFocused());
        open.press(KeyCode.DOWN);
        until(() -> open.model.currentEvent() > before);

        walkTo("statistics-frame");
        until(() -> !open.node(Label.class, "#statistics-summary").getText().isEmpty());
        open.press(KeyCode.SHIFT, KeyCode.TAB);
        open.press(KeyCode.SPACE);
        open.press(KeyCode.TAB);
        open.press(KeyCode.DOWN);
        open.press(KeyCode.RIGHT);
        open.press(KeyCode.ENTER);
        until(() -> !open.node(TextField.class, "#filter").getText().isEmpty());
    }

    @Test
    void theStripTheGraphAndTheRegion() throws Exception {
        walkTo("session-strip");
        open.press(KeyCode.RIGHT);
        assertThat(current()).isGreaterThan(START);

        walkTo("graph-frame");
        open.press(KeyCode.HOME);
        assertThat(onFx(() -> open.model.selection().device())).isPositive();
        opensItsMenu();

        walkTo("region-frame");
        open.press(KeyCode.RIGHT);
        assertThat(onFx(() -> open.model.selection().inRegion())).isTrue();
        opensItsMenu();
    }
}
