package ismscope.inspector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.tap.TapKind;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureMergerTest {
    private static final Path TOUR = sample("tour");
    private static final Path MIXED = sample("mixed");
    private static final Path HELLO = sample("hello");

    @TempDir private Path folder;

    private static Path sample(String name) {
        return Path.of("..", "sample-traces", name, "trace.pcapng");
    }

    @Test
    void hasAllEventsByTimeAndLosesNone() throws Exception {
        Path merged = folder.resolve("merged.pcapng.gz");
        long written =
                new CaptureMerger(List.of(TOUR, HELLO, MIXED)).write(merged, _ -> true).events();

        try (RecordingSession session = RecordingSession.open(merged)) {
            session.awaitEnd();
            SessionSnapshot all = session.snapshot();
            assertThat(session.notice()).isEmpty();
            assertThat(all.eventCount()).isEqualTo(written);
            assertThat(all.lostCount()).isEqualTo(lost(TOUR) + lost(HELLO) + lost(MIXED));
            assertThat(LongStream.range(1, written))
                    .allMatch(event -> all.timeNanos(event - 1) <= all.timeNanos(event));
            assertThat(all.deviceCount())
                    .isEqualTo(devices(TOUR) + devices(HELLO) + devices(MIXED) - 2);
            assertThat(all.origin().fact("2.scenario")).isEqualTo("hello");
        }
    }

    @Test
    void everyReplyIsStillTheReplyOfItsRequest() throws Exception {
        Path merged = folder.resolve("merged.pcapng");
        new CaptureMerger(List.of(TOUR, TOUR)).write(merged, _ -> true);

        assertThat(answered(merged)).isEqualTo(2 * answered(TOUR)).isPositive();
    }

    @Test
    void oneCaptureAloneStaysAsItIs() throws Exception {
        Path merged = folder.resolve("merged.pcapng");
        new CaptureMerger(List.of(MIXED)).write(merged, _ -> true);

        try (RecordingSession one = RecordingSession.open(MIXED);
                RecordingSession other = RecordingSession.open(merged)) {
            one.awaitEnd();
            other.awaitEnd();
            for (long event = 0; event < one.snapshot().eventCount(); event++) {
                assertThat(other.snapshot().info(event)).isEqualTo(one.snapshot().info(event));
                assertThat(other.snapshot().event(event).bytes())
                        .isEqualTo(one.snapshot().event(event).bytes());
            }
        }
    }

    @Test
    void aCutInputIsMergedUpToItsEndAndNamed() throws Exception {
        Path cut = folder.resolve("cut.pcapng");
        byte[] bytes = Files.readAllBytes(TOUR);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        CaptureMerger merger = new CaptureMerger(List.of(cut, HELLO));

        assertThat(merger.write(folder.resolve("merged.pcapng"), _ -> true).events())
                .isGreaterThan(100);
        assertThat(merger.notices()).singleElement().asString().contains("cut.pcapng: it ends");
    }

    @Test
    void whatIsNoCaptureIsRefusedAndNothingIsWritten() throws Exception {
        Path other = Files.writeString(folder.resolve("text"), "no capture at all");
        Path merged = folder.resolve("merged.pcapng");

        assertThatThrownBy(() -> new CaptureMerger(List.of(TOUR, other)).write(merged, _ -> true))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("not a pcapng file");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("merged"));
    }

    @Test
    void aCancelledMergeLeavesNothing() throws Exception {
        Path merged = folder.resolve("merged.pcapng.zst");
        List<Path> inputs = Collections.nCopies(9, TOUR);

        assertThat(new CaptureMerger(inputs).write(merged, _ -> false))
                .isEqualTo(new CaptureMerger.Result(4096, false));
        assertThat(folder).isEmptyDirectory();
    }

    private static long answered(Path file) throws Exception {
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            SessionSnapshot all = session.snapshot();
            return LongStream.range(0, all.eventCount())
                    .filter(event ->
                            all.kind(event) == TapKind.REPLY && all.counterpart(event) >= 0)
                    .count();
        }
    }

    private static long lost(Path file) throws Exception {
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            return session.snapshot().lostCount();
        }
    }

    private static int devices(Path file) throws Exception {
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            return session.snapshot().deviceCount();
        }
    }
}
