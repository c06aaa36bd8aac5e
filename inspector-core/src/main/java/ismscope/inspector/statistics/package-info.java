/// Figures of a session: how often, how long, how much.
///
/// Entry types: [ismscope.inspector.statistics.StatisticsRun] goes through a session,
/// [ismscope.inspector.statistics.Statistics] is what it found,
/// [ismscope.inspector.statistics.Measure] is what is counted.
///
/// 1. A run asks columns; only swallowed notifications, late replies and codes that the draft does
///    not have are decoded.
/// 2. Every count knows its events: [ismscope.inspector.statistics.Scope#eventsOf] is a filter that
///    finds just them.
/// 3. A run goes on as the session grows and says what it would say of the whole anew.
///
/// For people: docs/statistics.md. Threads: results any, a run one.
package ismscope.inspector.statistics;
