package ismscope.inspector.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.SmallCapture;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Figures of the sample traces are those of counting decoded events one by one.
class StatisticsRunTest {
    private static final Path SAMPLES = Path.of("..", "sample-traces");

    /// Subjects of a session whose filters are tried; they are many in some samples.
    private static final int TRIED = 12;

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void everyCountIsThatOfTheEventsThatItsFilterFinds(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            everyCountHasItsEvents(session.snapshot(), Scope.EVERYTHING);
        }
    }

    @Test
    void aRangeAndAFilterNarrowEveryCount() throws Exception {
        try (RecordingSession session =
                SampleTraces.opened(SAMPLES.resolve("busy").resolve("trace.pcapng"))) {
            SessionSnapshot snapshot = session.snapshot();
            Filter filter = Filter.parse("ism.vm == \"vm1\" || ism.status", snapshot);
            long half = snapshot.eventCount() / 2;
            everyCountHasItsEvents(snapshot, new Scope(10, half, Filter.EVERYTHING));
            everyCountHasItsEvents(snapshot, new Scope(0, Long.MAX_VALUE, filter));
            everyCountHasItsEvents(snapshot, new Scope(10, half, filter));
        }
    }

    private static void everyCountHasItsEvents(SessionSnapshot snapshot, Scope scope)
            throws Exception {
        Statistics found = new StatisticsRun(scope).advance(snapshot);
        assertThat(found.complete()).isTrue();
        List<Figures> all = new ArrayList<>(List.of(found.whole()));
        Stream.of(found.vms(), found.regions(), found.commands())
                .forEach(some -> all.addAll(some.subList(0, Math.min(TRIED, some.size()))));
        for (Figures figures : all) {
            for (Measure measure : Measure.values()) {
                String text = scope.eventsOf(figures.subject(), measure);
                Matches matches = new FilterRun(Filter.parse(text, snapshot)).advance(snapshot);
                assertThat(figures.count(measure))
                        .as("%s: %s", measure, text)
                        .isEqualTo(sum(snapshot, measure, matches));
                if (measure == Measure.EVENTS && matches.count() > 0) {
                    assertThat(figures.firstEvent()).isEqualTo(matches.event(0));
                    assertThat(figures.lastEvent()).isEqualTo(matches.event(matches.count() - 1));
                }
            }
        }
    }

    /// Records of notifications that were not delivered count for what they tell.
    private static long sum(SessionSnapshot snapshot, Measure measure, Matches matches) {
        if (measure != Measure.MERGED && measure != Measure.LOST) {
            return matches.count();
        }
        long sum = 0;
        for (long row = 0; row < matches.count(); row++) {
            if (snapshot.event(matches.event(row)).record() instanceof TapRecord.Swallowed some) {
                sum += some.count();
            }
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void latenciesAndRefusalsAreThoseOfTheReplies(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            List<Long> latencies = new ArrayList<>();
            Map<Integer, Long> refusals = new HashMap<>();
            for (long event = 0; event < snapshot.eventCount(); event++) {
                if (snapshot.event(event).record() instanceof TapRecord.Reply reply) {
                    latencies.add(reply.nanos());
                    int ack = reply.bytes().length == 0 ? 0 : reply.bytes()[0] & 0xff;
                    if (ack != Ack.OK.code()) {
                        refusals.merge(ack, 1L, Long::sum);
                    }
                }
            }
            Figures whole = new StatisticsRun(Scope.EVERYTHING).advance(snapshot).whole();
            assertThat(whole.refusals()).isEqualTo(refusals);
            check(snapshot, whole.latency(), latencies);
        }
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void eachBarHasTheRepliesThatItsFilterFinds(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            Statistics found = new StatisticsRun(Scope.EVERYTHING).advance(snapshot);
            for (Figures figures : found.commands()) {
                for (Latency.Bar bar : figures.latency().bars()) {
                    String text = found.scope().eventsOf(figures.subject(), bar.filter());
                    assertThat(count(snapshot, text)).as(text).isEqualTo(bar.count());
                }
                if (figures.latency().count() > 0) {
                    String text = Latency.filterFrom(figures.latency().longest());
                    assertThat(count(snapshot, text)).as(text).isPositive();
                }
            }
        }
    }

    private static long count(SessionSnapshot snapshot, String filter) throws Exception {
        return new FilterRun(Filter.parse(filter, snapshot)).advance(snapshot).count();
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void whatIsLeftOfVmsAndRegionsIsWhatIsLeftOfAll(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            Statistics found = new StatisticsRun(Scope.EVERYTHING).advance(snapshot);
            Leftover all = found.left(found.whole().subject());
            assertThat(all.bytes()).isEqualTo(found.liveBytes());
            for (List<Figures> parts : List.of(found.vms(), found.regions())) {
                assertThat(
                                parts.stream()
                                        .mapToLong(part -> found.left(part.subject()).bytes())
                                        .sum())
                        .isEqualTo(all.bytes());
            }
            if (!all.regions().isEmpty() && all.regions().size() <= 64) {
                assertThat(count(snapshot, all.filter())).isEqualTo(all.regions().size());
                assertThat(count(snapshot, all.oldestFilter())).isEqualTo(1);
            }
        }
    }

    private static void check(SessionSnapshot snapshot, Latency found, List<Long> latencies) {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        assertThat(found.count()).isEqualTo(sorted.length);
        assertThat(found.bars().stream().mapToLong(Latency.Bar::count).sum())
                .isEqualTo(sorted.length);
        for (Latency.Bar bar : found.bars()) {
            assertThat(bar.count())
                    .as("%s", bar)
                    .isEqualTo(
                            Arrays.stream(sorted)
                                    .filter(value -> value >= bar.from() && value < bar.to())
                                    .count());
        }
        if (sorted.length == 0) {
            return;
        }
        assertThat(found.longest()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(snapshot.kind(found.worstEvent())).isEqualTo(TapKind.REPLY);
        long median = sorted[(sorted.length + 1) / 2 - 1];
        assertThat(found.p50()).isBetween(median, median + median / 64 + 1);
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void stoppedAndGoneOnItSaysTheSame(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            StatisticsRun stopped = new StatisticsRun(Scope.EVERYTHING);
            Statistics partial = stopped.advance(snapshot, _ -> false);
            Statistics whole = new StatisticsRun(Scope.EVERYTHING).advance(snapshot);
            Statistics resumed = stopped.advance(snapshot);
            assertThat(partial.examined()).isLessThanOrEqualTo(resumed.examined());
            assertThat(resumed.whole()).hasToString(whole.whole().toString());
            assertThat(resumed.vms()).hasToString(whole.vms().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("ismscope.inspector.SampleTraces#traces")
    void liveRegionsAreThoseOfTheState(Path sample) throws Exception {
        try (RecordingSession session = SampleTraces.opened(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            Statistics found = new StatisticsRun(Scope.EVERYTHING).advance(snapshot);
            Map<Long, Long> sizes = new HashMap<>();
            for (long event = 0; event < snapshot.eventCount(); event++) {
                TapRecord record = snapshot.event(event).record();
                if (record instanceof TapRecord.RegionCreated created) {
                    sizes.put(snapshot.token(event), created.size());
                } else if (record instanceof TapRecord.RegionFreed) {
                    sizes.remove(snapshot.token(event));
                }
            }
            assertThat(found.liveBytes())
                    .isEqualTo(sizes.values().stream().mapToLong(Long::longValue).sum());
            assertThat(found.alive())
                    .isSortedAccordingTo(Comparator.comparingLong(life -> -life.size()));
            assertThat(found.orphanedBytes()).isLessThanOrEqualTo(found.liveBytes());
        }
    }

    @Test
    void notificationsCountForWhatTheirRecordsTell(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("swallowed.pcapng");
        try (CaptureRecorder recorder = SmallCapture.recorder(file)) {
            recorder.record(1, 5, 77, new TapRecord.Event(1, 0, 4, new byte[4]));
            recorder.record(1, 5, 77, new TapRecord.Swallowed(TapRecord.Swallowed.MERGED, 3));
            recorder.record(1, 5, 78, new TapRecord.Swallowed(TapRecord.Swallowed.NO_PEER, 2));
        }
        try (RecordingSession session = SampleTraces.opened(file)) {
            everyCountHasItsEvents(session.snapshot(), Scope.EVERYTHING);
            Statistics found = new StatisticsRun(Scope.EVERYTHING).advance(session.snapshot());
            Figures vm = found.vms().getFirst();
            assertThat(vm.count(Measure.MERGED)).isEqualTo(3);
            assertThat(vm.count(Measure.LOST)).isEqualTo(2);
            assertThat(vm.coalescing()).isEqualTo(0.75);
        }
    }
}
