package ismscope.inspector.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.event.Event;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Folding of the sample traces against their decoded events.
class MessageFoldingTest {
    private static Matches messages(SessionSnapshot snapshot) throws Exception {
        return new FilterRun(Filter.parse(Messages.filter(), snapshot)).advance(snapshot);
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void theMessagesAreThoseThatTheFilterFinds(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            MessageFolds folds = new MessageFolding().advance(snapshot);
            assertThat(folds.messages()).isEqualTo(messages(snapshot).count());
            assertThat(folds.messages())
                    .isEqualTo(
                            LongStream.range(0, snapshot.eventCount())
                                    .filter(event -> Messages.has(snapshot.kind(event)))
                                    .count());
        }
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void whatIsInOneRowIsTheSameAndItsLatenciesAreThoseOfItsEvents(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            Matches matches = messages(snapshot);
            MessageFolds folds = new MessageFolding().advance(snapshot);
            for (long place = 0; place < folds.count(); place++) {
                Fold fold = folds.fold(place);
                for (int row = 0; row < fold.period(); row++) {
                    compare(snapshot, matches, fold, row, folds.latency(place, row));
                }
            }
        }
    }

    private static void compare(
            SessionSnapshot snapshot, Matches matches, Fold fold, int row, LatencyRange told) {
        Event first = snapshot.event(matches.event(fold.first() + row));
        LatencyRange range = LatencyRange.UNKNOWN;
        for (long time = 0; time < fold.times(); time++) {
            long number = matches.event(fold.first() + row + time * fold.period());
            Event event = snapshot.event(number);
            assertThat(what(event)).isEqualTo(what(first));
            range = range.with(nanos(snapshot, number));
        }
        assertThat(told).isEqualTo(range);
    }

    private static Object what(Event event) {
        return List.of(
                event.kind(),
                event.device(),
                event.token(),
                switch (event.record()) {
                    case TapRecord.Swallowed swallowed -> swallowed;
                    case TapRecord.Interrupt interrupt -> interrupt;
                    default -> "";
                });
    }

    private static long nanos(SessionSnapshot snapshot, long event) {
        long other = snapshot.counterpart(event);
        return snapshot.kind(event) == TapKind.REPLY && other >= 0
                ? snapshot.timeNanos(event) - snapshot.timeNanos(other)
                : Messages.deliveryNanos(snapshot, event);
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void aDeliveryTookAsLongAsItIsAfterItsDoorbell(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            for (long event = 0; event < snapshot.eventCount(); event++) {
                long found = Messages.deliveryNanos(snapshot, event);
                long delivery = event;
                long expected =
                        snapshot.kind(event) != TapKind.EVENT || snapshot.flow(event) == 0
                                ? -1
                                : LongStream.range(Math.max(0, event - 256), event)
                                        .filter(n -> snapshot.flow(n) == snapshot.flow(delivery))
                                        .filter(n -> snapshot.kind(n) == TapKind.DOORBELL)
                                        .map(n ->
                                                snapshot.timeNanos(delivery)
                                                        - snapshot.timeNanos(n))
                                        .reduce((_, last) -> last)
                                        .orElse(-1);
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void rowsAreFewerThanMessagesOnlyByWhatFoldsHide(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            MessageFolds folds = new MessageFolding().advance(session.snapshot());
            long hidden =
                    LongStream.range(0, folds.count())
                            .mapToObj(folds::fold)
                            .mapToLong(Fold::hidden)
                            .sum();
            FoldedRows rows = new FoldedRows(folds, Set.of());
            assertThat(rows.count()).isEqualTo(folds.messages() - hidden);
            assertThat(rows.row(0).message()).isZero();
        }
    }
}
