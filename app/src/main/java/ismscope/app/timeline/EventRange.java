package ismscope.app.timeline;

/// Events that were chosen on the time line.
///
/// @param first of them
/// @param last of them, no lower
public record EventRange(long first, long last) {}
