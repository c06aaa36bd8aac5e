package ismscope.inspector.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapKind;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Exports for Elasticsearch, Perfetto and people.
class OtherToolsTest {
    private static final Path SAMPLES = Path.of("..", "sample-traces");
    private static final JsonMapper JSON = new JsonMapper();

    // Of perfetto's TrackEvent.Type and CounterDescriptor.Unit.
    private static final int SLICE_BEGIN = 1;
    private static final int SLICE_END = 2;
    private static final int INSTANT = 3;
    private static final int COUNTER = 4;
    private static final long UNIT_COUNT = 2;
    private static final long UNIT_SIZE_BYTES = 3;

    static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    /// The module under test needs no XML; only this test reads it.
    @BeforeAll
    static void readXml() {
        ModuleLayer.boot()
                .findModule("java.xml")
                .ifPresent(OtherToolsTest.class.getModule()::addReads);
    }

    private interface Check {
        void check(SessionSnapshot session, byte[] exported) throws Exception;
    }

    private static void export(Path sample, ExportFormat format, Check check) throws Exception {
        export(sample, format, ExportOptions.EVERYTHING, check);
    }

    private static void export(Path sample, ExportFormat format, ExportOptions options, Check check)
            throws Exception {
        try (RecordingSession session = RecordingSession.open(sample.resolve("trace.pcapng"))) {
            session.awaitEnd();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new Exporter(session.snapshot(), format, options).toStream(out, ExportProgress.IGNORED);
            check.check(session.snapshot(), out.toByteArray());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void elasticsearchGetsTwoLinesForEachEvent(Path sample) throws Exception {
        export(
                sample,
                ExportFormat.EK,
                (session, bytes) -> {
                    List<String> lines = new String(bytes, UTF_8).lines().toList();
                    assertThat(lines).hasSize((int) session.eventCount() * 2);
                    for (int event = 0; event < session.eventCount(); event++) {
                        JsonNode index = JSON.readTree(lines.get(event * 2));
                        assertThat(index.at("/index/_index").asString()).startsWith("packets-20");
                        JsonNode ism = JSON.readTree(lines.get(event * 2 + 1)).at("/layers/ism");
                        assertThat(ism.at("/ism_ism_kind").asString())
                                .isEqualTo(Integer.toString(session.kind(event).code()));
                        assertThat(ism.at("/ism_ism_info").asString())
                                .isEqualTo(session.info(event));
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void perfettoGetsASliceForEachAnsweredCommandAndAnInstantForTheRest(Path sample)
            throws Exception {
        export(
                sample,
                ExportFormat.PERFETTO,
                (session, bytes) -> {
                    List<PerfettoTrace.Value> packets = PerfettoTrace.decode(bytes).all("packet");
                    Set<Long> tracks = new HashSet<>();
                    Map<Long, Integer> open = new HashMap<>();
                    Map<Long, Integer> types = new HashMap<>();
                    for (PerfettoTrace.Value packet : packets) {
                        packet.all("track_descriptor")
                                .forEach(track -> {
                                    assertThat(tracks.add(track.number("uuid"))).isTrue();
                                    long parent = track.number("parent_uuid");
                                    assertThat(parent < 0 || tracks.contains(parent)).isTrue();
                                });
                        packet.all("track_event")
                                .forEach(event -> {
                                    long track = event.number("track_uuid");
                                    assertThat(tracks).contains(track);
                                    types.merge(event.number("type"), 1, Integer::sum);
                                    if (event.number("type") == 1) {
                                        assertThat(open.merge(track, 1, Integer::sum)).isEqualTo(1);
                                    } else if (event.number("type") == 2) {
                                        assertThat(open.merge(track, -1, Integer::sum)).isZero();
                                    }
                                });
                    }
                    long requests = count(session, TapKind.REQUEST);
                    long answered =
                            LongStream.range(0, session.eventCount())
                                    .filter(event ->
                                            session.kind(event) == TapKind.REPLY
                                                    && session.counterpart(event) >= 0)
                                    .count();
                    assertThat(types.getOrDefault(1L, 0)).isEqualTo((int) requests);
                    assertThat(types.getOrDefault(2L, 0)).isEqualTo((int) answered);
                    assertThat(types.getOrDefault(3L, 0))
                            .isEqualTo((int) (session.eventCount() - requests - answered));
                });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyEventOfPerfettoHasItsTimeItsFlowAndItsNumber(Path sample) throws Exception {
        export(
                sample,
                ExportFormat.PERFETTO,
                (session, bytes) -> {
                    long next = 0;
                    for (PerfettoTrace.Value packet : PerfettoTrace.decode(bytes).all("packet")) {
                        assertThat(packet.number("trusted_packet_sequence_id")).isEqualTo(1);
                        for (PerfettoTrace.Value event : packet.all("track_event")) {
                            int type = (int) event.number("type");
                            if (type == COUNTER) {
                                assertThat(event.all("counter_value")).hasSize(1);
                                continue;
                            }
                            long number = next++;
                            assertThat(type).isIn(SLICE_BEGIN, SLICE_END, INSTANT);
                            assertThat(packet.number("timestamp"))
                                    .isEqualTo(session.timeNanos(number));
                            assertThat(numberIn(event, type == SLICE_END ? "reply" : "event"))
                                    .isEqualTo(number + 1);
                            long flow = type == SLICE_END ? 0 : session.flow(number);
                            assertThat(event.all("flow_ids"))
                                    .extracting(PerfettoTrace.Value::number)
                                    .isEqualTo(flow == 0 ? List.of() : List.of(flow));
                        }
                    }
                    assertThat(next).isEqualTo(session.eventCount());
                });
    }

    private static long numberIn(PerfettoTrace.Value event, String annotation) {
        return event.all("debug_annotations").stream()
                .filter(part -> part.text("name").equals(annotation))
                .mapToLong(part -> part.number("uint_value"))
                .findFirst()
                .orElse(-1);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void countersOfPerfettoEndAtWhatIsThereInTheEnd(Path sample) throws Exception {
        export(
                sample,
                ExportFormat.PERFETTO,
                (session, bytes) -> {
                    Map<Long, String> names = new HashMap<>();
                    Map<Long, Long> units = new HashMap<>();
                    Map<String, Long> last = new HashMap<>();
                    for (PerfettoTrace.Value packet : PerfettoTrace.decode(bytes).all("packet")) {
                        for (PerfettoTrace.Value track : packet.all("track_descriptor")) {
                            String group = names.getOrDefault(track.number("parent_uuid"), "");
                            names.put(track.number("uuid"), group + "/" + track.text("name"));
                            track.all("counter")
                                    .forEach(counter ->
                                            units.put(
                                                    track.number("uuid"), counter.number("unit")));
                        }
                        for (PerfettoTrace.Value event : packet.all("track_event")) {
                            long track = event.number("track_uuid");
                            assertThat(units.containsKey(track))
                                    .isEqualTo(event.number("type") == COUNTER);
                            if (event.number("type") == COUNTER) {
                                last.put(names.get(track), event.number("counter_value"));
                            }
                        }
                    }
                    SessionState end = session.stateAt(session.eventCount() - 1);
                    assertThat(last)
                            .containsEntry(
                                    "/host/live bytes",
                                    end.regions().values().stream()
                                            .filter(SessionState.RegionState::alive)
                                            .mapToLong(SessionState.RegionState::size)
                                            .sum());
                    assertThat(units.values()).containsOnly(UNIT_COUNT, UNIT_SIZE_BYTES);
                    assertThat(names.values())
                            .contains("/" + session.deviceName(1), "/" + session.deviceName(0));
                });
    }

    private static long count(SessionSnapshot session, TapKind kind) {
        return LongStream.range(0, session.eventCount())
                .filter(event -> session.kind(event) == kind)
                .count();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theReportIsOnePageOfWellFormedHtmlWithNothingFromElsewhere(Path sample) throws Exception {
        export(
                sample,
                ExportFormat.HTML,
                (session, bytes) -> {
                    String page = new String(bytes, UTF_8);
                    assertThat(
                                    page.replace("http://www.w3.org/1999/xhtml", "")
                                            .replace("http://www.w3.org/2000/svg", ""))
                            .doesNotContain(
                                    "http:", "https:", "src=", "<script", "@import", "url(");
                    Document document =
                            DocumentBuilderFactory.newInstance()
                                    .newDocumentBuilder()
                                    .parse(new ByteArrayInputStream(bytes));
                    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2);
                    assertThat(page).contains("%,d".formatted(session.eventCount()));
                    for (Finding finding : session.findings().all()) {
                        assertThat(page).contains(finding.rule().id());
                    }
                    if (session.findings().size() == 0) {
                        assertThat(page).contains("no findings");
                    }
                });
    }

    @Test
    void theReportProvesWhatItFinds() throws Exception {
        export(
                SAMPLES.resolve("tour"),
                ExportFormat.HTML,
                (session, bytes) -> {
                    String page = new String(bytes, UTF_8);
                    Finding first = session.findings().get(0);
                    assertThat(page)
                            .contains(ReportText.escaped(first.text()))
                            .contains(ReportText.escaped(first.rule().text().remedy()))
                            .contains(first.rule().severityWord() + "</span>");
                    for (long event : first.proof()) {
                        assertThat(page)
                                .contains("<td class=\"event\">#%d</td>".formatted(event + 1))
                                .contains(ReportText.escaped(session.info(event)));
                    }
                });
    }

    @Test
    void theReportOfAPartTellsTheFindingsOfThatPart() throws Exception {
        EventFilter few = (_, event) -> event < 10;
        export(
                SAMPLES.resolve("tour"),
                ExportFormat.HTML,
                ExportOptions.EVERYTHING.of(few),
                (_, bytes) -> assertThat(new String(bytes, UTF_8)).contains("no findings"));
    }

    @Test
    void theReportSaysWhatItLeavesOut() throws Exception {
        export(
                SAMPLES.resolve("busy"),
                ExportFormat.HTML,
                (_, bytes) ->
                        assertThat(new String(bytes, UTF_8))
                                .contains("more messages are not drawn."));
    }

    @Test
    void noTokenIsInARedactedReport() throws Exception {
        ExportOptions redacted = ExportOptions.EVERYTHING.redacted();
        for (ExportFormat format :
                List.of(ExportFormat.HTML, ExportFormat.EK, ExportFormat.PERFETTO)) {
            export(
                    SAMPLES.resolve("tour"),
                    format,
                    redacted,
                    (session, bytes) -> {
                        String text = new String(bytes, UTF_8);
                        assertThat(text).doesNotContain("778b1aa9");
                        assertThat(session.info(18)).contains("778b1aa9");
                    });
        }
    }
}
