package ismscope.app.events;

import static ismscope.app.shown.ShownPane.onFx;
import static ismscope.app.shown.ShownPane.runOnFx;
import static ismscope.app.shown.ShownPane.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.events.EventFinder.Turn;
import ismscope.app.find.TextQuery;
import ismscope.app.model.SessionModel;
import ismscope.app.shown.ScriptedSession;
import ismscope.app.shown.ShownPane;
import ismscope.device.tap.TapRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The search over more events than one slice of it, and over rows that change.
class EventFinderTest {
    private static final int EVENTS = 9_000;
    private final ShownPane<EventListView> shown = ShownPane.show(ShownPane::events, 900, 300);
    private final SessionModel model = shown.model();
    private final ScriptedSession session = new ScriptedSession();
    private final EventFinder finder =
            onFx(() -> new EventFinder(model, shown.pane().reader(), () -> {}));

    @AfterEach
    void hidePane() {
        shown.close();
        session.close();
    }

    private void openMany(int... needles) {
        for (int event = 0, next = 0; event < EVENTS; event++) {
            boolean needle = next < needles.length && needles[next] == event;
            next += needle ? 1 : 0;
            session.record(0, 0, 0, new TapRecord.Mark(needle ? "a needle" : "hay"));
        }
        session.indexed();
        runOnFx(() -> model.open(session));
    }

    private void seekFrom(long event, String typed) {
        runOnFx(() -> {
            model.goTo(event);
            finder.seek(TextQuery.of(typed));
        });
    }

    private EventFinder.Found go(int way) {
        runOnFx(() -> finder.go(way));
        waitUntil(() -> finder.found().turn() != Turn.WAITING);
        return onFx(finder::found);
    }

    @Test
    void findsWhatIsFarAwayOnBothSidesAndAroundTheEnds() {
        openMany(3, 2_500, 8_999);
        seekFrom(3_000, "NEEDLE");
        assertThat(go(1).turn()).isEqualTo(Turn.NONE);
        assertThat(onFx(model::currentEvent)).isEqualTo(8_999);
        assertThat(go(1).turn()).isEqualTo(Turn.AROUND);
        assertThat(onFx(model::currentEvent)).isEqualTo(3);
        assertThat(go(-1).turn()).isEqualTo(Turn.AROUND);
        assertThat(onFx(model::currentEvent)).isEqualTo(8_999);
        EventFinder.Found last = go(-1);
        assertThat(onFx(model::currentEvent)).isEqualTo(2_500);
        assertThat(last.place()).isEqualTo(2);
        assertThat(last.count()).isEqualTo(3);
        assertThat(last.complete()).isTrue();
    }

    @Test
    void goesBackwardsBeforeItHasSeenTheRest() {
        openMany(10, 8_000);
        seekFrom(8_500, "needle");
        go(-1);
        assertThat(onFx(model::currentEvent)).isEqualTo(8_000);
        go(-1);
        assertThat(onFx(model::currentEvent)).isEqualTo(10);
    }

    @Test
    void aStepWithoutAnyHitEndsWhereItBegan() {
        openMany();
        seekFrom(4_000, "needle");
        EventFinder.Found nothing = go(1);
        assertThat(nothing.count()).isZero();
        assertThat(nothing.complete()).isTrue();
        assertThat(onFx(model::currentEvent)).isEqualTo(4_000);
    }

    @Test
    void aNewSearchTakesThePlaceOfTheOneBefore() {
        openMany(100, 8_900);
        seekFrom(0, "hay");
        seekFrom(0, "needle");
        waitUntil(() -> finder.found().complete());
        assertThat(onFx(finder::found).count()).isEqualTo(2);
    }

    @Test
    void aRequestIsLookedAtAgainWhenItsReplyIsThere() {
        session.record(0, 0, 0, new TapRecord.DeviceAdded(0x11, 1, 4096, 4096, 1 << 20, "vm1"));
        byte[] request = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        session.record(1, 1, 0, new TapRecord.Request(0, 0, 2, 14, 9, request));
        session.indexed();
        runOnFx(() -> model.open(session));
        seekFrom(0, "pending");
        waitUntil(() -> finder.found().complete() && finder.found().count() == 1);
        session.record(1, 1, 0, new TapRecord.Reply(0, 0, 1, 900, new byte[] {0}));
        session.indexed();
        waitUntil(() -> finder.found().count() == 0);
    }
}
