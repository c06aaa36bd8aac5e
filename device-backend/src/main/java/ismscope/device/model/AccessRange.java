package ismscope.device.model;

/// A part of a region whose trapped accesses are recorded.
///
/// @param token the region, 0 for any
/// @param from first byte in the region
/// @param to byte behind the last
public record AccessRange(long token, long from, long to) {
    /// @throws IllegalArgumentException if it is empty
    public AccessRange {
        if (from < 0 || from >= to) {
            throw new IllegalArgumentException("empty range: from=%d to=%d".formatted(from, to));
        }
    }

    boolean touches(long accessed, long offset, int width) {
        return (token == 0 || token == accessed) && offset < to && offset + width > from;
    }
}
