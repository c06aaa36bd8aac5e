package ismscope.inspector.export;

import ismscope.device.tap.Severity;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.lint.Certainty;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.LintRule;
import ismscope.inspector.lint.LintRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What is wrong in a session, as a part of its report: by rule, the most severe first, each
/// finding with the events that prove it. A finding is told where the event at which it shows is
/// among those of the report.
final class ReportFindings {
    /// Findings of a rule that are told one by one.
    static final int MOST_OF_A_RULE = 20;

    private final ReportFacts facts;
    private final ReportScope scope;
    private final Map<LintRule, List<Finding>> told = new LinkedHashMap<>();
    private final Map<LintRule, Long> counts = new LinkedHashMap<>();

    ReportFindings(ReportFacts facts, ReportScope scope) {
        this.facts = facts;
        this.scope = scope;
        boolean whole = facts.events == scope.findings().eventCount();
        scope.findings().rules().forEach(rule -> told.put(rule, new ArrayList<>()));
        for (Finding finding : scope.findings().all()) {
            if (facts.holds(finding.event())) {
                told.computeIfAbsent(finding.rule(), _ -> new ArrayList<>()).add(finding);
            }
        }
        told.values().removeIf(List::isEmpty);
        told.forEach((rule, findings) ->
                counts.put(rule, whole ? scope.findings().count(rule) : (long) findings.size()));
    }

    /// {@return findings of a severity}
    long count(Severity severity) {
        return counts.entrySet().stream()
                .filter(each -> each.getKey().severity() == severity)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// {@return findings}
    long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// {@return numbers of the events that prove anything told}
    Set<Long> proof() {
        Set<Long> events = new HashSet<>();
        for (List<Finding> findings : told.values()) {
            for (Finding finding : findings.subList(0, shown(findings))) {
                for (long event : finding.proof()) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    /// {@return the part of the page}
    ReportText text() {
        ReportText text = new ReportText();
        if (told.isEmpty()) {
            text.add(
                    "<p>Nothing is wrong as far as %s rules of virtio and virtio-ism can tell.</p>",
                    LintRules.all().size());
        }
        told.forEach((rule, findings) -> rule(text, rule, findings));
        text.note(
                scope.findings().gapCount() > 0,
                "Records are missing in %s: what happened there is not known, and no rule guesses."
                        .formatted(ValueText.count(scope.findings().gapCount(), "place")));
        return text;
    }

    private static int shown(List<Finding> findings) {
        return Math.min(findings.size(), MOST_OF_A_RULE);
    }

    private void rule(ReportText text, LintRule rule, List<Finding> findings) {
        String severity = rule.severity().name().toLowerCase(Locale.ROOT);
        text.add(
                "<article class=\"rule %s\"><h3><span class=\"badge\">%s</span> ",
                severity, severity);
        text.add(
                "%s <span class=\"count\">%s",
                capital(rule.text().title()), rule.id() + " " + rule.slug());
        text.add(" · %s</span></h3>", times(counts.getOrDefault(rule, 0L)));
        text.add("<p>%s</p>", rule.text().meaning());
        text.add("<p><b>Remedy.</b> %s", rule.text().remedy());
        text.add(" <span class=\"small\">(%s)</span></p>", rule.clause());
        for (Finding finding : findings.subList(0, shown(findings))) {
            finding(text, finding);
        }
        long more = counts.getOrDefault(rule, 0L) - shown(findings);
        text.note(more > 0, "%s more are not listed.".formatted(ReportText.count(more)));
        text.add("</article>\n");
    }

    private static String capital(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    private static String times(long count) {
        return count == 1 ? "once" : ReportText.count(count) + " times";
    }

    private void finding(ReportText text, Finding finding) {
        text.add("<div class=\"finding\"><p>");
        if (finding.certainty() == Certainty.POSSIBLE) {
            text.add("<span class=\"badge hedge\">possible</span> ");
        }
        text.add("%s</p><table class=\"proof\">", scope.words().apply(finding.text()));
        for (long number : finding.proof()) {
            EventContext context = scope.context();
            Event event = context.event(number);
            text.add("<tr><td class=\"event\">#%s</td>", number + 1);
            text.add(
                    "<td class=\"time\">%s</td>",
                    ReportText.since(event.timeNanos() - facts.start()));
            text.add("<td class=\"name\">%s</td>", context.deviceName(event.device()));
            text.add("<td class=\"what\">%s</td></tr>", EventDescriber.describe(event, context));
        }
        text.add("</table></div>");
    }
}
