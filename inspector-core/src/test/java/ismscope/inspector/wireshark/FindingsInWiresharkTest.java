package ismscope.inspector.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.SampleTraces;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.ExportFormat;
import ismscope.inspector.export.ExportOptions;
import ismscope.inspector.export.ExportProgress;
import ismscope.inspector.export.Exporter;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.session.RecordingSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Findings of lint rules that an export wrote into notes are expert items in tshark.
class FindingsInWiresharkTest {
    @TempDir private Path home;

    private Tshark tshark;

    static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    @BeforeEach
    void install() throws Exception {
        tshark = new Tshark(home);
        new WiresharkInstaller(WiresharkFolders.ofUser(home, java.util.Map.of()), false)
                .install(WiresharkPackage.files("ismscope"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachIsAnExpertItemAtTheEventWhereItShowsWithItsProof(Path sample) throws Exception {
        assertThat(theirs(SampleTraces.trace(sample), EventFilter.EVERYTHING))
                .isEqualTo(ours(SampleTraces.trace(sample)));
    }

    @Test
    void eachRuleHasItsExpertItem() throws Exception {
        List<Path> traces = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "sample-traces", "findings"))) {
            files.filter(file -> file.getFileName().toString().startsWith("ISM-1"))
                    .forEach(traces::add);
        }
        assertThat(traces).hasSizeGreaterThan(15);
        for (Path trace : traces) {
            assertThat(theirs(trace, EventFilter.EVERYTHING))
                    .as("%s", trace)
                    .isNotEmpty()
                    .isEqualTo(ours(trace));
        }
    }

    @Test
    void theProofInAPartHasTheNumbersOfThatPart() throws Exception {
        Path tour = SampleTraces.trace(Path.of("..", "sample-traces", "tour"));
        assertThat(theirs(tour, (_, event) -> event >= 164 && event <= 165))
                .singleElement()
                .asString()
                .startsWith("2\tISM-1005 missing-grant: vm3 lacks ATTACH")
                .endsWith("(proof: #1, #2)\t1,2");
    }

    @Test
    void aNoteThatOnlyLooksLikeAFindingLeadsToNoImpossibleEvent() throws Exception {
        Path noted = home.resolve("noted.pcapng");
        String note = "ISM-1005 missing-grant: x (proof: #0, #99999999999999999999, #2)";
        try (RecordingSession session =
                RecordingSession.open(
                        SampleTraces.trace(Path.of("..", "sample-traces", "hello")))) {
            session.awaitEnd();
            session.saveTo(noted, java.util.Map.of(0L, note));
        }
        assertThat(findings(noted)).containsExactly("1\t" + note + "\t2");
    }

    private List<String> theirs(Path trace, EventFilter filter) throws Exception {
        Path noted = Files.createTempFile(home, "noted", ".pcapng");
        try (RecordingSession session = RecordingSession.open(trace)) {
            session.awaitEnd();
            ExportOptions options = ExportOptions.EVERYTHING.of(filter).withFindings();
            new Exporter(session.snapshot(), ExportFormat.PCAPNG, options)
                    .toFile(noted, ExportProgress.IGNORED);
        }
        return findings(noted);
    }

    private List<String> findings(Path noted) throws Exception {
        return tshark.lines(
                "-r",
                noted.toString(),
                "-Y",
                "ism.finding",
                "-E",
                "aggregator=,",
                "-T",
                "fields",
                "-e",
                "frame.number",
                "-e",
                "ism.finding",
                "-e",
                "ism.finding.proof");
    }

    private static List<String> ours(Path trace) throws Exception {
        try (RecordingSession session = RecordingSession.open(trace)) {
            session.awaitEnd();
            return session.snapshot().findings().all().stream()
                    .filter(finding -> !finding.rule().isViolation())
                    .collect(
                            Collectors.groupingBy(
                                    Finding::event, java.util.TreeMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .map(each -> line(each.getKey(), each.getValue()))
                    .toList();
        }
    }

    private static String line(long event, List<Finding> findings) {
        String notes =
                findings.stream()
                        .map(finding ->
                                finding.note() + numbers(finding, ", ", "#", " (proof: ", ")"))
                        .collect(Collectors.joining(","));
        String proof =
                findings.stream()
                        .map(finding -> numbers(finding, ",", "", "", ""))
                        .collect(Collectors.joining(","));
        return (event + 1) + "\t" + notes + "\t" + proof;
    }

    private static String numbers(
            Finding finding, String between, String mark, String before, String behind) {
        return LongStream.of(finding.proof())
                .mapToObj(event -> mark + (event + 1))
                .collect(Collectors.joining(between, before, behind));
    }
}
