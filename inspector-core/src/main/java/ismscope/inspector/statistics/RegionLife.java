package ismscope.inspector.statistics;

/// A region that is alive at the end of a scope.
///
/// @param size bytes
/// @param creator ordinal of the device that allocated it, -1 if it is not known
/// @param created the event that created it
/// @param ageNanos from its creation to the end of the scope
/// @param users devices that have it mapped
/// @param creatorGone whether the device that allocated it has left or detached from it
public record RegionLife(
        long token,
        long size,
        int creator,
        long created,
        long ageNanos,
        int users,
        boolean creatorGone) {}
