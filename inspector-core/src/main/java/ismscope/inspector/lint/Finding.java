package ismscope.inspector.lint;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// One case of a rule.
///
/// @param rule the rule
/// @param certainty how sure it is
/// @param text what is wrong here, with the names of this case
/// @param proof the events that make it, ascending, two to four of them where there are so many;
///   the last is where it shows. Not to be changed
public record Finding(LintRule rule, Certainty certainty, String text, long[] proof) {
    /// {@return the event at which it shows}
    public long event() {
        return proof[proof.length - 1];
    }

    /// {@return which step of its proof an event is, from 1; 0 for none}
    public int step(long event) {
        return Math.max(0, Arrays.binarySearch(proof, event) + 1);
    }

    /// {@return a filter that shows its proof: `frame.number in {56, 58}`}
    public String filter() {
        return "frame.number in {%s}"
                .formatted(
                        LongStream.of(proof)
                                .mapToObj(event -> Long.toString(event + 1))
                                .collect(Collectors.joining(", ")));
    }

    /// {@return it in a line, as for a note: `ISM-1005 missing-grant: vm2 lacks ...`}
    public String note() {
        String hedge = certainty == Certainty.POSSIBLE ? "possible: " : "";
        return "%s %s: %s%s".formatted(rule.id(), rule.slug(), hedge, text);
    }
}
