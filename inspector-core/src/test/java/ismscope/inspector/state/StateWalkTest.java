package ismscope.inspector.state;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateWalkTest {
    private static final int ALL_KINDS = -1;
    private static final int MAPPING =
            TapKind.bits(TapKind.MAPPED, TapKind.UNMAPPED, TapKind.STATUS, TapKind.LOST);

    private static StateWalk walk(EventLog log, StateEvents events, int kinds) {
        StateTimeline timeline = log.states(new StateTimeline(64, 1000, 1_000_000));
        return new StateWalk(timeline, events, log.last() + 1, kinds);
    }

    private static @Nullable DeviceState device(SessionState state, Event of) {
        return of.device() == 0 ? null : state.device(of.device());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isTheStateAfterEveryEventAndBeforeIt(long seed) {
        EventLog log = NonsenseLog.events(seed, 9_000);
        StateTimeline timeline = log.states(new StateTimeline());
        StateWalk walk = walk(log, log, ALL_KINDS);
        SessionState before = timeline.at(-1, log);
        for (Event event : log.all()) {
            walk.to(event.number());
            SessionState after = timeline.at(event.number(), log);
            assertThat(device(after, event)).isEqualTo(walk.device(event.device()));
            assertThat(walk.region(event.token())).isEqualTo(after.region(event.token()));
            assertThat(walk.deviceBefore()).isEqualTo(device(before, event));
            assertThat(walk.regionBefore()).isEqualTo(before.region(event.token()));
            before = after;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void jumpsForthAndBack(long seed) {
        EventLog log = NonsenseLog.events(seed, 12_000);
        StateTimeline timeline = log.states(new StateTimeline());
        StateWalk walk = walk(log, log, ALL_KINDS);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long at = random.nextLong(0, log.last() + 1);
            walk.to(at);
            Event event = log.apply(at);
            SessionState after = timeline.at(at, log);
            assertThat(walk.device(event.device())).isEqualTo(device(after, event));
            assertThat(walk.region(event.token())).isEqualTo(after.region(event.token()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void knowsMappingsWithoutLookingAtOtherRecords(long seed) {
        EventLog log = NonsenseLog.events(seed, 9_000);
        StateTimeline timeline = log.states(new StateTimeline());
        StateWalk walk = walk(log, log, MAPPING);
        for (Event event : log.all()) {
            walk.to(event.number());
            SessionState after = timeline.at(event.number(), log);
            RegionState expected = after.region(event.token());
            RegionState actual = walk.region(event.token());
            assertThat(actual == null).isEqualTo(expected == null);
            if (actual != null && expected != null) {
                assertThat(actual.mappings()).isEqualTo(expected.mappings());
                assertThat(actual.alive()).isEqualTo(expected.alive());
            }
            // A device is there as soon as any record names it.
            DeviceState named = device(after, event);
            assertThat(walk.device(event.device()) == null).isEqualTo(named == null);
        }
    }

    @Test
    void decodesOnlyWhatMatters() {
        EventLog log = new EventLog();
        log.add(1, 0, new TapRecord.DeviceAdded(1, 1, 4096, 16, 1 << 20, "vm1"));
        log.add(1, 7, new TapRecord.RegionCreated(4096, 1));
        for (int i = 0; i < 50_000; i++) {
            log.add(1, 7, new TapRecord.Doorbell(i));
        }
        AtomicLong decoded = new AtomicLong();
        StateWalk walk = walk(log, log.watched(_ -> decoded.incrementAndGet()), MAPPING);
        for (long event = 0; event <= log.last(); event++) {
            walk.to(event);
        }
        walk.to(log.last() - 5);
        assertThat(Objects.requireNonNull(walk.region(7)).alive()).isTrue();
        assertThat(decoded).hasValueLessThanOrEqualTo(2);
    }
}
