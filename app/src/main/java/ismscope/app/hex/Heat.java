package ismscope.app.hex;

/// How much a byte that was written some time ago still glows: the same at the same event, however
/// one came there. Toolkit-free.
final class Heat {
    static final long FADE_NANOS = 8_000_000_000L;
    static final long FADE_EVENTS = 600;

    /// What always stays, so that one sees who wrote where.
    static final double TRACE = 0.16;

    private Heat() {}

    /// {@return 1 for what the current event wrote, falling to [#TRACE] with events and with the
    /// session's time}
    ///
    /// @param events since it was written, 0 and up
    /// @param nanos since it was written
    static double of(long events, long nanos) {
        if (events <= 0) {
            return 1;
        }
        double age = Math.max((double) events / FADE_EVENTS, (double) nanos / FADE_NANOS);
        double left = Math.max(0, 1 - age);
        return TRACE + (0.92 - TRACE) * left * left;
    }
}
