package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.model.Selection;
import ismscope.app.theme.ThemeChoice;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Field;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two moments compared, and going to what set something.
class MomentsTest {
    @TempDir private static Path folder;
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

    private SessionSnapshot snapshot() throws Exception {
        return onFx(() -> Objects.requireNonNull(open.model.snapshot()));
    }

    @Test
    void listsWhatDiffersFromTheChosenMomentAndFollowsTheCurrentEvent() throws Exception {
        ListView<?> list = open.node(ListView.class, "#moments-list");
        open.act(() -> open.model.goTo(20));
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.M);
        assertThat(onFx(() -> list.getItems().isEmpty())).isTrue();

        open.act(() -> open.model.goTo(80));
        until(() -> !list.getItems().isEmpty());
        assertThat(open.node(Label.class, "#moments-title").getText()).startsWith("#21 \u2192 #81");
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.picture("moments-" + theme.name().toLowerCase(Locale.ROOT));
        }
        open.act(() -> {
            list.requestFocus();
            list.getSelectionModel().select(0);
        });
        open.press(KeyCode.ENTER);
        until(() -> open.model.currentEvent() != 80);
        assertThat(open.model.currentEvent()).isBetween(21L, 80L);
    }

    @Test
    void comparingEndsWhereItBegan() throws Exception {
        open.act(() -> open.model.goTo(20));
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.M);
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.M);

        assertThat(onFx(() -> open.model.comparedEventProperty().get())).isEqualTo(-1);
    }

    @Test
    void goesToTheEventThatMadeTheSelectedMapping() throws Exception {
        SessionSnapshot snapshot = snapshot();
        long mapped = 0;
        while (snapshot.kind(mapped) != TapKind.MAPPED) {
            mapped++;
        }
        long target = mapped;
        open.act(() -> {
            open.model.goTo(target + 2);
            open.model.select(
                    Selection.NONE
                            .withEvent(target + 2)
                            .withToken(snapshot.token(target))
                            .withDevice(snapshot.device(target)));
        });
        until(() -> {
            SessionState state = open.model.state();
            return state != null && state.event() == target + 2;
        });
        open.press(KeyCode.F12);
        until(() -> open.model.currentEvent() == target);
        open.press(KeyCode.ALT, KeyCode.LEFT);
        assertThat(open.model.currentEvent()).isEqualTo(target + 2);
    }

    @Test
    void stepsThroughWhatBelongsTogether() throws Exception {
        SessionSnapshot snapshot = snapshot();
        long request = 0;
        while (snapshot.kind(request) != TapKind.REQUEST) {
            request++;
        }
        long start = request;
        open.act(() -> open.model.goTo(start));
        open.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.PERIOD);
        until(() -> open.model.currentEvent() != start);
        assertThat(snapshot.flow(open.model.currentEvent())).isEqualTo(snapshot.flow(start));
        assertThat(onFx(() -> open.window.actions().enabled(ActionId.ORIGIN).get())).isTrue();
    }

    private void origin(long event, String field) throws Exception {
        open.act(() -> open.model.goTo(event));
        TreeView<?> tree = open.node(TreeView.class, "#details-tree");
        open.act(() -> {
            tree.requestFocus();
            for (int row = 0; row < tree.getExpandedItemCount(); row++) {
                if (tree.getTreeItem(row).getValue() instanceof Field each
                        && each.name().equals(field)) {
                    tree.getSelectionModel().select(row);
                    return;
                }
            }
            throw new AssertionError(field);
        });
        open.press(KeyCode.F12);
    }

    private long last(TapKind kind, long before) throws Exception {
        SessionSnapshot snapshot = snapshot();
        long event = before - 1;
        while (snapshot.kind(event) != kind) {
            event--;
        }
        return event;
    }

    @Test
    void fieldsOfTheDetailsLeadToWhatMadeThem() throws Exception {
        SessionSnapshot snapshot = snapshot();
        long mapped = last(TapKind.MAPPED, snapshot.eventCount());
        origin(mapped, "ism.token");
        until(() -> snapshot.kind(open.model.currentEvent()) == TapKind.REGION_CREATED);
        assertThat(snapshot.token(open.model.currentEvent())).isEqualTo(snapshot.token(mapped));

        origin(mapped, "ism.rights");
        until(() -> snapshot.kind(open.model.currentEvent()) == TapKind.GRANT);

        long reply = last(TapKind.REPLY, snapshot.eventCount());
        origin(reply, "ism.queue.index");
        until(() -> snapshot.kind(open.model.currentEvent()) == TapKind.QUEUE);

        long status = last(TapKind.STATUS, snapshot.eventCount());
        origin(status, "ism.status.before");
        until(() -> open.model.currentEvent() != status);
        assertThat(snapshot.kind(open.model.currentEvent())).isEqualTo(TapKind.STATUS);
        assertThat(open.model.currentEvent()).isLessThan(status);
    }

    @Test
    void aDoorbellLeadsToTheMappingThatItRingsFor() throws Exception {
        open.open(Path.of("..", "sample-traces", "tour", "trace.pcapng"));
        SessionSnapshot snapshot = snapshot();
        long bell = last(TapKind.DOORBELL, snapshot.eventCount());
        origin(bell, "ism.doorbell.offset");
        until(() -> snapshot.kind(open.model.currentEvent()) == TapKind.MAPPED);
        assertThat(snapshot.device(open.model.currentEvent())).isEqualTo(snapshot.device(bell));
        assertThat(snapshot.token(open.model.currentEvent())).isEqualTo(snapshot.token(bell));
    }

    @Test
    void saysThatTheEventItselfSetIt() throws Exception {
        SessionSnapshot snapshot = snapshot();
        long created = last(TapKind.REGION_CREATED, snapshot.eventCount());
        origin(created, "ism.token");
        until(() ->
                open.node(Label.class, "#notice-sentence")
                        .getText()
                        .equals("The current event itself set it."));
        assertThat(open.model.currentEvent()).isEqualTo(created);
    }

    @Test
    void aByteOfARegionLeadsToItsWriter() throws Exception {
        SessionSnapshot snapshot = snapshot();
        long store = last(TapKind.CONTENT, snapshot.eventCount());
        open.act(() -> open.model.goTo(store));
        Selection bytes = open.model.selection();
        open.act(() -> open.model.select(bytes.withEvent(store + 1).withRegionBytes(3, 1)));
        open.press(KeyCode.F12);
        until(() -> open.model.currentEvent() == store);
    }

    @Test
    void aLineOfTheComparisonLeadsToWhatSetIt() throws Exception {
        ListView<?> list = open.node(ListView.class, "#moments-list");
        open.act(() -> open.model.goTo(20));
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.M);
        open.act(() -> open.model.goTo(80));
        until(() -> !list.getItems().isEmpty());
        open.act(() -> {
            list.requestFocus();
            list.getSelectionModel().select(0);
        });
        open.press(KeyCode.F12);
        until(() -> open.model.currentEvent() != 80);
        assertThat(open.model.currentEvent()).isBetween(21L, 80L);
    }
}
