package ismscope.inspector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.event.IsmField;
import ismscope.inspector.session.RecordingSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What docs/filter-language.md says is so. `-Dismscope.rewrite=true` writes its tables anew.
class FilterLanguagePageTest {
    private static final Path PAGE = Path.of("..", "docs", "filter-language.md");
    private static final Pattern EXAMPLE = Pattern.compile("^\\| `(.+)` \\| (\\d+) \\| (.+) \\|$");
    private static final Pattern FIELD =
            Pattern.compile("^\\| `([a-z0-9_.]+)` \\| ([a-z]+) \\| (.+) \\|$");
    private static final String FIELD_TABLE = "| name | type | meaning |";

    @Test
    void examplesFindWhatIsSaidAndFieldsAreThoseThereAre() throws Exception {
        List<String> page = Files.readAllLines(PAGE);
        List<String> right = withFields(withCounts(page));
        if (Boolean.getBoolean("ismscope.rewrite")) {
            Files.write(PAGE, right);
        }
        assertThat(page).isEqualTo(right);
        assertThat(page).filteredOn(line -> EXAMPLE.matcher(line).matches()).hasSizeGreaterThan(15);
    }

    private static List<String> withCounts(List<String> page) throws Exception {
        List<String> right = new ArrayList<>();
        try (RecordingSession session =
                RecordingSession.open(Path.of("..", "sample-traces", "tour", "trace.pcapng"))) {
            session.awaitEnd();
            for (String line : page) {
                Matcher example = EXAMPLE.matcher(line);
                if (!example.matches()) {
                    right.add(line);
                    continue;
                }
                String text = example.group(1);
                long count =
                        new FilterRun(Filter.parse(text, session.snapshot()))
                                .advance(session.snapshot())
                                .count();
                assertThat(count).as(text).isPositive();
                right.add("| `%s` | %d | %s |".formatted(text, count, example.group(3)));
            }
        }
        return right;
    }

    private static List<String> withFields(List<String> page) {
        List<String> right = new ArrayList<>();
        boolean table = false;
        for (String line : page) {
            if (table && FIELD.matcher(line).matches()) {
                continue;
            }
            right.add(line);
            if (table && line.startsWith("|---")) {
                FilterFields.all().stream()
                        .filter(field -> IsmField.named(field.name()) == null)
                        .map(field ->
                                "| `%s` | %s | %s |"
                                        .formatted(
                                                field.name(),
                                                field.type().word(),
                                                field.description()))
                        .forEach(right::add);
            }
            table = line.equals(FIELD_TABLE) || (table && line.startsWith("|"));
        }
        return right;
    }
}
