package ismscope.app.findings;

import ismscope.device.tap.Severity;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order in which a person wants to look at findings: the most severe first, and those of one
/// severity as they happened.
final class WorstFirst {
    private static final List<Severity> SEVERITIES = List.of(Severity.values()).reversed();

    private WorstFirst() {}

    /// {@return the finding after this one, null if there are none}
    ///
    /// @param shown null for the first; after the last comes the first
    static @Nullable Finding after(Findings findings, @Nullable Finding shown) {
        boolean passed = shown == null;
        Finding first = null;
        for (Severity severity : SEVERITIES) {
            for (int place = 0; place < findings.size(); place++) {
                Finding finding = findings.get(place);
                if (finding.rule().severity() != severity) {
                    continue;
                }
                if (passed) {
                    return finding;
                }
                first = first == null ? finding : first;
                passed = finding.equals(shown);
            }
        }
        return first;
    }
}
