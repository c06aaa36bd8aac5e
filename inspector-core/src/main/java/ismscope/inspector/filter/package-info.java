/// Filters over a session: a language, and a way to run it over columns.
///
/// Entry types: [ismscope.inspector.filter.Filter] is parsed from text,
/// [ismscope.inspector.filter.FilterRun] runs it, [ismscope.inspector.filter.Matches] is what it
/// found, [ismscope.inspector.filter.FilterFields] is what can be asked for.
///
/// 1. Any text is a filter or one [ismscope.inspector.filter.FilterFault] with a place; depth,
///    length and the steps of regular expressions are bounded by named limits.
/// 2. A run looks at blocks of 4,096 events. What the index has in columns is asked first; only
///    events that are left are decoded, and only of kinds that can have the field.
/// 3. The result is that of asking each event alone, decoded and taken apart, also while the
///    session grows.
///
/// Language: docs/filter-language.md. Threads: filters and matches any, a run one.
package ismscope.inspector.filter;
