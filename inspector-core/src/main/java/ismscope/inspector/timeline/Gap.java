package ismscope.inspector.timeline;

/// A stretch of time without events.
///
/// @param before the event behind it
/// @param from where it begins, nanoseconds since the first event
/// @param to where it ends
public record Gap(long before, long from, long to) {
    /// {@return nanoseconds}
    public long length() {
        return to - from;
    }
}
