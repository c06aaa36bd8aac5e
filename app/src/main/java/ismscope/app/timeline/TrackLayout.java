package ismscope.app.timeline;

import ismscope.inspector.timeline.TimelineView;
import java.util.Set;

/// Where the parts of a track are, in pixels.
///
/// @param width of all
/// @param height of all
/// @param letter height of a line of text
/// @param counters that each track has
/// @param compact a line of text for a track: commands above, all its events in one row below
record TrackLayout(
        double width, double height, double letter, Set<Counter> counters, boolean compact) {
    /// Tracks beyond which they are compact.
    static final int MANY = 32;

    /// Where names begin.
    static final double NAME_X = 24;

    private static final double LABEL = 112;
    private static final double LEADING = 4;
    private static final double BETWEEN = 3;

    /// Copies the counters in.
    TrackLayout {
        counters = Set.copyOf(counters);
    }

    /// {@return how the tracks of a session lie in a pane}
    static TrackLayout of(double width, double height, double letter, TimelineView view) {
        boolean compact = view.trackCount() > MANY;
        Set<Counter> counters = compact ? Set.of() : Counter.in(view);
        return new TrackLayout(width, height, letter, counters, compact);
    }

    /// {@return the height of both rulers}
    double ruler() {
        return 2 * rulerLine();
    }

    /// {@return the height of one ruler}
    double rulerLine() {
        return Math.ceil(letter + 4);
    }

    /// {@return where tracks begin behind their names}
    double label() {
        return LABEL;
    }

    /// {@return pixels of an axis in view}
    int room() {
        return (int) Math.max(1, width - LABEL);
    }

    double row() {
        return Math.ceil(
                troubleY()
                        + tickHeight()
                        + counters.size() * (counterHeight() + BETWEEN)
                        + (compact ? 2 : LEADING));
    }

    /// {@return the middle of a track's name}
    double nameY() {
        return compact ? Math.floor(row() / 2) : commandY() + commandHeight() / 2;
    }

    double commandY() {
        return compact ? 2 : LEADING;
    }

    double commandHeight() {
        return compact ? Math.ceil(letter / 2) - 1 : Math.ceil(letter + 2);
    }

    double tickHeight() {
        return compact ? Math.floor(letter / 2) - 1 : 7;
    }

    double doorbellY() {
        return commandY() + commandHeight() + (compact ? 1 : 3);
    }

    double deliveryY() {
        return compact ? doorbellY() : doorbellY() + tickHeight() + 2;
    }

    double troubleY() {
        return compact ? doorbellY() : deliveryY() + tickHeight() + 2;
    }

    double counterHeight() {
        return Math.ceil(letter - 4);
    }

    /// {@return the lower edge of a counter's strip}
    double counterBase(Counter counter) {
        long before = counters.stream().filter(other -> other.compareTo(counter) < 0).count();
        return troubleY() + tickHeight() + (before + 1) * (counterHeight() + BETWEEN);
    }

    double x(Span span, double place) {
        return LABEL + span.x(place, room());
    }

    double place(Span span, double x) {
        return span.place(x - LABEL, room());
    }
}
