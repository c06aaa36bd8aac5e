package ismscope.inspector.export;

import ismscope.inspector.lint.Certainty;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.lint.LintRule;
import java.util.List;
import java.util.function.Predicate;

/// Findings as a JUnit report, for whatever shows the results of tests: a test case for each rule,
/// a failure in it for each finding that counts; other findings are in its output.
///
/// Stateless. Thread: any.
///
/// @param suite the name of the suite: the file that was checked
/// @param findings of it
/// @param rules those that it was checked against
/// @param fails whether findings of a rule are failures
public record JunitReport(
        String suite, Findings findings, List<LintRule> rules, Predicate<LintRule> fails) {
    /// {@return the report, XML 1.0 in UTF-8}
    public String xml() {
        long failed =
                rules.stream().filter(rule -> fails.test(rule) && findings.count(rule) > 0).count();
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append(
                "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n"
                        .formatted(escaped(suite), rules.size(), failed));
        for (LintRule rule : rules) {
            testCase(rule, out);
        }
        return out.append("</testsuite>\n").toString();
    }

    private void testCase(LintRule rule, StringBuilder out) {
        out.append(
                "  <testcase classname=\"ismscope.check\" name=\"%s %s\""
                        .formatted(rule.id(), rule.slug()));
        if (findings.count(rule) == 0) {
            out.append("/>\n");
            return;
        }
        out.append(">\n");
        StringBuilder told = new StringBuilder();
        for (int place = 0; place < findings.size(); place++) {
            Finding finding = findings.get(place);
            if (!finding.rule().equals(rule)) {
                continue;
            }
            if (fails.test(rule)) {
                failure(finding, out);
            } else {
                told.append(sentence(finding)).append('\n');
            }
        }
        if (!told.isEmpty()) {
            out.append("    <system-out>%s</system-out>\n".formatted(escaped(told.toString())));
        }
        out.append("  </testcase>\n");
    }

    private static void failure(Finding finding, StringBuilder out) {
        LintRule rule = finding.rule();
        out.append(
                "    <failure type=\"%s\" message=\"%s\">"
                        .formatted(rule.severityWord(), escaped(sentence(finding))));
        String body =
                "%s\nClause: %s\nRemedy: %s\nProof: %s\n"
                        .formatted(
                                rule.text().title(),
                                rule.clause(),
                                rule.text().remedy(),
                                finding.filter());
        out.append(escaped(body)).append("</failure>\n");
    }

    private static String sentence(Finding finding) {
        String hedge = finding.certainty() == Certainty.POSSIBLE ? "possible: " : "";
        return "#%d %s%s".formatted(finding.event() + 1, hedge, finding.text());
    }

    /// {@return text as XML 1.0 can hold it: what has no place there becomes U+FFFD}
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '&' -> out.append("&amp;");
                        case '"' -> out.append("&quot;");
                        default -> out.appendCodePoint(isAllowed(c) ? c : 0xfffd);
                    }
                });
        return out.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\n'
                || c == '\t'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }
}
