package ismscope.inspector.lint;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.event.Event;
import ismscope.inspector.export.FindingListing;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is found in the sample traces: in those of the scenarios as their listings, reviewed by
/// eye, say; and for each rule once in the trace that is there for it. `-Dismscope.rewrite=true`
/// makes the traces of the rules and all listings anew.
class FindingSamplesTest {
    private static final Path SAMPLES = Path.of("..", "sample-traces");
    private static final Path OF_RULES = SAMPLES.resolve("findings");
    private static final Path MISTAKES = SAMPLES.resolve("faulty-driver").resolve("trace.pcapng");
    private static final boolean REWRITE = Boolean.getBoolean("ismscope.rewrite");

    /// Mistakes whose story is long: one record tells as much.
    private static final Set<ViolationRule> TOLD_SHORTLY = Set.of(ViolationRule.EVENTS_LOST);

    /// Scenarios in which all does what it should.
    private static final Set<String> CLEAN = Set.of("hello", "smc", "fan-out", "storm", "crowd");

    @TempDir private static Path directory;

    static List<LintRule> rules() {
        return LintRules.all();
    }

    static List<Path> scenarios() throws IOException {
        return SampleTraces.folders();
    }

    private static Path traceOf(LintRule rule) {
        return OF_RULES.resolve("%s-%s.pcapng".formatted(rule.id(), rule.slug()));
    }

    @Test
    void thereIsATraceForEachRule() throws IOException {
        try (Stream<Path> entries = Files.list(OF_RULES)) {
            assertThat(entries.filter(entry -> entry.toString().endsWith(".pcapng")))
                    .containsExactlyInAnyOrderElementsOf(
                            LintRules.all().stream().map(FindingSamplesTest::traceOf).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itsTraceBreaksTheRuleOnce(LintRule rule) throws Exception {
        Path made = directory.resolve(rule.id() + ".pcapng");
        told(rule).write(made);
        if (REWRITE) {
            Files.createDirectories(OF_RULES);
            Files.copy(made, traceOf(rule), StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(traceOf(rule)).hasSameBinaryContentAs(made);
        try (RecordingSession session = SampleTraces.opened(traceOf(rule))) {
            assertThat(session.snapshot().findings().count(rule)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theFilterOfAFindingShowsItsProof(LintRule rule) throws Exception {
        try (RecordingSession session = SampleTraces.opened(traceOf(rule))) {
            SessionSnapshot snapshot = session.snapshot();
            for (Finding finding : snapshot.findings().all()) {
                Filter filter = Filter.parse(finding.filter(), snapshot);
                assertThat(
                                LongStream.range(0, snapshot.eventCount())
                                        .filter(event -> filter.accepts(snapshot, event))
                                        .toArray())
                        .isEqualTo(finding.proof());
            }
        }
    }

    private static Story told(LintRule rule) throws Exception {
        if (!rule.isViolation()) {
            return Scenes.tell(rule.slug());
        }
        Story story = new Story();
        ViolationRule broken = violation(rule);
        if (TOLD_SHORTLY.contains(broken) || !retellMistake(broken, story)) {
            Scenes.violation(broken).accept(story);
        }
        return story;
    }

    private static ViolationRule violation(LintRule rule) {
        return Stream.of(ViolationRule.values())
                .filter(candidate -> candidate.code() == rule.number())
                .findFirst()
                .orElseThrow();
    }

    /// Tells what the culprit of `faulty-driver` did to break a rule, and what others had to do
    /// with it.
    ///
    /// @return whether it breaks it
    private static boolean retellMistake(ViolationRule rule, Story story) throws Exception {
        try (RecordingSession session = SampleTraces.opened(MISTAKES)) {
            SessionSnapshot snapshot = session.snapshot();
            long at = snapshot.nextViolation(0);
            while (at >= 0 && !breaks(snapshot.event(at), rule)) {
                at = snapshot.nextViolation(at + 1);
            }
            if (at < 0) {
                return false;
            }
            retell(snapshot, at, story);
            return true;
        }
    }

    private static boolean breaks(Event event, ViolationRule rule) {
        return event.record() instanceof TapRecord.Violation violation
                && violation.rule() == rule.code();
    }

    private static void retell(SessionSnapshot snapshot, long violation, Story story) {
        int culprit = snapshot.device(violation);
        long first = violation;
        while (!(snapshot.event(first).record() instanceof TapRecord.Mark)) {
            first--;
        }
        List<Event> part = new ArrayList<>();
        Set<Long> tokens = new HashSet<>();
        for (long event = first; event <= violation + 1; event++) {
            part.add(snapshot.event(event));
            if (snapshot.device(event) == culprit) {
                tokens.add(snapshot.token(event));
            }
        }
        for (int device = 1; device < snapshot.deviceCount(); device++) {
            story.retell(snapshot.event(snapshot.deviceAppearance(device)));
        }
        for (Event event : part) {
            if (event.device() == culprit
                    || event.device() == 0
                    || (event.token() != 0 && tokens.contains(event.token()))) {
                story.retell(event);
            }
        }
    }

    @Test
    void theyAreFoundAsTheListingSays() throws Exception {
        List<String> lines = new ArrayList<>();
        for (LintRule rule : LintRules.all()) {
            lines.add("%s".formatted(traceOf(rule).getFileName()));
            lines.addAll(listed(traceOf(rule)));
            lines.add("");
        }
        assertListing(lines, OF_RULES.resolve("findings.txt"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenariosAreFoundAsTheirListingsSay(Path sample) throws Exception {
        List<String> lines = listed(sample.resolve("trace.pcapng"));
        assertListing(lines, sample.resolve("findings.txt"));
        if (CLEAN.contains(sample.getFileName().toString())) {
            assertThat(lines).isEmpty();
        }
    }

    private static void assertListing(List<String> lines, Path listing) throws IOException {
        if (REWRITE) {
            Files.write(listing, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(listing));
    }

    private static List<String> listed(Path trace) throws Exception {
        List<String> lines = new ArrayList<>();
        try (RecordingSession session = SampleTraces.opened(trace)) {
            new FindingListing(session.snapshot(), TimeFormat.RELATIVE).list(_ -> true, lines::add);
        }
        return lines;
    }
}
