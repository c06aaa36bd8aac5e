package ismscope.inspector.session;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.EngineSays;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.HeapBytes;
import ismscope.inspector.capture.PcapngReader;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.index.IndexEnd;
import ismscope.inspector.statistics.Scope;
import ismscope.inspector.statistics.StatisticsRun;
import ismscope.inspector.timeline.Timeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden run once more, while the file grows record by record: events, fields, findings,
/// states, filters, statistics and time line are those of the file cut off there, on the way and in
/// the end.
class GrowingSamplesTest {
    /// Lengths on the way at which everything is compared.
    private static final int STOPS = 5;

    /// Records after which what goes on with the session is told to.
    private static final int STRIDE = 61;

    @TempDir private static Path folder;

    static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    private static List<Long> ends(byte[] bytes) throws Exception {
        PcapngReader reader = new PcapngReader(new HeapBytes(bytes));
        List<Long> ends = new ArrayList<>();
        for (CaptureBlock next = reader.next(); next != null; next = reader.next()) {
            if (next instanceof CaptureBlock.Packet) {
                ends.add(reader.position());
            }
        }
        return ends;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void recordByRecordItSaysWhatTheFileCutOffThereSays(Path sample) throws Exception {
        byte[] bytes = Files.readAllBytes(SampleTraces.trace(sample));
        List<Long> ends = ends(bytes);
        GrowingFile file = new GrowingFile(folder.resolve(sample.getFileName() + ".pcapng"));
        try (IndexedCapture growing = new IndexedCapture(file)) {
            GoingOn goingOn = new GoingOn();
            int from = 0;
            for (int events = 1; events <= ends.size(); events++) {
                int to = Math.toIntExact(ends.get(events - 1));
                file.write(ByteBuffer.wrap(bytes, from, to - from));
                from = to;
                SessionSnapshot now = snapshotOf(growing, events);
                if (events % STRIDE == 0) {
                    goingOn.advance(now);
                }
                if (events % (ends.size() / STOPS) == 0 || events < 3) {
                    EngineSays cut = said(Arrays.copyOf(bytes, to));
                    EngineSays.assertSame(EngineSays.of(now), cut, "after " + events);
                    goingOn.assertSays(cut, now);
                }
            }
            file.write(ByteBuffer.wrap(bytes, from, bytes.length - from));
            file.close();
            growing.awaitEnd();
            assertThat(growing.end()).get().extracting(IndexEnd::how).isEqualTo(IndexEnd.How.WHOLE);
            EngineSays.assertSame(EngineSays.of(growing.snapshot()), said(bytes), "in the end");
        }
    }

    private static EngineSays said(byte[] bytes) throws Exception {
        try (IndexedCapture whole = new IndexedCapture(new HeapBytes(bytes))) {
            whole.awaitEnd();
            return EngineSays.of(whole.snapshot());
        }
    }

    /// {@return a snapshot of so many events, checked to the last}
    private static SessionSnapshot snapshotOf(IndexedCapture growing, long events) {
        SessionSnapshot snapshot = growing.snapshot();
        while (snapshot.eventCount() < events || snapshot.findings().eventCount() < events) {
            LockSupport.parkNanos(10_000);
            snapshot = growing.snapshot();
        }
        return snapshot;
    }

    /// What goes on from where it was as the session grows.
    private static final class GoingOn {
        private final Map<String, FilterRun> filters = new LinkedHashMap<>();
        private final StatisticsRun statistics = new StatisticsRun(Scope.EVERYTHING);
        private final Timeline timeline = new Timeline();

        void advance(SessionSnapshot now) {
            for (String text : EngineSays.FILTERS) {
                filters.computeIfAbsent(text, filter -> EngineSays.run(filter, now)).advance(now);
            }
            statistics.advance(now);
            timeline.advance(now, _ -> true);
        }

        void assertSays(EngineSays cut, SessionSnapshot now) {
            advance(now);
            filters.forEach((text, run) ->
                    assertThat(EngineSays.numbers(run.advance(now)))
                            .as("%s at %d", text, now.eventCount())
                            .isEqualTo(cut.found(text)));
            assertThat(EngineSays.statistics(now, statistics.advance(now)))
                    .isEqualTo(cut.statistics());
            assertThat(EngineSays.timeline(timeline.view(), now)).isEqualTo(cut.timeline());
        }
    }
}
