package ismscope.inspector.statistics;

import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The regions that are alive after an event.
final class LiveRegions {
    private LiveRegions() {}

    /// {@return those, largest first}
    static List<RegionLife> at(SessionSnapshot session, long event) {
        SessionState state = session.stateAt(event);
        long end = session.timeNanos(event);
        List<RegionLife> alive = new ArrayList<>();
        for (RegionState region : state.regions().values()) {
            if (region.alive()) {
                alive.add(life(session, state, region, end));
            }
        }
        alive.sort(
                Comparator.comparingLong((RegionLife life) -> -life.size())
                        .thenComparingLong(RegionLife::created));
        return alive;
    }

    private static RegionLife life(
            SessionSnapshot session, SessionState state, RegionState region, long end) {
        int creator = session.deviceWithDevid(region.creatorDevid());
        long users = region.mappings().values().stream().filter(MappingState::active).count();
        return new RegionLife(
                region.token(),
                region.size(),
                creator,
                region.since(),
                end - session.timeNanos(region.since()),
                (int) users,
                isGone(state, region, creator));
    }

    private static boolean isGone(SessionState state, RegionState region, int creator) {
        SessionState.DeviceState device = creator < 0 ? null : state.device(creator);
        return device != null && (!device.present() || hasDetached(region.mappings().get(creator)));
    }

    private static boolean hasDetached(@Nullable MappingState mapping) {
        return mapping != null && !mapping.active();
    }
}
