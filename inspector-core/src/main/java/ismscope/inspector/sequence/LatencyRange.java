package ismscope.inspector.sequence;

/// How long the messages of a folded row took, in nanoseconds: replies since their requests,
/// deliveries since their doorbells.
///
/// @param shortest of them
/// @param longest of them
public record LatencyRange(long shortest, long longest) {
    /// Stands for a message that tells none.
    static final long NONE = -1;

    /// None of them tells it.
    public static final LatencyRange UNKNOWN = new LatencyRange(NONE, NONE);

    /// {@return whether any of them tells it}
    public boolean isKnown() {
        return longest >= 0;
    }

    LatencyRange with(long nanos) {
        if (nanos < 0) {
            return this;
        }
        return isKnown()
                ? new LatencyRange(Math.min(shortest, nanos), Math.max(longest, nanos))
                : new LatencyRange(nanos, nanos);
    }
}
