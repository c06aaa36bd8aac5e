package ismscope.app.timeline;

/// Where the parts of a track are, in pixels.
///
/// @param width of all
/// @param height of all
/// @param letter height of a line of text
record TrackLayout(double width, double height, double letter) {
    private static final double LABEL = 112;
    private static final double LEADING = 4;

    double ruler() {
        return letter + 10;
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
        return Math.ceil(commandHeight() + 3 * tickHeight() + counterHeight() + 4 * LEADING);
    }

    double commandY() {
        return LEADING;
    }

    double commandHeight() {
        return letter + 2;
    }

    double tickHeight() {
        return 7;
    }

    double doorbellY() {
        return commandY() + commandHeight() + 3;
    }

    double deliveryY() {
        return doorbellY() + tickHeight() + 2;
    }

    double troubleY() {
        return deliveryY() + tickHeight() + 2;
    }

    double counterHeight() {
        return 12;
    }

    double x(Span span, double place) {
        return LABEL + span.x(place, room());
    }

    double place(Span span, double x) {
        return span.place(x - LABEL, room());
    }
}
