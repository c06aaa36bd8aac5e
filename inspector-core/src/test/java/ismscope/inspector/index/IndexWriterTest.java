package ismscope.inspector.index;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.capture.MappedFile;
import ismscope.inspector.event.Event;
import ismscope.inspector.generate.CaptureGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IndexWriterTest {
    private static final long EVENTS = 10_000;

    @TempDir private static Path folder;
    private static Path file = Path.of("");

    @BeforeAll
    static void generate() throws Exception {
        file = folder.resolve("busy.pcapng");
        new CaptureGenerator(ScenarioOptions.of("busy"), EVENTS).write(file, _ -> {});
    }

    /// Sees what the listener has seen each time that a snapshot is told.
    private static class Witness implements IndexListener {
        final List<Long> seen = new ArrayList<>();
        final List<Long> seenWhenTold = new ArrayList<>();
        final List<Long> told = new ArrayList<>();
        @Nullable IndexWriter writer;

        /// {@return the writer, which has run}
        IndexWriter follow(IndexWriter itsWriter) {
            writer = itsWriter;
            itsWriter.run();
            return itsWriter;
        }

        @Override
        public void append(Event event) {
            seen.add(event.number());
        }

        @Override
        public void published() {
            seenWhenTold.add((long) seen.size());
            told.add(Objects.requireNonNull(writer).snapshot().eventCount());
        }
    }

    private static IndexWriter writer(boolean readsAhead, IndexListener listener)
            throws IOException {
        CaptureBytes capture = new MappedFile(file);
        return readsAhead
                ? IndexWriter.reading(capture, listener)
                : new IndexWriter(capture, listener);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsASnapshotOnceTheListenerHasSeenAllOfIt(boolean readsAhead) throws Exception {
        Witness witness = new Witness();
        IndexWriter writer = witness.follow(writer(readsAhead, witness));
        long events = writer.snapshot().eventCount();
        assertThat(events).isGreaterThanOrEqualTo(EVENTS);
        assertThat(witness.seen).hasSize((int) events).isSorted().doesNotHaveDuplicates();
        assertThat(witness.told).isSorted().startsWith(128L, 256L, 512L).endsWith(events);
        assertThat(witness.seenWhenTold).isEqualTo(witness.told);
        assertThat(writer.end().orElseThrow().how()).isEqualTo(IndexEnd.How.WHOLE);
        assertThat(writer.indexed()).isEqualTo(Files.size(file));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDefectOfTheListenerEndsItAndKeepsWhatWasTold(boolean readsAhead) throws Exception {
        Witness witness =
                new Witness() {
                    @Override
                    public void append(Event event) {
                        super.append(event);
                        if (event.number() == 5_000) {
                            throw new IllegalStateException("cannot count to 5,000");
                        }
                    }
                };
        IndexWriter writer = witness.follow(writer(readsAhead, witness));
        IndexEnd end = writer.end().orElseThrow();
        assertThat(end.how()).isEqualTo(IndexEnd.How.DEFECT);
        assertThat(end.detail()).contains("cannot count to 5,000");
        assertThat(witness.seen).hasSize(5_001);
        assertThat(writer.snapshot().eventCount()).isGreaterThanOrEqualTo(4_096);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void memoryThatRunsOutInTheListenerIsSaid(boolean readsAhead) throws Exception {
        IndexListener hungry =
                new IndexListener() {
                    @Override
                    public void append(Event event) {
                        throw new OutOfMemoryError("none left");
                    }

                    @Override
                    public void published() {}
                };
        IndexWriter writer = writer(readsAhead, hungry);
        writer.run();
        IndexEnd end = writer.end().orElseThrow();
        assertThat(end.how()).isEqualTo(IndexEnd.How.UNREADABLE);
        assertThat(end.detail()).isEqualTo("memory is exhausted");
    }

    @Test
    void anInterruptWhileItReadsAheadLosesNothing() throws Exception {
        Witness witness = new Witness();
        IndexWriter writer = writer(true, witness);
        Thread.currentThread().interrupt();
        witness.follow(writer);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(witness.seen).hasSize((int) writer.snapshot().eventCount());
    }
}
