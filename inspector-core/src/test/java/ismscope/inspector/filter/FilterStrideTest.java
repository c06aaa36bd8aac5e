package ismscope.inspector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.generate.CaptureGenerator;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions that are long enough for all processors.
class FilterStrideTest {
    private static final long EVENTS = 700_000;

    @TempDir private static Path folder;
    private static RecordingSession session;
    private static SessionSnapshot snapshot;

    @BeforeAll
    static void open() throws Exception {
        Path file = folder.resolve("busy.pcapng");
        new CaptureGenerator(ScenarioOptions.of("busy"), EVENTS).write(file, _ -> {});
        session = RecordingSession.open(file);
        session.awaitEnd();
        snapshot = session.snapshot();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    /// {@return the events that pass, one block after the other on this thread}
    private static List<Long> oneByOne(Filter filter) {
        FilterRun.Evaluation evaluation = new FilterRun.Evaluation(filter, snapshot);
        List<Long> found = new ArrayList<>();
        for (long from = 0; from < snapshot.eventCount(); from += Block.SIZE) {
            int count = (int) Math.min(Block.SIZE, snapshot.eventCount() - from);
            long[] bits = evaluation.select(from, count);
            for (int i = 0; i < count; i++) {
                if ((bits[i >>> 6] >>> i & 1) != 0) {
                    found.add(from + i);
                }
            }
        }
        return found;
    }

    private static List<Long> events(Matches matches) {
        List<Long> events = new ArrayList<>();
        for (long row = 0; row < matches.count(); row++) {
            events.add(matches.event(row));
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ism.kind == DOORBELL && ism.vm == \"vm3\"",
                "ism.status != OK",
                "ism.content.offset == 0x40",
                "region.peers > 1 && vm.doorbells < 5000",
                "changed && ism.kind != GRANT",
                "ism.peer == \"vm2\"",
                "_ws.col.info contains \"ATTACH\""
            })
    void findsWhatOneThreadFinds(String text) throws Exception {
        Filter filter = Filter.parse(text, snapshot);
        Matches matches = new FilterRun(filter).advance(snapshot);
        assertThat(matches.examined()).isEqualTo(snapshot.eventCount());
        assertThat(events(matches)).isEqualTo(oneByOne(filter));
    }

    @Test
    void canBeStoppedAndGoesOnFromThere() throws Exception {
        Filter filter = Filter.parse("ism.kind == GRANT", snapshot);
        FilterRun run = new FilterRun(filter);
        Matches some = run.advance(snapshot, matches -> matches.examined() < 300_000);
        assertThat(some.examined()).isBetween(300_000L, snapshot.eventCount() - 1);
        Matches all = run.advance(snapshot);
        assertThat(events(all)).isEqualTo(oneByOne(filter)).isNotEmpty();
    }
}
