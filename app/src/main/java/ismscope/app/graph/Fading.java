package ismscope.app.graph;

import java.util.function.LongUnaryOperator;

/// How much is left of something that ended: the same at the same event, however one came there.
///
/// It fades with the session's time and with its events, whichever is faster, so that ghosts go
/// away in a slow session and in a fast one.
///
/// @param event the current event
/// @param timeNanos of an event
record Fading(long event, LongUnaryOperator timeNanos) {
    static final long FADE_NANOS = 20_000_000_000L;
    static final long FADE_EVENTS = 1_500;

    /// No ghosts at all.
    static Fading none() {
        return new Fading(Long.MAX_VALUE, any -> 0);
    }

    /// {@return 1 just after it ended, 0 when it is to be seen no more}
    ///
    /// @param endedAt the event that ended it, at or before the current one
    double remaining(long endedAt) {
        if (endedAt < 0 || endedAt > event || event - endedAt >= FADE_EVENTS) {
            return 0;
        }
        double byEvents = (double) (event - endedAt) / FADE_EVENTS;
        long passed = timeNanos.applyAsLong(event) - timeNanos.applyAsLong(endedAt);
        double byTime = Math.max(0, (double) passed / FADE_NANOS);
        return Math.max(0, 1 - Math.max(byEvents, byTime));
    }
}
