package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.events.EventListView;
import ismscope.app.theme.ThemeChoice;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.LongStream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Filtering the event list, as a person does it.
class FilteringTest {
    private static final Path TOUR = Path.of("..", "sample-traces", "tour", "trace.pcapng");

    private Path settings;
    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path folder) throws Exception {
        settings = folder;
        open = OpenWindow.of(folder, 1440, 900);
        open.open(TOUR);
        onFx(() -> open.window.actions().run(ActionId.FILTER));
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    private SessionSnapshot snapshot() {
        return open.snapshot();
    }

    private void type(String text) throws Exception {
        onFx(() -> {
            TextField field = open.node(TextField.class, "#filter");
            field.setText(text);
            field.positionCaret(text.length());
            return null;
        });
    }

    private long shown() {
        Matches matches = open.model.matches();
        return matches == null ? -1 : matches.count();
    }

    private String message() {
        return open.node(Label.class, "#filter-message").getText();
    }

    private String status() {
        return open.node(Label.class, "#status-events").getText();
    }

    @Test
    void showsOnlyWhatIsWantedWithoutAKeyToConfirm() throws Exception {
        type("ism.kind == DOORBELL");
        long doorbells =
                LongStream.range(0, 976)
                        .filter(event -> snapshot().kind(event).name().equals("DOORBELL"))
                        .count();
        until(() -> shown() == doorbells);
        until(() -> status().equals(doorbells + " of 976 events"));
        long[] inView = onFx(() -> open.node(EventListView.class, "#event-list").shownEvents());
        assertThat(snapshot().kind(inView[0]).name()).isEqualTo("DOORBELL");
        assertThat(snapshot().kind(inView[1]).name()).isEqualTo("DOORBELL");
        open.picture("filter-valid-light");
        open.theme(ThemeChoice.DARK);
        open.picture("filter-valid-dark");
    }

    @Test
    void saysWhatIsWrongAndKeepsTheFilterBefore() throws Exception {
        type("changed");
        until(() -> shown() > 0);
        long before = shown();
        type("ism.tokn == 5 && changed");
        until(() ->
                message()
                        .equals(
                                "At 1: there is no field \"ism.tokn\"; did you mean"
                                        + " \"ism.token\"?"));
        assertThat(shown()).isEqualTo(before);
        open.picture("filter-invalid-light");
        open.theme(ThemeChoice.DARK);
        open.picture("filter-invalid-dark");
        type("");
        until(() -> shown() == -1);
        assertThat(message()).isEmpty();
    }

    @Test
    void proposesWhatCouldBeTypedAndPutsItIn() throws Exception {
        type("ism.la");
        ListView<?> list = open.node(ListView.class, "#filter-completion");
        until(list::isVisible);
        open.picture("filter-completion-light");
        open.theme(ThemeChoice.DARK);
        open.picture("filter-completion-dark");
        open.press(KeyCode.TAB);
        until(() -> text().equals("ism.latency"));
        type("ism.vm == ");
        until(list::isVisible);
        open.press(KeyCode.DOWN);
        open.press(KeyCode.ENTER);
        until(() -> text().startsWith("ism.vm == \""));
        open.press(KeyCode.ENTER);
        until(() -> shown() > 0);
        assertThat(Files.readAllLines(settings.resolve("recent_filters"))).containsExactly(text());
    }

    private String text() {
        return open.node(TextField.class, "#filter").getText();
    }

    @Test
    void goesToWhatIsShownAndSaysWhatIsHidden() throws Exception {
        type("ism.kind == DOORBELL");
        until(() -> shown() > 0);
        Matches matches = Objects.requireNonNull(open.model.matches());
        onFx(() -> {
            open.model.goTo(matches.event(3));
            return open.window.actions().run(ActionId.NEXT_EVENT);
        });
        until(() -> open.model.currentEvent() == matches.event(4));
        onFx(() -> {
            open.model.goTo(matches.event(4) + 1);
            return null;
        });
        Button chip = open.node(Button.class, "#hidden-event");
        until(chip::isVisible);
        onFx(() -> {
            chip.fire();
            return null;
        });
        until(() -> shown() == -1);
        until(() -> !chip.isVisible());
        assertThat(open.model.currentEvent()).isEqualTo(matches.event(4) + 1);
    }
}
