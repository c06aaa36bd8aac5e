package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// What was found in a session up to some event.
///
/// Immutable: what is found later does not show. In the order of the events at which findings show.
/// Of each rule the first [Linter#MOST_PER_RULE] are kept, the others counted. Thread: any.
public final class Findings {
    /// Nothing looked at, nothing found.
    public static final Findings NONE = new Findings(new Finding[0], 0, Map.of(), 0, 0);

    private final Finding[] findings;
    private final int length;
    private final Map<LintRule, Long> counts;
    private final long events;
    private final long gaps;

    /// @param findings of which the first `length` do not change any more
    Findings(Finding[] findings, int length, Map<LintRule, Long> counts, long events, long gaps) {
        this.findings = findings;
        this.length = length;
        this.counts = counts;
        this.events = events;
        this.gaps = gaps;
    }

    /// {@return findings as they were saved}
    ///
    /// @throws IndexOutOfBoundsException if they are not whole, or of rules that there are not
    public static Findings load(SavedInput in) {
        long events = in.i64();
        long gaps = in.i64();
        Map<LintRule, Long> counts = new HashMap<>();
        for (int left = in.count(Integer.BYTES + Long.BYTES); left > 0; left--) {
            counts.put(rule(in.i32()), in.i64());
        }
        Finding[] findings = new Finding[in.count(Integer.BYTES)];
        for (int i = 0; i < findings.length; i++) {
            findings[i] =
                    new Finding(
                            rule(in.i32()),
                            in.bool() ? Certainty.IS : Certainty.POSSIBLE,
                            in.text(),
                            in.longs());
        }
        return new Findings(findings, findings.length, Map.copyOf(counts), events, gaps);
    }

    private static LintRule rule(int number) {
        return LintRules.all().stream()
                .filter(rule -> rule.number() == number)
                .findFirst()
                .orElseThrow(() -> new IndexOutOfBoundsException("rule=" + number));
    }

    /// Writes them.
    public void save(SavedOutput out) throws IOException {
        out.i64(events);
        out.i64(gaps);
        out.i32(counts.size());
        for (Map.Entry<LintRule, Long> count : counts.entrySet()) {
            out.i32(count.getKey().number());
            out.i64(count.getValue());
        }
        out.i32(length);
        for (int i = 0; i < length; i++) {
            Finding finding = findings[i];
            out.i32(finding.rule().number());
            out.bool(finding.certainty() == Certainty.IS);
            out.text(finding.text());
            out.longs(finding.proof(), finding.proof().length);
        }
    }

    /// {@return events that were looked at: from the first on}
    public long eventCount() {
        return events;
    }

    /// {@return places among them where records are missing, so that rules were silent}
    public long gapCount() {
        return gaps;
    }

    /// {@return findings that are kept}
    public int size() {
        return length;
    }

    /// {@return a finding, 0 to `size() - 1`}
    public Finding get(int place) {
        return findings[Objects.checkIndex(place, length)];
    }

    /// {@return all that are kept}
    public List<Finding> all() {
        return IntStream.range(0, length).mapToObj(place -> findings[place]).toList();
    }

    /// {@return findings, those included that are only counted}
    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// {@return findings of a rule, those included that are only counted}
    public long count(LintRule rule) {
        return counts.getOrDefault(rule, 0L);
    }

    /// {@return findings of at least this severity, those included that are only counted}
    public long count(Severity least) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().severity().compareTo(least) >= 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// {@return rules with findings: the most severe first, then by number}
    public List<LintRule> rules() {
        return counts.keySet().stream()
                .sorted(
                        Comparator.comparing(LintRule::severity)
                                .reversed()
                                .thenComparingInt(LintRule::number))
                .toList();
    }

    /// {@return the place of the first finding that shows at or after this event, [#size] if none
    /// does}
    public int placeOf(long event) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (findings[middle].event() < event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// {@return the first place at or after this one with a finding of at least this severity, -1
    /// if there is none}
    public int next(int place, Severity least) {
        for (int at = Math.max(0, place); at < length; at++) {
            if (isAtLeast(at, least)) {
                return at;
            }
        }
        return -1;
    }

    /// {@return the last place at or before this one with a finding of at least this severity, -1
    /// if there is none}
    public int previous(int place, Severity least) {
        for (int at = Math.min(place, length - 1); at >= 0; at--) {
            if (isAtLeast(at, least)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAtLeast(int place, Severity least) {
        return findings[place].rule().severity().compareTo(least) >= 0;
    }
}
