package ismscope.inspector.session;

import ismscope.inspector.event.ValueText;

/// What a person keeps with an event: a bookmark, a text, both or nothing. In a capture it is the
/// packet's comment:
///
/// ```
/// bookmark: the lost wake-up      a bookmark and its name; without one: "bookmark"
/// any text, also of several       the rest is the text
/// lines
/// ```
///
/// Spec: docs/capture-format.md, "Notes". Immutable.
///
/// @param bookmarked whether it has a bookmark
/// @param name of the bookmark, on one line, may be empty
/// @param text may have several lines, or none
public record EventNote(boolean bookmarked, String name, String text) {
    /// Nothing kept.
    public static final EventNote NONE = new EventNote(false, "", "");

    private static final String WORD = "bookmark";
    private static final String NAMED = WORD + ":";

    /// Puts the name on one line; only a bookmark has one.
    public EventNote {
        name = bookmarked ? ValueText.oneLine(name.strip()) : "";
        text = text.strip();
    }

    /// {@return what a comment says}
    public static EventNote of(String comment) {
        int end = comment.indexOf('\n');
        String first = (end < 0 ? comment : comment.substring(0, end)).strip();
        String rest = end < 0 ? "" : comment.substring(end + 1);
        if (first.equals(WORD)) {
            return new EventNote(true, "", rest);
        }
        return first.startsWith(NAMED)
                ? new EventNote(true, first.substring(NAMED.length()), rest)
                : new EventNote(false, "", comment);
    }

    /// {@return the comment that says this, empty for nothing}
    public String comment() {
        if (!bookmarked) {
            return text;
        }
        String first = name.isEmpty() ? WORD : NAMED + " " + name;
        return text.isEmpty() ? first : first + "\n" + text;
    }

    /// {@return the same with a bookmark, or without}
    public EventNote withBookmark(boolean wanted) {
        return new EventNote(wanted, name, text);
    }
}
