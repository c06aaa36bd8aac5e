package ismscope.inspector.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// docs/lint-rules.md lists the rules as they are. `-Dismscope.rewrite=true` writes its tables
/// anew.
class LintRulesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "lint-rules.md");
    private static final String BEGIN = "<!-- rules -->";

    @Test
    void thePageListsTheRules() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> head = page.subList(0, page.indexOf(BEGIN) + 1);
        List<String> wanted = new ArrayList<>(head);
        wanted.addAll(sections());
        if (Boolean.getBoolean("ismscope.rewrite")) {
            Files.write(PAGE, wanted);
        }
        assertThat(Files.readAllLines(PAGE)).isEqualTo(wanted);
    }

    private static List<String> sections() {
        List<String> lines = new ArrayList<>();
        section("What drivers do, as far as the device boundary shows it", false, lines);
        section("What the device itself records as a violation", true, lines);
        return lines;
    }

    private static void section(String title, boolean violations, List<String> lines) {
        lines.add("");
        lines.add("## " + title);
        for (LintRule rule : LintRules.all()) {
            if (rule.isViolation() == violations) {
                describe(rule, lines);
            }
        }
    }

    private static void describe(LintRule rule, List<String> lines) {
        LintText text = rule.text();
        lines.add("");
        lines.add("### %s %s".formatted(rule.id(), rule.slug()));
        lines.add(
                "*%s, %s.* **%s.** %s"
                        .formatted(
                                rule.severityWord(),
                                rule.clause(),
                                upper(text.title()),
                                text.meaning()));
        lines.add("Remedy: " + text.remedy());
        if (!rule.isViolation()) {
            lines.add("Proof: %s.".formatted(text.evidence()));
        }
    }

    private static String upper(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
