package ismscope.inspector.export;

import ismscope.inspector.event.ValueText;
import ismscope.inspector.lint.Certainty;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.lint.LintRule;
import ismscope.inspector.session.SessionSnapshot;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Findings as text: a paragraph for each rule, the most severe first, and in it each finding with
/// the events of its proof.
///
/// ```
/// WARN ISM-1005 missing-grant: command refused for want of a right (1)
///   #58 vm2 lacks ATTACH on 0x778b1aa9…: the default is none, and it has no grant of its own
///        55 1.500101000  vm1  grant    region 0x778b1aa9…: default rights none
///        57 1.800112000  vm2  request  ATTACH_REGION 0x778b1aa9… rw -> PERM_EATTACH
/// ```
///
/// Stateless. Thread: any.
///
/// @param snapshot whose findings they are
/// @param time how the times of events are written
public record FindingListing(SessionSnapshot snapshot, TimeFormat time) {
    /// Lists the findings of some rules.
    ///
    /// @param out takes the lines
    public void list(Predicate<LintRule> wanted, Consumer<String> out) {
        Findings findings = snapshot.findings();
        EventListing events = new EventListing(snapshot, time);
        for (LintRule rule : findings.rules()) {
            if (wanted.test(rule)) {
                out.accept(heading(rule, findings.count(rule)));
                listOf(rule, findings, events, out);
            }
        }
    }

    /// Lists one finding, with its rule on its line.
    ///
    /// ```
    /// WARN ISM-1005 missing-grant: #58 vm2 lacks ATTACH on 0x778b1aa9…
    ///     55 1.500101000  vm1  grant    region 0x778b1aa9…: default rights none
    /// ```
    ///
    /// @param out takes the lines
    public void one(Finding finding, Consumer<String> out) {
        LintRule rule = finding.rule();
        EventListing events = new EventListing(snapshot, time);
        out.accept(
                "%s %s %s: %s"
                        .formatted(
                                rule.severityWord().toUpperCase(Locale.ROOT),
                                rule.id(),
                                rule.slug(),
                                sentence(finding)));
        for (long event : finding.proof()) {
            out.accept("  " + events.line(event));
        }
    }

    private static String sentence(Finding finding) {
        String hedge = finding.certainty() == Certainty.POSSIBLE ? "possible: " : "";
        return "#%d %s%s".formatted(finding.event() + 1, hedge, ValueText.oneLine(finding.text()));
    }

    private static String heading(LintRule rule, long count) {
        return "%s %s %s: %s (%s)"
                .formatted(
                        rule.severityWord().toUpperCase(Locale.ROOT),
                        rule.id(),
                        rule.slug(),
                        rule.text().title(),
                        ValueText.count(count));
    }

    private static void listOf(
            LintRule rule, Findings findings, EventListing events, Consumer<String> out) {
        long listed = 0;
        for (int place = 0; place < findings.size(); place++) {
            Finding finding = findings.get(place);
            if (!finding.rule().equals(rule)) {
                continue;
            }
            listed++;
            out.accept("  " + sentence(finding));
            for (long event : finding.proof()) {
                out.accept("    " + events.line(event));
            }
        }
        long more = findings.count(rule) - listed;
        if (more > 0) {
            out.accept("  and %s more".formatted(ValueText.count(more)));
        }
    }
}
