package ismscope.inspector.control;

import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What two captures of one host must agree on at one moment, whenever they began: all of the state
/// but where in the capture it was said, and how often something happened.
public final class StandingFacts {
    private StandingFacts() {}

    /// {@return them at the end of a session}
    public static Map<String, Object> of(SessionSnapshot snapshot) {
        return of(snapshot.stateAt(snapshot.eventCount() - 1));
    }

    /// {@return them in a state}
    public static Map<String, Object> of(SessionState state) {
        Map<String, Object> facts = new TreeMap<>();
        for (SessionState.DeviceState device : state.devices().values()) {
            if (device.present()) {
                facts.put("device " + device.ordinal(), device(device));
            }
        }
        for (SessionState.RegionState region : state.regions().values()) {
            if (region.alive()) {
                facts.put("region " + region.token(), region(region));
            }
        }
        return facts;
    }

    private static List<Object> device(SessionState.DeviceState device) {
        return List.of(
                device.name(),
                device.devid(),
                device.gid(),
                device.chunkSize(),
                device.notifySize(),
                device.windowSize(),
                device.status(),
                device.features(),
                device.queues());
    }

    private static List<Object> region(SessionState.RegionState region) {
        return List.of(
                region.size(),
                region.creatorDevid(),
                region.defaultRights(),
                region.grants(),
                region.mappings().values().stream()
                        .filter(SessionState.MappingState::active)
                        .map(mapping ->
                                List.of(mapping.device(), mapping.rights(), mapping.areas()))
                        .toList());
    }
}
