package ismscope.app.hex;

import ismscope.app.text.Amounts;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One entry of the list to choose a region from. Toolkit-free.
///
/// @param users names of those who have it mapped, with commas
record RegionChoice(long token, long sizeBytes, String users, boolean alive) {
    /// Entries offered at most: more cannot be looked through; the graph's search finds the rest.
    static final int MOST = 500;

    private static final int NAMED = 4;

    /// {@return the regions of a state, the living ones first, newest first}
    static List<RegionChoice> of(SessionState state) {
        List<RegionState> alive = new ArrayList<>();
        List<RegionState> freed = new ArrayList<>();
        for (RegionState region : state.regions().values()) {
            (region.alive() ? alive : freed).add(region);
        }
        List<RegionChoice> choices = new ArrayList<>();
        for (List<RegionState> part : List.of(alive.reversed(), freed.reversed())) {
            for (RegionState region : part) {
                if (choices.size() < MOST) {
                    choices.add(of(region, state));
                }
            }
        }
        return choices;
    }

    /// {@return the entry of one region}
    static RegionChoice of(RegionState region, SessionState state) {
        List<String> names =
                region.mappings().values().stream()
                        .filter(MappingState::active)
                        .map(MappingState::device)
                        .sorted()
                        .limit(NAMED + 1L)
                        .map(device -> name(state, device))
                        .toList();
        String users = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return new RegionChoice(
                region.token(),
                region.size(),
                names.size() > NAMED ? users + " \u2026" : users,
                region.alive());
    }

    private static String name(SessionState state, int ordinal) {
        DeviceState device = state.device(ordinal);
        return device == null ? "device " + ordinal : device.name();
    }

    /// {@return the entry on one line: `1f3a…09c2 4 MiB vm1, vm2`}
    String line() {
        return Amounts.token(token) + "   " + Amounts.bytes(sizeBytes) + "   " + users;
    }
}
