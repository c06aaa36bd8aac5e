package ismscope.inspector.statistics;

import java.util.List;
import java.util.function.Predicate;

/// The figures of a session, as far as a run has got. Immutable; thread: any.
///
/// @param scope which events they are of
/// @param examined events looked at: those with numbers below it
/// @param complete whether that is all of the snapshot
/// @param spanNanos from the first to the last event of the scope
/// @param whole everything
/// @param vms by device, in order of appearance
/// @param regions those with most events first; empty until complete
/// @param commands those with most requests first
/// @param leftOut events of regions beyond [StatisticsRun#MOST_REGIONS], counted in the whole only
/// @param alive regions at the end, largest first; empty until complete
public record Statistics(
        Scope scope,
        long examined,
        boolean complete,
        long spanNanos,
        Figures whole,
        List<Figures> vms,
        List<Figures> regions,
        List<Figures> commands,
        long leftOut,
        List<RegionLife> alive) {
    private static final double SECOND = 1e9;

    /// Copies the lists in.
    public Statistics {
        vms = List.copyOf(vms);
        regions = List.copyOf(regions);
        commands = List.copyOf(commands);
        alive = List.copyOf(alive);
    }

    /// {@return how many in a second of the scope; 0 if it has no length}
    public double perSecond(long count) {
        return spanNanos <= 0 ? 0 : count * SECOND / spanNanos;
    }

    /// {@return bytes of regions that are alive at the end}
    public long liveBytes() {
        return new Leftover(alive).bytes();
    }

    /// {@return bytes of regions that outlive the device that allocated them}
    public long orphanedBytes() {
        return new Leftover(alive).orphanedBytes();
    }

    /// {@return what is left of a subject at the end: all regions, those that a device allocated,
    /// or a region itself; commands leave nothing}
    public Leftover left(Subject subject) {
        return switch (subject) {
            case Subject.Whole _ -> new Leftover(alive);
            case Subject.Vm vm -> left(life -> life.creator() == vm.device());
            case Subject.Region region -> left(life -> life.token() == region.token());
            case Subject.Command _ -> Leftover.NOTHING;
        };
    }

    private Leftover left(Predicate<RegionLife> wanted) {
        return new Leftover(alive.stream().filter(wanted).toList());
    }
}
