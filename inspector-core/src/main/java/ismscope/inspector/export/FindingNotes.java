package ismscope.inspector.export;

import ismscope.inspector.event.Event;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/// Findings as notes of the events at which they show, for tools that know no rules: a line each,
/// `ISM-1005 missing-grant: vm2 lacks ... (proof: #55, #57)`, with the numbers that events have in
/// the export. What the device itself found stands in the capture as VIOLATION records and is left
/// out.
final class FindingNotes {
    /// Findings of an event that are told; a note has room for 64 KiB.
    private static final int MOST_OF_AN_EVENT = 40;

    private final Map<Long, List<Finding>> findings = new HashMap<>();
    private final Map<Long, Long> proof = new HashMap<>();
    private final UnaryOperator<String> words;
    private long written;

    /// @param words what a text of a finding becomes: redacted, or itself
    FindingNotes(Findings found, UnaryOperator<String> words) {
        this.words = words;
        for (Finding finding : found.all()) {
            if (!finding.rule().isViolation()) {
                findings.computeIfAbsent(finding.event(), _ -> new ArrayList<>()).add(finding);
                for (long event : finding.proof()) {
                    proof.put(event, 0L);
                }
            }
        }
    }

    /// {@return the event with what was found at it in its note}
    ///
    /// @param event the next one of the export
    Event noted(Event event) {
        written++;
        proof.replace(event.number(), written);
        List<Finding> here = findings.get(event.number());
        if (here == null) {
            return event;
        }
        StringJoiner comment = new StringJoiner("\n");
        if (!event.comment().isEmpty()) {
            comment.add(event.comment());
        }
        here.stream().limit(MOST_OF_AN_EVENT).map(this::line).forEach(comment::add);
        return event.withComment(comment.toString());
    }

    private String line(Finding finding) {
        StringJoiner numbers = new StringJoiner(", ", " (proof: ", ")");
        for (long event : finding.proof()) {
            long place = proof.getOrDefault(event, 0L);
            if (place > 0) {
                numbers.add("#" + place);
            }
        }
        return words.apply(finding.note()) + numbers;
    }
}
