/// What is wrong in a session, or looks wrong, with the events that prove it.
///
/// Entry types: [ismscope.inspector.lint.Linter] is shown every event, in order, by the thread that
/// indexes; [ismscope.inspector.lint.Findings] is what it has found, frozen;
/// [ismscope.inspector.lint.LintRules] lists the rules. Table for people: docs/lint-rules.md.
///
/// 1. A finding *is* so where the events say so exactly, and is *possible* where they only suggest
///    it. What happened in a gap is not known: at a gap everything that was concluded from earlier
///    events is forgotten, so that no rule says more than what was recorded.
/// 2. What is kept is bounded, whatever the capture holds: each bound has a name.
/// 3. Cost: one look-up of the device and the region of an event, then only the rules that have to
///    do with its kind.
package ismscope.inspector.lint;
