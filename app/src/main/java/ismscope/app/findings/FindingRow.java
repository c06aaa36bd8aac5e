package ismscope.app.findings;

import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.LintRule;

/// A row of the findings pane.
sealed interface FindingRow {
    /// {@return the rule}
    LintRule rule();

    /// A rule that has findings.
    ///
    /// @param count of them, those included that are not shown one by one
    record Group(LintRule rule, long count) implements FindingRow {}

    /// One finding.
    record Case(Finding finding) implements FindingRow {
        @Override
        public LintRule rule() {
            return finding.rule();
        }
    }
}
