package ismscope.inspector.lint;

import java.util.function.Supplier;

/// Takes what checks find.
interface FindingSink {
    /// Takes a finding that shows at the event being looked at.
    ///
    /// @param text asked only if the finding is kept
    /// @param proof events in any order; the current one is among them; negative ones, which are
    ///   not known, are left out, and so is what comes twice
    void found(LintRule rule, Certainty certainty, Supplier<String> text, long... proof);
}
