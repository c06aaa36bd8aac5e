package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `read -T fields`, `read --dump state` and `stat` say of the sample traces is what files
/// beside them, reviewed by eye, say. `-Dismscope.rewrite=true` writes the files anew. Listings and
/// findings: `SampleTracesTest` and `FindingSamplesTest` of inspector-core.
class GoldenSamplesTest {
    private static final Path SAMPLES = Path.of("..", "sample-traces");
    private static final Path OF_RULES = SAMPLES.resolve("findings");
    private static final boolean REWRITE = Boolean.getBoolean("ismscope.rewrite");

    /// Columns that `events.txt` has already.
    private static final List<String> LISTED =
            List.of(
                    "frame.time_relative",
                    "frame.time_delta",
                    "frame.interface_name",
                    "_ws.col.info");

    /// Moments at which the state is looked at, as parts of all events, in quarters.
    private static final int QUARTERS = 4;

    static List<Path> samples() throws IOException {
        try (Stream<Path> entries = Files.list(SAMPLES)) {
            return entries.filter(entry -> Files.exists(entry.resolve("trace.pcapng")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> ofRules() throws IOException {
        try (Stream<Path> entries = Files.list(OF_RULES)) {
            return entries.filter(entry -> entry.toString().endsWith(".pcapng")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fieldsAreThoseOfTheFile(Path sample) throws Exception {
        List<String> lines = new ArrayList<>();
        fields(sample.resolve("trace.pcapng"), lines);
        assertGolden(lines, sample.resolve("fields.txt"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void statesAreThoseOfTheFile(Path sample) throws Exception {
        Path trace = sample.resolve("trace.pcapng");
        List<String> lines = new ArrayList<>();
        long events = typed("read", "-r", trace.toString()).size();
        for (int quarter = 1; quarter <= QUARTERS; quarter++) {
            String place = "#" + events * quarter / QUARTERS;
            lines.add("after " + place);
            state(trace, place, lines);
            lines.add("");
        }
        assertGolden(lines, sample.resolve("states.txt"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void statisticsAreThoseOfTheFile(Path sample) throws Exception {
        List<String> lines = new ArrayList<>();
        statistics(sample.resolve("trace.pcapng"), lines);
        assertGolden(lines, sample.resolve("statistics.txt"));
    }

    @Test
    void fieldsOfTheTracesOfRulesAreThoseOfTheFile() throws Exception {
        assertGolden(ofRules(GoldenSamplesTest::fields), OF_RULES.resolve("fields.txt"));
    }

    @Test
    void statesAtTheEndOfTheTracesOfRulesAreThoseOfTheFile() throws Exception {
        List<String> lines = ofRules((trace, out) -> state(trace, "24h", out));
        assertGolden(lines, OF_RULES.resolve("states.txt"));
    }

    @Test
    void statisticsOfTheTracesOfRulesAreThoseOfTheFile() throws Exception {
        assertGolden(ofRules(GoldenSamplesTest::statistics), OF_RULES.resolve("statistics.txt"));
    }

    private static List<String> ofRules(BiConsumer<Path, List<String>> teller) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path trace : ofRules()) {
            lines.add(trace.getFileName().toString());
            teller.accept(trace, lines);
            lines.add("");
        }
        return lines;
    }

    /// Tells all columns that hold anything, with their names.
    private static void fields(Path trace, List<String> out) {
        List<String> names =
                Column.names().stream().filter(name -> !LISTED.contains(name)).toList();
        List<String> words =
                new ArrayList<>(List.of("read", "-r", trace.toString(), "-T", "fields"));
        for (String name : names) {
            words.add("-e");
            words.add(name);
        }
        List<String[]> rows = new ArrayList<>(List.<String[]>of(names.toArray(String[]::new)));
        BitSet filled = new BitSet();
        for (String line : typed(words.toArray(String[]::new))) {
            String[] cells = line.split("\t", -1);
            assertThat(cells).as(line).hasSize(names.size());
            for (int i = 0; i < cells.length; i++) {
                filled.set(i, filled.get(i) || !cells[i].isEmpty());
            }
            rows.add(cells);
        }
        for (String[] row : rows) {
            out.add(String.join("\t", filled.stream().mapToObj(i -> row[i]).toList()));
        }
    }

    private static void state(Path trace, String place, List<String> out) {
        out.addAll(typed("read", "-r", trace.toString(), "--dump", "state", "--at", place));
    }

    private static void statistics(Path trace, List<String> out) {
        out.addAll(typed("stat", "-r", trace.toString()));
    }

    private static List<String> typed(String... words) {
        TypedCommand command = type(words);
        assertThat(command.err()).as(Arrays.toString(words)).isEmpty();
        assertThat(command.exitCode()).isZero();
        return command.out().lines().toList();
    }

    private static void assertGolden(List<String> lines, Path file) throws IOException {
        if (REWRITE) {
            Files.write(file, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(file));
    }
}
