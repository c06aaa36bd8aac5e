package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import java.util.Locale;

/// A rule that sessions are checked against.
///
/// @param number stable; of a rule that the device checks itself that of its `ViolationRule`, else
///   1001 and up
/// @param slug its name: lower case, words joined by `-`
/// @param severity of its findings
/// @param clause of the document that it rests on
/// @param text for people
public record LintRule(int number, String slug, Severity severity, String clause, LintText text) {
    /// {@return its id, the same in every tool: `ISM-0412`}
    public String id() {
        String digits = Integer.toString(number);
        return "ISM-" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    /// {@return its severity for people: `warn`}
    public String severityWord() {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /// {@return whether the device itself recorded what breaks it}
    public boolean isViolation() {
        return number < LintRules.FIRST_SUSPICION;
    }
}
