package ismscope.inspector.replay;

/// The event of a recording that is to be shown next.
///
/// @param timeNanos when it happened, in nanoseconds since the epoch
/// @param end of it in the recording, in bytes
/// @param violation whether it is a VIOLATION
record UpcomingEvent(long timeNanos, long end, boolean violation) {}
