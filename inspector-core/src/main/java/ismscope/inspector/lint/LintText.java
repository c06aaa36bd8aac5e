package ismscope.inspector.lint;

/// What a rule says to people, a sentence each.
///
/// @param title what is wrong, in a line without the case's names
/// @param meaning what comes of it
/// @param remedy what to change
/// @param evidence which events make the proof
public record LintText(String title, String meaning, String remedy, String evidence) {}
