package ismscope.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.HeapBytes;
import ismscope.inspector.capture.OtherHands;
import ismscope.inspector.diff.SessionDiff;
import ismscope.inspector.export.CutExporter;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.ExportFormat;
import ismscope.inspector.export.ExportOptions;
import ismscope.inspector.export.ExportProgress;
import ismscope.inspector.export.Exporter;
import ismscope.inspector.files.CaptureMerger;
import ismscope.inspector.files.CaptureSurvey;
import ismscope.inspector.session.IndexedCapture;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the engine says of a capture does not depend on whose hands wrote it.
class OtherHandsTest {
    private static final int CUTS = 4096;

    private static final Map<String, UnaryOperator<byte[]>> HANDS = hands();

    @TempDir private static Path folder;

    private static Map<String, UnaryOperator<byte[]>> hands() {
        Map<String, UnaryOperator<byte[]>> hands = new LinkedHashMap<>();
        hands.put("swapped", OtherHands::swapped);
        hands.put("unknown blocks", OtherHands::withUnknownBlocks);
        hands.put("unknown options", OtherHands::withUnknownOptions);
        hands.put("microseconds", OtherHands::inMicroseconds);
        hands.put("foreign packets", OtherHands::withForeignPackets);
        hands.put(
                "all but the byte order",
                file ->
                        OtherHands.withUnknownBlocks(
                                OtherHands.withForeignPackets(
                                        OtherHands.withUnknownOptions(
                                                OtherHands.inMicroseconds(file)))));
        return hands;
    }

    static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    private static byte[] sample(String name) throws IOException {
        return OtherHands.floored(
                Files.readAllBytes(SampleTraces.trace(Path.of("..", "sample-traces", name))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theEngineSaysTheSameWhoeverWroteIt(Path sample) throws Exception {
        byte[] ours = OtherHands.floored(Files.readAllBytes(SampleTraces.trace(sample)));
        EngineSays expected = said(ours);
        for (Map.Entry<String, UnaryOperator<byte[]>> hand : HANDS.entrySet()) {
            EngineSays.assertSame(said(hand.getValue().apply(ours)), expected, hand.getKey());
        }
    }

    private static EngineSays said(byte[] bytes) throws Exception {
        try (IndexedCapture capture = new IndexedCapture(new HeapBytes(bytes))) {
            capture.awaitEnd();
            assertThat(capture.status()).isEqualTo(Session.Status.COMPLETE);
            return EngineSays.of(capture.snapshot());
        }
    }

    static Stream<String> handsByName() {
        return HANDS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("handsByName")
    void exportsDiffsMergesAndCutsAreThoseOfOurs(String hand) throws Exception {
        byte[] bytes = sample("tour");
        Path ours = Files.write(folder.resolve("ours.pcapng"), bytes);
        UnaryOperator<byte[]> change = Objects.requireNonNull(HANDS.get(hand));
        Path theirs = Files.write(folder.resolve("theirs.pcapng"), change.apply(bytes));
        try (RecordingSession one = SampleTraces.opened(ours);
                RecordingSession other = SampleTraces.opened(theirs)) {
            SessionSnapshot mine = one.snapshot();
            SessionSnapshot their = other.snapshot();
            for (ExportFormat format : List.of(ExportFormat.CSV, ExportFormat.HTML)) {
                assertThat(exported(their, format)).isEqualTo(exported(mine, format));
            }
            SessionDiff.Options options = new SessionDiff.Options(true, 1, 10);
            assertThat(SessionDiff.between(mine, their, options).differences()).isEmpty();
            assertThat(cut(their, "their-part.pcapng")).isEqualTo(cut(mine, "my-part.pcapng"));
            assertThat(CaptureSurvey.of(theirs).kinds()).isEqualTo(CaptureSurvey.of(ours).kinds());
        }
        assertThat(merged(theirs, ours)).isEqualTo(merged(ours, ours));
    }

    private static String exported(SessionSnapshot session, ExportFormat format)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Exporter(session, format, ExportOptions.EVERYTHING)
                .toStream(out, ExportProgress.IGNORED);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static EngineSays cut(SessionSnapshot session, String name) throws Exception {
        Path part = folder.resolve(name);
        new CutExporter(session, 200, 700, EventFilter.EVERYTHING)
                .toFile(part, ExportProgress.IGNORED);
        return said(Files.readAllBytes(part));
    }

    private static EngineSays merged(Path first, Path second) throws Exception {
        Path merged = folder.resolve("merged.pcapng");
        new CaptureMerger(List.of(first, second)).write(merged, _ -> true);
        return said(Files.readAllBytes(merged));
    }

    @Test
    void severalSectionsAreOneSessionInEitherByteOrder() throws Exception {
        byte[] ours = sample("churn");
        byte[] joined = OtherHands.joined(ours, OtherHands.swapped(ours));
        try (IndexedCapture one = new IndexedCapture(new HeapBytes(ours));
                IndexedCapture two = new IndexedCapture(new HeapBytes(joined))) {
            one.awaitEnd();
            two.awaitEnd();
            SessionSnapshot single = one.snapshot();
            SessionSnapshot twice = two.snapshot();
            long count = single.eventCount();
            assertThat(twice.eventCount()).isEqualTo(2 * count);
            for (long event = 0; event < twice.eventCount(); event++) {
                long same = event % count;
                assertThat(twice.event(event).bytes()).isEqualTo(single.event(same).bytes());
                assertThat(twice.deviceName(twice.device(event)))
                        .isEqualTo(single.deviceName(single.device(same)));
            }
            EngineSays said = EngineSays.of(twice);
            assertThat(said.findings().getLast()).isEqualTo("gaps: 1");
            assertThat(said.found("ism.kind in {DOORBELL, INTERRUPT}"))
                    .hasSize(
                            2
                                    * EngineSays.of(single)
                                            .found("ism.kind in {DOORBELL, INTERRUPT}")
                                            .size());
        }
    }

    @Test
    void cutAfterEachOfTheFirstBytesItOpensOrIsRefusedWithASentence() throws Exception {
        byte[] whole = sample("tour");
        Path file = folder.resolve("cut.pcapng");
        List<String> refused = new ArrayList<>();
        long events = 0;
        for (int length = 0; length <= CUTS; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (RecordingSession session = RecordingSession.open(file)) {
                session.awaitEnd();
                assertThat(session.status())
                        .as("%d bytes", length)
                        .isEqualTo(Session.Status.COMPLETE);
                assertThat(session.notice())
                        .as("%d bytes", length)
                        .matches("|the file is cut at byte [\\d ]+; \\d+ events? up to there");
                if (session.snapshot().eventCount() > events) {
                    events = session.snapshot().eventCount();
                    assertThat(EngineSays.of(session.snapshot()).events()).hasSize((int) events);
                }
            } catch (CaptureException e) {
                refused.add(e.getMessage());
            }
        }
        assertThat(refused).containsExactly(file + " is empty");
        assertThat(events).isGreaterThan(20);
    }

    @Test
    void whatBeginsOtherwiseIsRefusedHoweverShort() throws Exception {
        for (byte[] first : List.of(new byte[] {0x0A, 0x0D, 0x0A}, new byte[] {'#', '!'})) {
            Path file = Files.write(folder.resolve("short.pcapng"), first);
            assertThatThrownBy(() -> RecordingSession.open(file))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageContaining("it begins with ");
        }
    }
}
