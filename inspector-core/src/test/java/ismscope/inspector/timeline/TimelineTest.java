package ismscope.inspector.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.SmallCapture;
import ismscope.inspector.event.Event;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The time line of the sample traces is that of looking at each decoded event.
class TimelineTest {
    private static final long SEED = 7;
    private static final int MANY = 60_000;

    private static long[] orderBounds(TimelineView view, int pixels) {
        OrderAxis axis = new OrderAxis(view.events());
        return axis.bounds(0, axis.length(), pixels);
    }

    private static boolean isIn(Lane lane, Event event) {
        return switch (event.record()) {
            case TapRecord.Request _ -> lane == Lane.COMMAND;
            case TapRecord.Doorbell _ -> lane == Lane.DOORBELL;
            case TapRecord.Event _ -> lane == Lane.DELIVERY;
            case TapRecord.Violation _ -> lane == Lane.TROUBLE;
            case TapRecord.Reply reply ->
                    lane == Lane.TROUBLE
                            && reply.bytes().length > 0
                            && (reply.bytes()[0] & 0xff) != Ack.OK.code();
            case TapRecord.Swallowed swallowed ->
                    lane
                            == (swallowed.reason() == TapRecord.Swallowed.MERGED
                                    ? Lane.MERGED
                                    : Lane.LOST);
            default -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void everyPixelHasTheEventsBetweenItsBounds(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            TimelineView view = new Timeline().advance(snapshot, _ -> true);
            Random random = new Random(SEED);
            for (Axis axis :
                    List.of(
                            new OrderAxis(view.events()),
                            new TimeAxis(snapshot, view.events(), view.gaps()),
                            new TimeAxis(snapshot, view.events(), List.of()))) {
                double from = random.nextDouble() * axis.length() / 2;
                double to = from + random.nextDouble() * (axis.length() - from);
                compare(snapshot, view, axis.bounds(from, to, 37));
                compare(snapshot, view, axis.bounds(0, axis.length() + 1, 5));
            }
        }
    }

    private static void compare(SessionSnapshot snapshot, TimelineView view, long[] bounds) {
        int pixels = bounds.length - 1;
        int[] counts = new int[pixels];
        boolean[] running = new boolean[pixels];
        for (int track = 0; track < view.trackCount(); track++) {
            int device = view.device(track);
            for (Lane lane : Lane.values()) {
                long all = view.count(device, lane, bounds, counts);
                long[] found = eventsOf(snapshot, device, lane);
                for (int i = 0; i < pixels; i++) {
                    long from = bounds[i];
                    long to = bounds[i + 1];
                    assertThat(counts[i])
                            .as("%s of %s in %d to %d", lane, device, from, to)
                            .isEqualTo(
                                    (int)
                                            LongStream.of(found)
                                                    .filter(e -> e >= from && e < to)
                                                    .count());
                }
                assertThat(all).isEqualTo(Arrays.stream(counts).sum());
            }
            view.running(device, bounds, running);
            for (int i = 0; i < pixels; i++) {
                assertThat(running[i])
                        .as("a command of %s runs at %d", device, bounds[i])
                        .isEqualTo(isRunning(snapshot, device, bounds[i]));
            }
        }
    }

    private static long[] eventsOf(SessionSnapshot snapshot, int device, Lane lane) {
        return LongStream.range(0, snapshot.eventCount())
                .filter(event -> snapshot.device(event) == device)
                .filter(event -> isIn(lane, snapshot.event(event)))
                .toArray();
    }

    private static boolean isRunning(SessionSnapshot snapshot, int device, long event) {
        return LongStream.range(0, event)
                .filter(n -> snapshot.device(n) == device && snapshot.kind(n) == TapKind.REQUEST)
                .anyMatch(n -> snapshot.counterpart(n) >= event);
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void liveBytesAreThoseOfTheRegionsOfTheDevice(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            TimelineView view = new Timeline().advance(snapshot, _ -> true);
            long[] bounds = orderBounds(view, 9);
            long[] found = new long[9];
            long[] sum = new long[9];
            for (int track = 0; track < view.trackCount(); track++) {
                view.liveBytes(view.device(track), bounds, found);
                for (int i = 0; i < found.length; i++) {
                    sum[i] += found[i];
                }
            }
            for (int i = 0; i < sum.length; i++) {
                assertThat(sum[i])
                        .isEqualTo(
                                snapshot.stateAt(bounds[i] - 1).regions().values().stream()
                                        .filter(region -> region.alive())
                                        .mapToLong(region -> region.size())
                                        .sum());
            }
        }
    }

    @Test
    void buffersAreThoseThatTheLastEventLeft(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("buffers.pcapng");
        try (CaptureRecorder recorder = SmallCapture.recorder(file)) {
            recorder.record(1, 0, 0, new TapRecord.DeviceAdded(1, 1, 4096, 64, 1 << 20, "vm1"));
            recorder.record(1, 1, 5, new TapRecord.Event(1, 0, 4, new byte[4], 2));
            recorder.record(1, 2, 5, new TapRecord.Event(1, 1, 4, new byte[4], 1));
            recorder.record(
                    1, 3, 5, new TapRecord.Swallowed(TapRecord.Swallowed.NO_EVENTQ_BUFFER, 1));
            recorder.record(1, 4, 5, new TapRecord.Swallowed(TapRecord.Swallowed.NO_PEER, 1));
            recorder.record(1, 5, 5, new TapRecord.Event(1, 2, 4, new byte[4], 7));
        }
        try (RecordingSession session = SampleTraces.opened(file)) {
            TimelineView view = new Timeline().advance(session.snapshot(), _ -> true);
            long[] found = new long[7];
            view.buffers(1, new long[] {0, 1, 2, 3, 4, 5, 6, 6}, found);
            assertThat(found).containsExactly(-1, -1, 2, 1, 0, 0, 7);
            assertThat(view.countsBuffers()).isTrue();
            assertThat(view.hasMerged()).isFalse();
        }
    }

    @Test
    void countsAreExactWhereThereAreMany(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("many.pcapng");
        Random random = new Random(SEED);
        try (CaptureRecorder recorder = SmallCapture.recorder(file)) {
            for (int i = 0; i < MANY; i++) {
                // Dense at first, then rare: numbers of blocks end somewhere.
                int device = i < MANY / 2 ? 1 + random.nextInt(2) : 1 + random.nextInt(400);
                recorder.record(device, 1, 5, new TapRecord.Doorbell(0));
            }
        }
        try (RecordingSession session = SampleTraces.opened(file)) {
            SessionSnapshot snapshot = session.snapshot();
            Timeline timeline = new Timeline();
            while (timeline.view().events() < snapshot.eventCount()) {
                long some = timeline.view().events();
                timeline.advance(snapshot, events -> events < some + 5000);
            }
            long[] bounds = orderBounds(timeline.view(), 211);
            int[] counts = new int[211];
            for (int device = 1; device <= 2; device++) {
                timeline.view().count(device, Lane.DOORBELL, bounds, counts);
                assertThat(counts).containsExactly(naive(snapshot, device, bounds));
            }
        }
    }

    private static int[] naive(SessionSnapshot snapshot, int device, long[] bounds) {
        int[] counts = new int[bounds.length - 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] =
                    (int)
                            LongStream.range(bounds[i], bounds[i + 1])
                                    .filter(event -> snapshot.device(event) == device)
                                    .count();
        }
        return counts;
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void placesAndEventsOfAnAxisFitEachOther(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            TimelineView view = new Timeline().advance(snapshot, _ -> true);
            TimeAxis axis = new TimeAxis(snapshot, view.events(), view.gaps());
            double before = -1;
            for (long event = 0; event < view.events(); event++) {
                double place = axis.placeOf(event);
                assertThat(place).isBetween(Math.max(0, before), axis.length() + 1);
                before = place;
                long found = axis.eventAt(place);
                assertThat(snapshot.timeNanos(found)).isEqualTo(snapshot.timeNanos(event));
            }
            for (Gap gap : view.gaps()) {
                assertThat(snapshot.timeNanos(gap.before()) - snapshot.timeNanos(gap.before() - 1))
                        .isEqualTo(gap.length());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void stoppedAndGoneOnItIsTheSame(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            Timeline timeline = new Timeline();
            TimelineView partial = timeline.advance(snapshot, events -> events == 0);
            assertThat(partial.events()).isLessThanOrEqualTo(4096);
            TimelineView view = timeline.advance(snapshot, _ -> true);
            assertThat(timeline.view()).isSameAs(view);
            compare(snapshot, view, orderBounds(view, 3));
        }
    }
}
