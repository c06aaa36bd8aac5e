package ismscope.inspector.state;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Area;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapRecord;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateTimelineTest {
    private static SessionState fromScratch(EventLog log, long event) {
        WorkingState state = new WorkingState(FrozenState.NOTHING);
        for (long n = 0; n <= event; n++) {
            StateReducer.apply(state, log.apply(n));
        }
        return state.freeze();
    }

    private static void assertSame(SessionState actual, SessionState expected) {
        assertThat(actual.event()).isEqualTo(expected.event());
        assertThat(actual.devices()).isEqualTo(expected.devices());
        assertThat(List.copyOf(actual.devices().keySet()))
                .isEqualTo(List.copyOf(expected.devices().keySet()));
        assertThat(actual.regions()).isEqualTo(expected.regions());
        assertThat(List.copyOf(actual.regions().keySet()))
                .isEqualTo(List.copyOf(expected.regions().keySet()));
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 100000", "2, 4, 100000", "7, 1000, 100000", "5, 1000, 40", "64, 8, 8"})
    void givesTheSameStateAsReplayingFromTheStart(
            int distance, int maxKeyframes, int maxOwnEntries) {
        EventLog log = NonsenseLog.events(distance * 31L, 1500);
        StateTimeline timeline =
                log.states(new StateTimeline(distance, maxKeyframes, maxOwnEntries));
        Random random = new Random(distance);

        for (int i = 0; i < 200; i++) {
            long event = random.nextLong(-1, log.last() + 1);
            assertSame(timeline.at(event, log), fromScratch(log, event));
        }
    }

    @Test
    void stepsForwardAndBackEventByEvent() {
        EventLog log = NonsenseLog.events(3, 700);
        StateTimeline timeline = log.states(new StateTimeline(64, 100, 100_000));

        for (long event = 0; event <= log.last(); event++) {
            assertSame(timeline.at(event, log), fromScratch(log, event));
        }
        for (long event = log.last(); event >= -1; event -= 7) {
            assertSame(timeline.at(event, log), fromScratch(log, event));
        }
    }

    @Test
    void aJumpAppliesNoMoreEventsThanLieBetweenKeyframes() {
        EventLog log = NonsenseLog.events(5, 20_000);
        StateTimeline timeline = log.states(new StateTimeline(50, 1000, 1_000_000));
        AtomicLong applied = new AtomicLong();

        timeline.at(19_949, log.watched(_ -> applied.incrementAndGet()));

        assertThat(applied.get()).isLessThan(50);
    }

    @Test
    void eventsThatOnlyCountAreNotDecoded() {
        EventLog log = new EventLog();
        log.add(1, 0, new TapRecord.DeviceAdded(1, 1, 4096, 16, 1 << 20, "vm1"));
        log.add(1, 7, new TapRecord.RegionCreated(4096, 1));
        for (int i = 0; i < 3_000; i++) {
            log.add(1, 7, new TapRecord.Doorbell(i));
            log.add(1, 7, new TapRecord.Content(i, 0, new byte[4]));
            log.add(1, 0, new TapRecord.Interrupt(1, 0));
            log.add(1, 0, new TapRecord.Event(1, 0, 24, new byte[24]));
            log.add(1, 0, new TapRecord.Violation(200, Severity.WARN, "", new byte[0]));
        }
        StateTimeline timeline = log.states(new StateTimeline(2_000, 1000, 1_000_000));
        AtomicLong decoded = new AtomicLong();

        SessionState state = timeline.at(11_111, log.watched(_ -> decoded.incrementAndGet()));

        assertSame(state, fromScratch(log, 11_111));
        assertThat(decoded).hasValue(1);
    }

    @Test
    void afterALossEveryRecordIsLookedAt() {
        EventLog log = NonsenseLog.events(9, 500);
        log.skip(1);
        for (int i = 0; i < 4_000; i++) {
            log.add(1 + i % 5, 7, new TapRecord.Doorbell(i));
            log.add(1 + i % 5, 7, new TapRecord.Status(15, i % 7 == 0 ? 0 : 15));
            log.add(1 + i % 5, 7, new TapRecord.Mapped(3, List.of(new Area(0, 4096))));
        }
        StateTimeline timeline = log.states(new StateTimeline(1_000, 1000, 1_000_000));
        for (long event = 0; event <= log.last(); event += 97) {
            assertSame(timeline.at(event, log), fromScratch(log, event));
        }
    }

    @Test
    void keyframesAreThinnedWhenTheyBecomeTooMany() {
        EventLog log = NonsenseLog.events(5, 20_000);
        StateTimeline timeline = log.states(new StateTimeline(10, 100, 1_000_000));

        assertThat(timeline.distance()).isEqualTo(320);
    }

    @Test
    void keyframesAreThinnedWhenTheyHoldTooMuch() {
        EventLog log = NonsenseLog.events(5, 20_000);
        StateTimeline roomy = log.states(new StateTimeline(10, 10_000, 1_000_000));
        StateTimeline tight = log.states(new StateTimeline(10, 10_000, 500));

        assertThat(roomy.distance()).isEqualTo(10);
        assertThat(tight.distance()).isGreaterThan(100);
        assertSame(tight.at(12_345, log), roomy.at(12_345, log));
    }

    @Test
    void theTipIsTheStateAfterTheLastEvent() {
        EventLog log = NonsenseLog.events(8, 3000);
        StateTimeline timeline = new StateTimeline(100, 100, 100_000);

        for (long n = 0; n <= log.last(); n++) {
            timeline.append(log.apply(n));
            if (n % 333 == 0) {
                assertSame(timeline.tip(), fromScratch(log, n));
            }
        }
        AtomicLong applied = new AtomicLong();
        timeline.tip();
        timeline.at(log.last(), log.watched(_ -> applied.incrementAndGet()));

        assertThat(applied.get()).isZero();
    }

    @Test
    void anyThreadMayAskWhileEventsAreAppended() throws Exception {
        EventLog log = NonsenseLog.events(13, 30_000);
        StateTimeline timeline = new StateTimeline(16, 64, 10_000);
        AtomicLong appended = new AtomicLong(-1);
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            Callable<Long> reader =
                    () -> {
                        Random random = new Random(1);
                        long asked = 0;
                        while (appended.get() < log.last()) {
                            long event = random.nextLong(-1, appended.get() + 1);
                            assertThat(timeline.at(event, log).event()).isEqualTo(event);
                            asked++;
                        }
                        return asked;
                    };
            List<Future<Long>> running = List.of(readers.submit(reader), readers.submit(reader));
            for (long n = 0; n <= log.last(); n++) {
                timeline.append(log.apply(n));
                appended.set(n);
            }
            for (Future<Long> future : running) {
                assertThat(future.get()).isNotNegative();
            }
        }
        assertSame(timeline.at(29_000, log), fromScratch(log, 29_000));
    }
}
