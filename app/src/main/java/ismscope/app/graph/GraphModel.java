package ismscope.app.graph;

import ismscope.device.protocol.PermissionSet;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the graph is to show at one event, one by one and without positions: VMs, regions and the
/// links between them, in order of appearance (links weakest first), with the ghosts of what went
/// lately.
///
/// @param vms devices that are present, or went lately
/// @param regions regions that live, or were freed lately
/// @param links between members of the two lists
record GraphModel(List<Vm> vms, List<Region> regions, List<Link> links) {
    private static final long DEFAULT_CHUNK = 1 << 20;

    GraphModel {
        vms = List.copyOf(vms);
        regions = List.copyOf(regions);
        links = List.copyOf(links);
    }

    /// One device. `presence` is 1 while it is there, then falls to 0.
    record Vm(DeviceState state, double presence) {}

    /// One region. `presence` is 1 while it lives, then falls to 0.
    ///
    /// @param chunkSize bytes per chunk of its devices
    record Region(RegionState state, double presence, long chunkSize) {
        /// {@return how many chunks it is made of, at least 1}
        long chunks() {
            return Math.max(1, state.size() / chunkSize);
        }
    }

    /// What a device has to do with a region. `presence` is 1 while it holds.
    record Link(int device, long token, LinkKind kind, double presence) {}

    /// {@return VMs and regions, ghosts included}
    int nodeCount() {
        return vms.size() + regions.size();
    }

    /// {@return the graph at a state; cost in proportion to the state}
    static GraphModel of(SessionState state, Fading fading) {
        List<Vm> vms = new ArrayList<>();
        Map<Long, DeviceState> byDevid = new HashMap<>();
        Map<Integer, Double> presences = new HashMap<>();
        long chunkSize = DEFAULT_CHUNK;
        for (DeviceState device : state.devices().values()) {
            double presence = device.present() ? 1 : fading.remaining(device.removedAt());
            if (device.ordinal() == 0 || presence == 0) {
                continue;
            }
            vms.add(new Vm(device, presence));
            presences.put(device.ordinal(), presence);
            chunkSize = Math.max(1, device.chunkSize());
            if (device.present()) {
                byDevid.put(device.devid(), device);
            }
        }
        List<Region> regions = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (RegionState region : state.regions().values()) {
            double presence = region.alive() ? 1 : fading.remaining(region.freedAt());
            if (presence == 0) {
                continue;
            }
            regions.add(new Region(region, presence, chunkSize));
            addMappings(state, region, presences, fading, links);
            if (region.alive()) {
                addGrants(region, byDevid, links);
            }
        }
        links.sort(Comparator.comparing(Link::kind).thenComparingInt(Link::device));
        return new GraphModel(vms, regions, links);
    }

    private static void addMappings(
            SessionState state,
            RegionState region,
            Map<Integer, Double> presences,
            Fading fading,
            List<Link> links) {
        double regionPresence = region.alive() ? 1 : fading.remaining(region.freedAt());
        for (MappingState mapping : region.mappings().values()) {
            DeviceState device = state.device(mapping.device());
            Double devicePresence = presences.get(mapping.device());
            if (device == null || devicePresence == null) {
                continue;
            }
            if (mapping.active() && region.alive() && device.present()) {
                LinkKind kind = LinkKind.of(region, device, mapping);
                links.add(new Link(mapping.device(), region.token(), kind, 1));
            } else {
                double since =
                        mapping.active() ? regionPresence : fading.remaining(mapping.endedAt());
                double left = Math.min(devicePresence, since);
                if (left > 0) {
                    links.add(new Link(mapping.device(), region.token(), LinkKind.ENDED, left));
                }
            }
        }
    }

    private static void addGrants(
            RegionState region, Map<Long, DeviceState> byDevid, List<Link> links) {
        region.grants()
                .forEach((devid, rights) -> {
                    DeviceState device = byDevid.get(devid);
                    if (device == null || !new PermissionSet(rights).has(PermissionSet.ATTACH)) {
                        return;
                    }
                    MappingState mapping = region.mappings().get(device.ordinal());
                    if (mapping == null || !mapping.active()) {
                        links.add(new Link(device.ordinal(), region.token(), LinkKind.GRANTED, 1));
                    }
                });
    }
}
