package ismscope.inspector.state;

import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;

/// A [SessionState] as it stood after one event, sharing what did not change with its neighbours.
///
/// @param sequence of the last record, 0 before the first: what the next one is compared with
/// @param gapSeen whether records are known to be missing before this point
record FrozenState(
        long event,
        long sequence,
        boolean gapSeen,
        PersistentMap<Integer, DeviceState> devices,
        PersistentMap<Long, RegionState> regions)
        implements SessionState {
    /// The state before the first event: nothing is known.
    static final FrozenState NOTHING =
            new FrozenState(-1, 0, false, PersistentMap.empty(), PersistentMap.empty());
}
