package ismscope.device.model;

import java.util.List;

/// Which trapped loads and stores a host records. What is left out is counted, and told as LOST.
///
/// @param loads whether loads are recorded at all
/// @param stores whether stores are; without them a region's bytes are not known
/// @param perSecond accesses recorded in one second of the host's clock, [#UNLIMITED] for all
/// @param ranges recorded if it touches one of these; empty for everything
public record AccessOptions(
        boolean loads, boolean stores, long perSecond, List<AccessRange> ranges) {
    /// No limit on accesses per second.
    public static final long UNLIMITED = Long.MAX_VALUE;

    /// Every access.
    public static final AccessOptions ALL = new AccessOptions(true, true, UNLIMITED, List.of());

    /// @throws IllegalArgumentException if the rate is negative
    public AccessOptions {
        if (perSecond < 0) {
            throw new IllegalArgumentException("out of range: perSecond=" + perSecond);
        }
        ranges = List.copyOf(ranges);
    }
}
