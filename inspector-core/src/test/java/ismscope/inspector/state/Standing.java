package ismscope.inspector.state;

import ismscope.device.model.IsmHost;
import ismscope.device.protocol.Area;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.QueueState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How devices and regions stand at one moment, from the two who know: a state, which is computed
/// from records of changes, and the host, which describes itself.
///
/// @param devices present ones by ordinal
/// @param regions living ones by token
record Standing(Map<Integer, Device> devices, Map<Long, Region> regions) {
    static final Standing NOTHING = new Standing(Map.of(), Map.of());

    record Device(
            TapRecord.DeviceAdded added,
            int status,
            long features,
            Map<Integer, QueueState> queues) {
        Device withStatus(int value) {
            return new Device(added, value, features, queues);
        }

        Device withFeatures(long value) {
            return new Device(added, status, value, queues);
        }
    }

    record Region(
            long size,
            long creator,
            long defaultRights,
            Map<Long, Long> grants,
            Map<Integer, Mapping> mappings) {
        static Region of(long size, long creator) {
            return new Region(size, creator, 0, new HashMap<>(), new HashMap<>());
        }

        Region withDefault(long rights) {
            return new Region(size, creator, rights, grants, mappings);
        }
    }

    record Mapping(long rights, List<Area> areas) {}

    static Standing of(SessionState state) {
        Standing standing = new Standing(new HashMap<>(), new HashMap<>());
        for (DeviceState device : state.devices().values()) {
            if (device.present()) {
                standing.devices.put(device.ordinal(), device(device));
            }
        }
        for (RegionState region : state.regions().values()) {
            if (region.alive()) {
                standing.regions.put(region.token(), region(region));
            }
        }
        return standing;
    }

    private static Device device(DeviceState device) {
        Map<Integer, QueueState> enabled = new HashMap<>(device.queues());
        enabled.values().removeIf(queue -> !queue.enabled());
        return new Device(
                new TapRecord.DeviceAdded(
                        device.devid(),
                        device.gid(),
                        device.chunkSize(),
                        device.notifySize(),
                        device.windowSize(),
                        device.name()),
                device.status(),
                device.features(),
                enabled);
    }

    private static Region region(RegionState region) {
        Map<Integer, Mapping> mappings = new HashMap<>();
        for (MappingState mapping : region.mappings().values()) {
            if (mapping.active()) {
                mappings.put(mapping.device(), new Mapping(mapping.rights(), mapping.areas()));
            }
        }
        return new Region(
                region.size(),
                region.creatorDevid(),
                region.defaultRights(),
                region.grants(),
                mappings);
    }

    static Standing of(IsmHost host) {
        Standing standing = new Standing(new HashMap<>(), new HashMap<>());
        host.describeTo((device, _, token, record) -> standing.told(device, token, record));
        return standing;
    }

    private void told(int ordinal, long token, TapRecord record) {
        switch (record) {
            case TapRecord.DeviceAdded added ->
                    devices.put(ordinal, new Device(added, 0, 0, new HashMap<>()));
            case TapRecord.Features features ->
                    devices.computeIfPresent(
                            ordinal, (_, device) -> device.withFeatures(features.accepted()));
            case TapRecord.Status status ->
                    devices.computeIfPresent(
                            ordinal, (_, device) -> device.withStatus(status.after()));
            case TapRecord.Queue queue ->
                    known(devices, ordinal).queues.put(queue.index(), queue(queue));
            case TapRecord.RegionCreated created ->
                    regions.put(token, Region.of(created.size(), created.creatorDevid()));
            case TapRecord.Grant grant when grant.devid() == TapRecord.Grant.DEFAULT ->
                    regions.computeIfPresent(
                            token, (_, region) -> region.withDefault(grant.rights()));
            case TapRecord.Grant grant ->
                    known(regions, token).grants.put(grant.devid(), grant.rights());
            case TapRecord.Mapped mapped ->
                    known(regions, token)
                            .mappings
                            .put(ordinal, new Mapping(mapped.rights(), mapped.areas()));
            default -> {
                // Contents are compared byte by byte elsewhere.
            }
        }
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }

    private static QueueState queue(TapRecord.Queue queue) {
        return new QueueState(
                queue.index(),
                queue.size(),
                queue.enabled(),
                queue.packed(),
                queue.descriptorArea(),
                queue.driverArea(),
                queue.deviceArea());
    }
}
