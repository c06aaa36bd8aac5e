package ismscope.inspector.lint;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Keeps findings in the order in which they show; grows at its end only.
///
/// Thread: one adds; what [#freeze] returns is for any.
final class FindingLog implements FindingSink {
    /// Events of a proof at most: what a person takes in at a glance.
    static final int MAX_PROOF = 4;

    private final int mostPerRule;
    private final Map<LintRule, Tally> tallies = new HashMap<>();
    private Finding[] findings = new Finding[64];
    private int length;

    /// @param rules all that may be reported
    /// @param mostPerRule findings of one rule that are kept; the others are counted
    FindingLog(List<LintRule> rules, int mostPerRule) {
        this.mostPerRule = mostPerRule;
        for (LintRule rule : rules) {
            tallies.put(rule, new Tally());
        }
    }

    @Override
    public void found(LintRule rule, Certainty certainty, Supplier<String> text, long... proof) {
        Tally tally = tallies.computeIfAbsent(rule, _ -> new Tally());
        if (tally.count++ >= mostPerRule) {
            return;
        }
        if (length == findings.length) {
            findings = Arrays.copyOf(findings, length * 2);
        }
        findings[length++] = new Finding(rule, certainty, text.get(), ordered(proof));
    }

    /// {@return the known ones in ascending order, each once; of too many the last}
    private static long[] ordered(long[] proof) {
        long[] known =
                Arrays.stream(proof).filter(event -> event >= 0).sorted().distinct().toArray();
        return known.length <= MAX_PROOF
                ? known
                : Arrays.copyOfRange(known, known.length - MAX_PROOF, known.length);
    }

    /// {@return the findings as they stand}
    ///
    /// @param events looked at
    /// @param gaps among them
    Findings freeze(long events, long gaps) {
        Map<LintRule, Long> counts = new HashMap<>();
        tallies.forEach((rule, tally) -> {
            if (tally.count > 0) {
                counts.put(rule, tally.count);
            }
        });
        return new Findings(findings, length, Map.copyOf(counts), events, gaps);
    }

    /// How many findings a rule has.
    private static final class Tally {
        private long count;
    }
}
