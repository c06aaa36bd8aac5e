package ismscope.inspector.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.ScenarioRun;
import ismscope.inspector.session.SessionSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ExporterTest {
    @TempDir private static Path recordings;
    private static RecordingSession recording;
    private static SessionSnapshot session;

    @TempDir private Path folder;

    @BeforeAll
    static void play() throws Exception {
        ScenarioOptions options =
                ScenarioOptions.of("permissions").withSeed(11).withLimit(Duration.ofSeconds(20));
        recording = ScenarioRun.recorded(options, recordings.resolve("permissions.pcapng"));
        session = recording.snapshot();
        assertThat(session.eventCount()).isGreaterThan(100);
    }

    @AfterAll
    static void close() {
        recording.close();
    }

    private Path export(ExportFormat format, ExportOptions options) throws IOException {
        Path target = folder.resolve("out." + format.extension());
        ExportResult result =
                new Exporter(session, format, options).toFile(target, ExportProgress.IGNORED);
        assertThat(result.cancelled()).isFalse();
        return target;
    }

    private interface Look {
        void at(SessionSnapshot exported);
    }

    private static void reopen(Path file, Look look) throws Exception {
        try (RecordingSession again = RecordingSession.open(file)) {
            again.awaitEnd();
            assertThat(again.notice()).isEmpty();
            look.at(again.snapshot());
        }
    }

    private static void assertEqual(Event actual, Event expected) {
        assertThat(actual).usingRecursiveComparison().ignoringFields("number").isEqualTo(expected);
    }

    @Test
    void aCaptureIsReadBackEqual() throws Exception {
        reopen(
                export(ExportFormat.PCAPNG, ExportOptions.EVERYTHING),
                exported -> {
                    assertThat(exported.eventCount()).isEqualTo(session.eventCount());
                    assertThat(exported.deviceCount()).isEqualTo(session.deviceCount());
                    assertThat(exported.origin()).isEqualTo(session.origin());
                    for (long n = 0; n < session.eventCount(); n++) {
                        assertEqual(exported.event(n), session.event(n));
                        assertThat(exported.counterpart(n)).isEqualTo(session.counterpart(n));
                        assertThat(exported.info(n)).isEqualTo(session.info(n));
                    }
                    for (int device = 0; device < session.deviceCount(); device++) {
                        assertThat(exported.deviceName(device))
                                .isEqualTo(session.deviceName(device));
                    }
                });
    }

    @Test
    void writesTheEventsThatTheFilterWants() throws Exception {
        EventSelection selection =
                EventSelection.ALL
                        .ofDevices(Set.of(1, 2))
                        .ofKinds(Set.of(TapKind.REQUEST, TapKind.REPLY))
                        .between(20, 60);
        List<Event> wanted = new ArrayList<>();
        for (long n = 20; n <= 60; n++) {
            if (session.device(n) >= 1
                    && session.device(n) <= 2
                    && (session.kind(n) == TapKind.REQUEST || session.kind(n) == TapKind.REPLY)) {
                wanted.add(session.event(n));
            }
        }
        assertThat(wanted).hasSizeBetween(5, 40);

        reopen(
                export(ExportFormat.PCAPNG, ExportOptions.EVERYTHING.of(selection)),
                exported -> {
                    assertThat(exported.eventCount()).isEqualTo(wanted.size());
                    for (int i = 0; i < wanted.size(); i++) {
                        assertEqual(exported.event(i), wanted.get(i));
                        assertThat(exported.deviceName(exported.device(i)))
                                .isEqualTo(session.deviceName(wanted.get(i).device()));
                    }
                });
    }

    @Test
    void selectsByToken() throws Exception {
        long token =
                LongStream.range(0, session.eventCount())
                        .map(session::token)
                        .filter(t -> t != 0)
                        .findFirst()
                        .getAsLong();
        EventSelection selection = EventSelection.ALL.ofTokens(Set.of(token));

        List<String> lines =
                Files.readAllLines(
                        export(ExportFormat.JSONL, ExportOptions.EVERYTHING.of(selection)));

        assertThat(lines).isNotEmpty();
        assertThat(lines).allMatch(line -> line.contains("\"token\":\"0x%016x\"".formatted(token)));
    }

    @Test
    void everyLineOfJsonIsAnObjectWithTheDocumentedMembers() throws Exception {
        List<String> lines =
                Files.readAllLines(export(ExportFormat.JSONL, ExportOptions.EVERYTHING));
        ObjectMapper json = new ObjectMapper();

        assertThat(lines).hasSize((int) session.eventCount());
        for (int n = 0; n < lines.size(); n++) {
            JsonNode object = json.readTree(lines.get(n));
            Event event = session.event(n);
            assertThat(object.get("number").asLong()).isEqualTo(n + 1);
            assertThat(object.get("time").asString()).startsWith("2026-01-01T00:00:").endsWith("Z");
            assertThat(object.get("device").asInt()).isEqualTo(event.device());
            assertThat(object.get("deviceName").asString())
                    .isEqualTo(session.deviceName(event.device()));
            assertThat(object.get("kind").asString()).isEqualTo(event.kind().name());
            assertThat(object.get("flags").isArray()).isTrue();
            assertThat(object.get("sequence").asLong()).isEqualTo(event.sequence());
            assertThat(object.get("flow").asLong()).isEqualTo(event.flow());
            assertThat(object.get("token").isNull()).isEqualTo(event.token() == 0);
            assertThat(object.get("counterpart").isNull()).isEqualTo(session.counterpart(n) < 0);
            assertThat(object.get("result").isNull()).isEqualTo(event.kind() != TapKind.REQUEST);
            assertThat(object.get("latencyNanos").isNumber())
                    .isEqualTo(event.kind() == TapKind.REQUEST);
            assertThat(object.get("info").asString()).isEqualTo(session.info(n));
            assertThat(object.get("fields").get("ism.seq").asLong()).isEqualTo(event.sequence());
            assertThat(object.get("faults").isArray()).isTrue();
            assertThat(object.get("bytes").asString())
                    .isEqualTo(HexFormat.of().formatHex(event.bytes()));
        }
    }

    @Test
    void jsonHasFieldsAsNumbersTextsAndLists() throws Exception {
        JsonNode attach = firstOf(TapKind.REPLY, "reply to ATTACH_REGION: OK");
        JsonNode device = firstOf(TapKind.DEVICE_ADDED, "vm1 joins");

        assertThat(attach.get("fields").get("ism.ack").asInt()).isZero();
        assertThat(attach.get("fields").get("ism.latency").isNumber()).isTrue();
        assertThat(attach.get("fields").get("ism.area.offset").get(0).asString()).isEqualTo("0x0");
        assertThat(attach.get("fields").get("ism.area.size").get(0).asLong()).isEqualTo(65_536);
        assertThat(device.get("fields").get("ism.device.name").asString()).isEqualTo("vm1");
        assertThat(device.get("fields").get("ism.device.devid").asString()).isEqualTo("0x1");
    }

    private JsonNode firstOf(TapKind kind, String info) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String line :
                Files.readAllLines(export(ExportFormat.JSONL, ExportOptions.EVERYTHING))) {
            JsonNode object = json.readTree(line);
            if (object.get("kind").asString().equals(kind.name())
                    && object.get("info").asString().startsWith(info)) {
                return object;
            }
        }
        throw new AssertionError("no " + kind + " " + info);
    }

    @Test
    void theTableHasALineForEachEvent() throws Exception {
        String text = Files.readString(export(ExportFormat.CSV, ExportOptions.EVERYTHING));
        List<List<String>> rows = CsvReader.rows(text);

        assertThat(rows).hasSize((int) session.eventCount() + 1);
        assertThat(rows.getFirst())
                .containsExactly(
                        "number",
                        "time",
                        "seconds",
                        "device",
                        "kind",
                        "flow",
                        "token",
                        "result",
                        "latency_ns",
                        "info",
                        "comment");
        for (int n = 0; n < session.eventCount(); n++) {
            List<String> row = rows.get(n + 1);
            assertThat(row).hasSize(11);
            assertThat(row.get(0)).isEqualTo(Integer.toString(n + 1));
            assertThat(row.get(9)).isEqualTo(session.info(n));
        }
        List<String> refused =
                rows.stream().filter(row -> row.get(7).equals("PERM_EATTACH")).findFirst().get();
        assertThat(refused.get(4)).isEqualTo("REQUEST");
        assertThat(Long.parseLong(refused.get(8))).isPositive();
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void leavesNoTokenInARedactedExport(ExportFormat format) throws Exception {
        byte[] plain = Files.readAllBytes(export(format, ExportOptions.EVERYTHING));
        byte[] redacted = Files.readAllBytes(export(format, ExportOptions.EVERYTHING.redacted()));
        Set<Long> tokens = RedactionCheck.tokensOf(session);

        assertThat(tokens).isNotEmpty();
        assertThat(tokens).anyMatch(token -> RedactionCheck.holds(plain, token));
        assertThat(tokens).noneMatch(token -> RedactionCheck.holds(redacted, token));
    }

    @Test
    void aRedactedCaptureTellsTheSameStoryWithOtherTokens() throws Exception {
        reopen(
                export(ExportFormat.PCAPNG, ExportOptions.EVERYTHING.redacted()),
                exported -> {
                    assertThat(exported.eventCount()).isEqualTo(session.eventCount());
                    for (long n = 0; n < session.eventCount(); n++) {
                        Event original = session.event(n);
                        Event other = exported.event(n);
                        assertThat(other.kind()).isEqualTo(original.kind());
                        assertThat(other.bytes()).hasSameSizeAs(original.bytes());
                        assertThat(exported.counterpart(n)).isEqualTo(session.counterpart(n));
                        assertThat(other.token() == 0).isEqualTo(original.token() == 0);
                    }
                    long last = session.eventCount() - 1;
                    assertThat(exported.stateAt(last).regions())
                            .hasSameSizeAs(session.stateAt(last).regions());
                    assertThat(exported.stateAt(last).devices())
                            .isEqualTo(session.stateAt(last).devices());
                });
    }

    @Test
    void packsAFileWhoseNameAsksForIt() throws Exception {
        Path target = folder.resolve("out.csv.gz");

        new Exporter(session, ExportFormat.CSV, ExportOptions.EVERYTHING)
                .toFile(target, ExportProgress.IGNORED);

        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(target))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            Files.readString(export(ExportFormat.CSV, ExportOptions.EVERYTHING)));
        }
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void aCancelledExportLeavesWhatWasThere(ExportFormat format) throws Exception {
        Path target = Files.writeString(folder.resolve("out"), "before");

        ExportResult result =
                new Exporter(session, format, ExportOptions.EVERYTHING)
                        .toFile(target, (done, all) -> done < all);

        assertThat(result.cancelled()).isTrue();
        assertThat(target).hasContent("before");
        assertThat(filesIn(folder)).containsExactly(target);
    }

    @Test
    void aCancelledExportLeavesNoFile() throws Exception {
        new Exporter(session, ExportFormat.PCAPNG, ExportOptions.EVERYTHING.redacted())
                .toFile(folder.resolve("out"), (_, _) -> false);

        assertThat(filesIn(folder)).isEmpty();
    }

    @Test
    void anInterruptCancels() throws Exception {
        Thread.currentThread().interrupt();
        ExportResult result =
                new Exporter(session, ExportFormat.CSV, ExportOptions.EVERYTHING)
                        .toStream(OutputStream.nullOutputStream(), ExportProgress.IGNORED);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.cancelled()).isTrue();
    }

    @Test
    void tellsItsProgressToTheEnd() throws Exception {
        List<Long> done = new ArrayList<>();
        new Exporter(session, ExportFormat.CSV, ExportOptions.EVERYTHING.redacted())
                .toStream(
                        OutputStream.nullOutputStream(),
                        (steps, all) -> {
                            assertThat(all).isEqualTo(2 * session.eventCount());
                            done.add(steps);
                            return true;
                        });

        assertThat(done).isSorted();
        assertThat(done.getLast()).isEqualTo(2 * session.eventCount());
    }

    @Test
    void saysInASentenceWhyAFileCannotBeWritten() {
        Exporter exporter = new Exporter(session, ExportFormat.CSV, ExportOptions.EVERYTHING);
        Path missing = folder.resolve("nowhere").resolve("out.csv");

        assertThatThrownBy(() -> exporter.toFile(missing, ExportProgress.IGNORED))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "There is no directory "
                                + folder.resolve("nowhere")
                                + " to write the export to.");
        assertThatThrownBy(() -> exporter.toFile(folder, ExportProgress.IGNORED))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is a directory; the export needs the name of a file.");
    }

    @Test
    void aStreamThatFailsLeavesNoFile() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("no space left on device");
                    }
                };

        assertThatThrownBy(() ->
                        new Exporter(session, ExportFormat.JSONL, ExportOptions.EVERYTHING)
                                .toStream(full, ExportProgress.IGNORED))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left on device");
    }

    @Test
    void aStreamStaysOpen() throws Exception {
        boolean[] closed = new boolean[1];
        ByteArrayOutputStream out =
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        for (ExportFormat format : ExportFormat.values()) {
            new Exporter(session, format, ExportOptions.EVERYTHING)
                    .toStream(out, ExportProgress.IGNORED);
        }

        assertThat(closed[0]).isFalse();
        assertThat(out.size()).isPositive();
    }

    @Test
    void describesAsTheSessionDoes() {
        for (long n = 0; n < session.eventCount(); n++) {
            assertThat(EventDescriber.describe(session.event(n), session))
                    .isEqualTo(session.info(n));
        }
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}
