package ismscope.inspector.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.SampleTraces;
import ismscope.inspector.export.CutExporter;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.ExportProgress;
import ismscope.inspector.files.CaptureMerger;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is merged and cut is read by the tools of Wireshark without a complaint, and as we read it.
class FilesInWiresharkTest {
    @TempDir private Path folder;

    private Tshark tshark;
    private Path script;

    @BeforeEach
    void setUp() throws Exception {
        tshark = new Tshark(folder);
        script = Files.writeString(folder.resolve("ismscope.lua"), WiresharkPackage.dissector());
    }

    @Test
    void aMergedCaptureHasItsEventsAndItsReplies() throws Exception {
        Path merged = folder.resolve("merged.pcapng.gz");
        List<Path> all = SampleTraces.folders().stream().map(SampleTraces::trace).toList();
        CaptureMerger.Result result = new CaptureMerger(all).write(merged, _ -> true);

        assertThat(readAsWeDo(merged)).isEqualTo((int) result.events());
    }

    @Test
    void aPartHasItsEventsAndItsReplies() throws Exception {
        Path part = folder.resolve("part.pcapng");
        try (RecordingSession session = RecordingSession.open(tour())) {
            session.awaitEnd();
            new CutExporter(session.snapshot(), 300, 700, EventFilter.EVERYTHING)
                    .toFile(part, ExportProgress.IGNORED);
        }

        assertThat(readAsWeDo(part)).isGreaterThan(400);
    }

    private static Path tour() {
        return SampleTraces.trace(Path.of("..", "sample-traces", "tour"));
    }

    /// {@return packets; they have the devices and the requests that our events have}
    private int readAsWeDo(Path file) throws Exception {
        List<String> packets =
                tshark.lines(
                        "-n",
                        "-X",
                        "lua_script:" + script,
                        "-r",
                        file.toString(),
                        "-T",
                        "fields",
                        "-e",
                        "frame.number",
                        "-e",
                        "frame.interface_name",
                        "-e",
                        "ism.response_to");
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            SessionSnapshot ours = session.snapshot();
            assertThat(packets)
                    .isEqualTo(
                            LongStream.range(0, ours.eventCount())
                                    .mapToObj(event -> line(ours, event))
                                    .toList());
        }
        assertThat(Tshark.capinfos(file)).isEqualTo(packets.size());
        return packets.size();
    }

    private static String line(SessionSnapshot session, long event) {
        long request = session.counterpart(event);
        boolean reply = request >= 0 && request < event;
        return "%d\t%s\t%s"
                .formatted(
                        event + 1,
                        session.deviceName(session.device(event)),
                        reply ? Long.toString(request + 1) : "");
    }
}
