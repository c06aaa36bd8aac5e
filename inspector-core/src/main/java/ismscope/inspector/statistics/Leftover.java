package ismscope.inspector.statistics;

import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.stream.Collectors;

/// The regions of a subject that are alive at the end of a scope: what is left, and what has leaked
/// if nobody wants it.
///
/// @param regions those, largest first
public record Leftover(List<RegionLife> regions) {
    /// Nothing is left.
    public static final Leftover NOTHING = new Leftover(List.of());

    /// Regions that a filter names; of more, the largest.
    private static final int NAMED = 64;

    /// Copies the list in.
    public Leftover {
        regions = List.copyOf(regions);
    }

    /// {@return their bytes}
    public long bytes() {
        return regions.stream().mapToLong(RegionLife::size).sum();
    }

    /// {@return bytes of those that outlive the device that allocated them}
    public long orphanedBytes() {
        return regions.stream().filter(RegionLife::creatorGone).mapToLong(RegionLife::size).sum();
    }

    /// {@return nanoseconds since the creation of the oldest, 0 if there are none}
    public long oldestNanos() {
        return regions.stream().mapToLong(RegionLife::ageNanos).max().orElse(0);
    }

    /// {@return a filter that finds the events that created them, wherever those are; of the
    /// largest if there are many. Empty if there are none}
    public String filter() {
        return filterOf(regions);
    }

    /// {@return a filter that finds the event that created the oldest, empty if there is none}
    public String oldestFilter() {
        long oldest = oldestNanos();
        return filterOf(
                regions.stream().filter(life -> life.ageNanos() == oldest).limit(1).toList());
    }

    private static String filterOf(List<RegionLife> lives) {
        return lives.isEmpty()
                ? ""
                : lives.stream()
                        .limit(NAMED)
                        .map(life -> ValueText.token(life.token()))
                        .collect(
                                Collectors.joining(
                                        ", ", "ism.kind == REGION_CREATED && ism.token in {", "}"));
    }
}
