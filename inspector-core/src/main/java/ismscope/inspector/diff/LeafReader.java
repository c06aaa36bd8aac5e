package ismscope.inspector.diff;

import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.QueueState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the value of a leaf out of a state.
final class LeafReader {
    private LeafReader() {}

    /// {@return the value, null where the state has no such thing}
    static @Nullable StateValue read(StateLeaf leaf, SessionState state) {
        return switch (leaf.field().part()) {
            case DEVICE -> {
                DeviceState device = state.device((int) leaf.owner());
                yield device == null ? null : ofDevice(leaf.field(), device);
            }
            case QUEUE -> {
                DeviceState device = state.device((int) leaf.owner());
                QueueState queue = device == null ? null : device.queues().get((int) leaf.key());
                yield queue == null ? null : ofQueue(leaf.field(), queue);
            }
            case REGION -> {
                RegionState region = state.region(leaf.owner());
                yield region == null ? null : ofRegion(leaf.field(), region);
            }
            case GRANT -> {
                RegionState region = state.region(leaf.owner());
                Long bits = region == null ? null : region.grants().get(leaf.key());
                yield bits == null ? null : new StateValue.Rights(bits);
            }
            case MAPPING -> {
                RegionState region = state.region(leaf.owner());
                MappingState mapping =
                        region == null ? null : region.mappings().get((int) leaf.key());
                yield mapping == null ? null : ofMapping(leaf.field(), mapping);
            }
        };
    }

    private static StateValue ofDevice(StateField field, DeviceState device) {
        return switch (field) {
            case DEVICE_PRESENT -> new StateValue.Flag(device.present());
            case DEVICE_NAME -> new StateValue.Text(device.name());
            case DEVICE_POOL -> new StateValue.Text(device.pool());
            case DEVICE_DEVID -> new StateValue.Hex(device.devid());
            case DEVICE_GID -> new StateValue.Hex(device.gid());
            case DEVICE_CHUNK_SIZE -> new StateValue.Bytes(device.chunkSize());
            case DEVICE_NOTIFY_SIZE -> new StateValue.Bytes(device.notifySize());
            case DEVICE_WINDOW_SIZE -> new StateValue.Bytes(device.windowSize());
            case DEVICE_STATUS -> new StateValue.Hex(device.status());
            case DEVICE_FEATURES -> new StateValue.Hex(device.features());
            case DEVICE_PENDING -> new StateValue.Events(device.pendingRequests());
            case DEVICE_COMMANDS -> new StateValue.Count(device.commands());
            case DEVICE_REFUSALS -> new StateValue.Count(device.refusals());
            case DEVICE_DOORBELLS -> new StateValue.Count(device.doorbells());
            case DEVICE_EVENTS -> new StateValue.Count(device.eventsDelivered());
            case DEVICE_SWALLOWED -> new StateValue.Count(device.swallowed());
            case DEVICE_VIOLATIONS -> new StateValue.Count(device.violations());
            default -> throw new IllegalArgumentException("field=" + field);
        };
    }

    private static StateValue ofQueue(StateField field, QueueState queue) {
        return switch (field) {
            case QUEUE_SIZE -> new StateValue.Count(queue.size());
            case QUEUE_ENABLED -> new StateValue.Flag(queue.enabled());
            case QUEUE_PACKED -> new StateValue.Flag(queue.packed());
            case QUEUE_DESCRIPTOR_AREA -> new StateValue.Hex(queue.descriptorArea());
            case QUEUE_DRIVER_AREA -> new StateValue.Hex(queue.driverArea());
            case QUEUE_DEVICE_AREA -> new StateValue.Hex(queue.deviceArea());
            default -> throw new IllegalArgumentException("field=" + field);
        };
    }

    private static StateValue ofRegion(StateField field, RegionState region) {
        return switch (field) {
            case REGION_ALIVE -> new StateValue.Flag(region.alive());
            case REGION_SINCE -> new StateValue.Events(List.of(region.since()));
            case REGION_SIZE -> new StateValue.Bytes(region.size());
            case REGION_CREATOR -> new StateValue.Hex(region.creatorDevid());
            case REGION_DEFAULT_RIGHTS -> new StateValue.Rights(region.defaultRights());
            case REGION_DOORBELLS -> new StateValue.Count(region.doorbells());
            case REGION_CONTENT -> new StateValue.Count(region.contentEvents());
            default -> throw new IllegalArgumentException("field=" + field);
        };
    }

    private static StateValue ofMapping(StateField field, MappingState mapping) {
        return switch (field) {
            case MAPPING_ACTIVE -> new StateValue.Flag(mapping.active());
            case MAPPING_SINCE -> new StateValue.Events(List.of(mapping.since()));
            case MAPPING_RIGHTS -> new StateValue.Rights(mapping.rights());
            case MAPPING_AREAS -> new StateValue.Areas(mapping.areas());
            default -> throw new IllegalArgumentException("field=" + field);
        };
    }
}
