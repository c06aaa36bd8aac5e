package ismscope.app.events;

import static ismscope.app.shown.ShownPane.onFx;
import static ismscope.app.shown.ShownPane.runOnFx;
import static ismscope.app.shown.ShownPane.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.shown.ScriptedSession;
import ismscope.app.shown.ShownPane;
import ismscope.device.tap.TapRecord;
import javafx.event.Event;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventListViewTest {
    private static final long TOKEN = 0x169f_4cc9_0123_4567L;
    private static final String IN_FULL = "0x169f4cc901234567";
    private static final double FIRST_ROW_Y = 40;
    private ShownPane<EventListView> shown;

    @BeforeEach
    void showARegion() {
        shown = ShownPane.show(ShownPane::events, 900, 300);
        ScriptedSession session = new ScriptedSession();
        session.record(0, 1, TOKEN, new TapRecord.RegionCreated(1 << 20, 0));
        session.indexed();
        runOnFx(() -> shown.model().open(session));
        waitUntil(() -> shown.pane().shownEvents()[1] == 0);
    }

    @AfterEach
    void close() {
        shown.close();
    }

    @Test
    void copiesATokenInFull() {
        assertThat(onFx(() -> shown.pane().rowText(0))).contains("\t" + IN_FULL + "\t");
    }

    @Test
    void saysInFullWhatACellCuts() {
        StringBuilder said = new StringBuilder();
        runOnFx(() -> {
            for (double x = 5; x < 800; x += 20) {
                moveTo(x);
                said.append(shown.pane().tip().words()).append(' ');
            }
        });
        assertThat(said.toString()).contains(IN_FULL);
        runOnFx(() -> moveTo(5));
        assertThat(onFx(() -> shown.pane().tip().words())).isEmpty();
    }

    private void moveTo(double x) {
        Event.fireEvent(
                shown.pane().getChildrenUnmodifiable().getFirst(),
                new MouseEvent(
                        MouseEvent.MOUSE_MOVED,
                        x,
                        FIRST_ROW_Y,
                        x,
                        FIRST_ROW_Y,
                        MouseButton.NONE,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null));
    }
}
