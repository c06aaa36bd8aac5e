package ismscope.inspector.export;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.PacketHeader;
import ismscope.inspector.capture.PcapngWriter;
import ismscope.inspector.capture.RecordCodec;
import ismscope.inspector.capture.RecordHeader;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Exports of a capture that says whatever it likes.
class HostileExportTest {
    private static final long TOKEN = 0x1f2e_3d4c_5b6a_7988L;
    private static final String NAME = "=cmd(),\"vm\"\r\n\u0007<b>";
    private static final String NOTE =
            "token 0x1f2e3d4c5b6a7988, \"quoted\"\nsecond line, ünï</td><script>";

    @TempDir private Path folder;
    private RecordingSession recording;
    private SessionSnapshot session;
    private long sequence;

    @BeforeEach
    void write() throws Exception {
        Path file = folder.resolve("hostile.pcapng");
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("note", "made for 1f2e3d4c5b6a7988");
        FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (PcapngWriter writer = new PcapngWriter(out, new CaptureOrigin("x", "y", facts))) {
            writer.introduce(1, NAME + " 1f2e3d4c5b6a7988");
            add(writer, 0, TOKEN, new TapRecord.RegionCreated(4096, 1));
            add(writer, 0, 0, new TapRecord.Mark(NOTE));
            add(writer, 0, 0, new TapRecord.Mark("@SUM(1)"));
            byte[] attach = IsmCodec.encodeCommand(new ControlCommand.AttachRegion(TOKEN, 3));
            add(writer, 0, TOKEN, new TapRecord.Request(0, 1, 2, 14, 33, attach));
            byte[] cut = Arrays.copyOf(attach, 8);
            add(writer, 0, 0, new TapRecord.Request(0, 2, 2, 8, 33, cut));
            byte[] raw = new byte[24];
            System.arraycopy(attach, 2, raw, 5, 8);
            add(writer, 0, 0, new TapRecord.Violation(1, Severity.WARN, "=1", raw));
            add(writer, 0, TOKEN, new TapRecord.Content(0, 0, raw));
            add(writer, 0, 0, new TapRecord.Unknown(99, raw));
            add(writer, 0, 0, new TapRecord.Doorbell(-1));
            writer.packet(
                    new PacketHeader(
                            1, -1, ismscope.inspector.capture.Direction.NONE, 0, -1, 0, 3, NOTE),
                    new byte[] {1, 2, 3});
        }
        recording = RecordingSession.open(file);
        recording.awaitEnd();
        session = recording.snapshot();
        assertThat(session.eventCount()).isGreaterThanOrEqualTo(9);
    }

    private void add(PcapngWriter writer, int device, long token, TapRecord record)
            throws IOException {
        byte[] bytes = RecordCodec.encode(new RecordHeader(0, ++sequence, -1, token), record);
        PacketHeader told = PacketHeader.of(device, 1_000 * sequence, bytes);
        writer.packet(
                new PacketHeader(
                        1,
                        told.timeNanos(),
                        told.direction(),
                        told.flow(),
                        told.queue(),
                        0,
                        bytes.length,
                        NOTE),
                bytes);
    }

    @AfterEach
    void close() {
        recording.close();
    }

    private byte[] export(ExportFormat format, ExportOptions options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Exporter(session, format, options).toStream(out, ExportProgress.IGNORED);
        return out.toByteArray();
    }

    @Test
    void tablesStayTablesAndAreNoFormulas() throws Exception {
        String text =
                new String(
                        export(ExportFormat.CSV, ExportOptions.EVERYTHING), StandardCharsets.UTF_8);
        List<List<String>> rows = CsvReader.rows(text);

        assertThat(rows).hasSize((int) session.eventCount() + 1).allMatch(r -> r.size() == 11);
        assertThat(rows.get(1).get(3)).isEqualTo("'" + NAME + " 1f2e3d4c5b6a7988");
        assertThat(rows.get(1).get(10)).isEqualTo(NOTE);
        assertThat(rows.get(3).get(9)).isEqualTo("'@SUM(1)");
        assertThat(rows.get(1).get(5)).isEqualTo("18446744073709551615");
    }

    @Test
    void everyLineOfJsonIsOneObject() throws Exception {
        String text =
                new String(
                        export(ExportFormat.JSONL, ExportOptions.EVERYTHING),
                        StandardCharsets.UTF_8);
        List<JsonNode> objects =
                text.lines().map(line -> new ObjectMapper().readTree(line)).toList();

        assertThat(objects).hasSize((int) session.eventCount());
        assertThat(objects.get(1).get("comment").asString()).isEqualTo(NOTE);
        assertThat(objects.get(1).get("fields").get("ism.mark.text").asString()).isEqualTo(NOTE);
        assertThat(objects.get(1).get("deviceName").asString()).startsWith(NAME);
        JsonNode cut = objects.get(4);
        assertThat(cut.get("fields").get("ism.cmd.token").asString()).isEqualTo("88796a5b4c3d");
        assertThat(cut.get("faults").toString()).contains("ism.cmd.token").contains("cut short");
        assertThat(objects.get(8).get("fields").get("ism.doorbell.offset").asString())
                .isEqualTo("0xffffffffffffffff");
        assertThat(objects.get(0).get("flow").toString()).isEqualTo("18446744073709551615");
    }

    @Test
    void namesAndNotesAreNoMarkupOfTheReport() throws Exception {
        String page =
                new String(
                        export(ExportFormat.HTML, ExportOptions.EVERYTHING),
                        StandardCharsets.UTF_8);

        assertThat(page)
                .contains("&lt;/td&gt;&lt;script&gt;")
                .contains("&lt;b&gt;")
                .doesNotContain("<script", "<b> ", "\u0007");
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void noTokenIsLeftAnywhere(ExportFormat format) throws Exception {
        byte[] plain = export(format, ExportOptions.EVERYTHING);
        byte[] redacted = export(format, ExportOptions.EVERYTHING.redacted());

        assertThat(RedactionCheck.holds(plain, TOKEN)).isTrue();
        assertThat(RedactionCheck.holds(redacted, TOKEN)).isFalse();
        assertThat(new String(redacted, StandardCharsets.ISO_8859_1))
                .doesNotContain("88796a5b4c3d")
                .doesNotContain("88 79 6a 5b 4c 3d")
                .doesNotContain(
                        new String(
                                new byte[] {(byte) 0x88, 0x79, 0x6a, 0x5b, 0x4c, 0x3d},
                                StandardCharsets.ISO_8859_1));
    }
}
