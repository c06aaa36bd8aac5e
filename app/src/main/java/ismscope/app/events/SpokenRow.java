package ismscope.app.events;

import ismscope.app.text.Texts;

/// A row as a screen reader says it: its cells, and before them how it stands.
final class SpokenRow {
    private SpokenRow() {}

    static String of(EventRow row, EventPainter.Standing standing, Texts texts) {
        String words = String.join(" ", row.cells().values());
        String more = String.join(" ", row.fields().values());
        words = more.isBlank() ? words : words + " " + more;
        String proof =
                standing.step() == 0
                        ? words
                        : texts.text("events.proof", standing.step()) + " " + words;
        return standing.marked() ? texts.text("events.marked", proof) : proof;
    }
}
