package ismscope.app.timeline;

/// The stretch of an axis that is in view.
///
/// @param from where it begins
/// @param to where it ends
record Span(double from, double to) {
    /// {@return how much is in view}
    double length() {
        return to - from;
    }

    /// {@return the stretch that is a part of this, around a place that stays where it is}
    ///
    /// @param part below 1 to see less and larger
    /// @param least that is shown
    Span zoomed(double part, double around, double least) {
        double next = Math.max(least, length() * part);
        double share = length() == 0 ? 0.5 : (around - from) / length();
        double start = around - share * next;
        return new Span(start, start + next);
    }

    /// {@return the same as far along}
    Span moved(double by) {
        return new Span(from + by, to + by);
    }

    /// {@return the same, within an axis of this length}
    Span within(double whole) {
        if (length() >= whole) {
            return new Span(0, whole);
        }
        double start = Math.clamp(from, 0, whole - length());
        return new Span(start, start + length());
    }

    /// {@return the pixel of a place}
    double x(double place, double width) {
        return (place - from) / length() * width;
    }

    /// {@return the place of a pixel}
    double place(double x, double width) {
        return from + x / width * length();
    }
}
