package ismscope.inspector.filter;

import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapKind;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Fields of the state after an event: `vm` is its device, `region` the region it is about, `token`
/// what this device may do with this region. An event without one of these has no such values.
final class StateFields {
    /// Kinds that can change more than counters.
    private static final int CHANGING =
            FieldSource.kinds(
                    TapKind.DEVICE_ADDED,
                    TapKind.DEVICE_REMOVED,
                    TapKind.STATUS,
                    TapKind.FEATURES,
                    TapKind.QUEUE,
                    TapKind.REGION_CREATED,
                    TapKind.REGION_FREED,
                    TapKind.MAPPED,
                    TapKind.UNMAPPED,
                    TapKind.GRANT);

    private StateFields() {}

    static List<FilterField> all() {
        return List.of(
                vm("vm.present", FilterType.FLAG, "VM is there", vm -> vm.present() ? 1 : 0),
                vm("vm.status", FieldNames.STATUS, "Device status register", DeviceState::status),
                vm("vm.features", "Accepted feature bits", DeviceState::features),
                vm("vm.devid", "Device id", DeviceState::devid),
                vm("vm.queues", "Virtqueues in use", StateFields::enabledQueues),
                vm("vm.pending", "Requests without a reply", vm -> vm.pendingRequests().size()),
                vm("vm.commands", "Requests so far", DeviceState::commands),
                vm("vm.refusals", "Replies other than OK so far", DeviceState::refusals),
                vm("vm.doorbells", "Doorbells rung so far", DeviceState::doorbells),
                vm("vm.events", "Eventq buffers filled so far", DeviceState::eventsDelivered),
                vm("vm.swallowed", "Notifications lost or merged so far", DeviceState::swallowed),
                vm("vm.violations", "Violations so far", DeviceState::violations),
                region("region.alive", FilterType.FLAG, "Region is there", r -> r.alive() ? 1 : 0),
                region("region.size", "Bytes of the region", RegionState::size),
                region("region.creator", "Id of its creator", RegionState::creatorDevid),
                region("region.peers", "Devices that map it", StateFields::peers),
                region("region.doorbells", "Doorbells rung for it", RegionState::doorbells),
                region("region.writes", "Changes of its bytes seen", RegionState::contentEvents),
                token(
                        "token.rights",
                        FilterType.NUMBER,
                        FieldNames.RIGHTS,
                        "Rights that the VM has to the region",
                        (vm, region) -> region.rightsOf(vm.devid()).bits()),
                token(
                        "token.granted",
                        FilterType.FLAG,
                        FieldNames.TRUTH,
                        "VM may attach the region",
                        (vm, region) -> region.rightsOf(vm.devid()).bits() & PermissionSet.ATTACH),
                token(
                        "token.mapped",
                        FilterType.FLAG,
                        FieldNames.TRUTH,
                        "Region is in the VM's device memory",
                        StateFields::mapped),
                new FilterField(
                        "changed",
                        FilterType.FLAG,
                        "Event changed a device, region, grant or mapping, not only counters",
                        FieldNames.TRUTH,
                        FieldSource.of(
                                FieldSource.Cost.STATE,
                                FieldSource.ANY_KIND,
                                (block, at, into) -> into.add(changed(block, at) ? 1 : 0))));
    }

    private static FilterField vm(String name, String text, ToLongFunction<DeviceState> value) {
        return vm(name, FilterType.NUMBER, FieldNames.NONE, text, value);
    }

    private static FilterField vm(
            String name, FilterType type, String text, ToLongFunction<DeviceState> value) {
        return vm(name, type, FieldNames.TRUTH, text, value);
    }

    private static FilterField vm(
            String name, Map<String, Long> names, String text, ToLongFunction<DeviceState> value) {
        return vm(name, FilterType.NUMBER, names, text, value);
    }

    private static FilterField vm(
            String name,
            FilterType type,
            Map<String, Long> names,
            String text,
            ToLongFunction<DeviceState> value) {
        return field(
                name,
                type,
                names,
                text,
                (block, at, into) -> {
                    DeviceState device = device(block, at);
                    if (device != null) {
                        into.add(value.applyAsLong(device));
                    }
                });
    }

    private static FilterField region(String name, String text, ToLongFunction<RegionState> value) {
        return region(name, FilterType.NUMBER, FieldNames.NONE, text, value);
    }

    private static FilterField region(
            String name, FilterType type, String text, ToLongFunction<RegionState> value) {
        return region(name, type, FieldNames.TRUTH, text, value);
    }

    private static FilterField region(
            String name,
            FilterType type,
            Map<String, Long> names,
            String text,
            ToLongFunction<RegionState> value) {
        return field(
                name,
                type,
                names,
                text,
                (block, at, into) -> {
                    RegionState region = region(block, at);
                    if (region != null) {
                        into.add(value.applyAsLong(region));
                    }
                });
    }

    /// What a device may do with a region.
    private interface Right {
        long of(DeviceState device, RegionState region);
    }

    private static FilterField token(
            String name, FilterType type, Map<String, Long> names, String text, Right right) {
        return field(
                name,
                type,
                names,
                text,
                (block, at, into) -> {
                    DeviceState device = device(block, at);
                    RegionState region = device == null ? null : region(block, at);
                    if (device != null && region != null) {
                        into.add(right.of(device, region));
                    }
                });
    }

    private static FilterField field(
            String name,
            FilterType type,
            Map<String, Long> names,
            String text,
            FieldSource.Reader reader) {
        return new FilterField(
                name,
                type,
                text,
                names,
                FieldSource.of(FieldSource.Cost.STATE, FieldSource.ANY_KIND, reader));
    }

    private static @Nullable DeviceState device(Block block, int at) {
        int ordinal = EventHead.device(block.head(at));
        return ordinal == 0 ? null : block.stateAfter(at).device(ordinal);
    }

    private static @Nullable RegionState region(Block block, int at) {
        long token = block.column(EventColumn.TOKEN)[at];
        return token == 0 ? null : block.stateAfter(at).region(token);
    }

    private static long enabledQueues(DeviceState device) {
        return device.queues().values().stream().filter(SessionState.QueueState::enabled).count();
    }

    private static long peers(RegionState region) {
        return region.mappings().values().stream().filter(MappingState::active).count();
    }

    private static long mapped(DeviceState device, RegionState region) {
        MappingState mapping = region.mappings().get(device.ordinal());
        return mapping != null && mapping.active() ? 1 : 0;
    }

    private static boolean changed(Block block, int at) {
        if ((CHANGING & 1 << block.kind(at)) == 0) {
            return false;
        }
        SessionState before = block.session().stateAt(block.number(at) - 1);
        SessionState after = block.stateAfter(at);
        int device = EventHead.device(block.head(at));
        long token = block.column(EventColumn.TOKEN)[at];
        return !same(before.device(device), after.device(device))
                || !same(before.region(token), after.region(token));
    }

    private static boolean same(@Nullable DeviceState before, @Nullable DeviceState after) {
        if (before == null || after == null) {
            return before == null && after == null;
        }
        return before.present() == after.present()
                && before.status() == after.status()
                && before.features() == after.features()
                && before.devid() == after.devid()
                && before.queues().equals(after.queues());
    }

    private static boolean same(@Nullable RegionState before, @Nullable RegionState after) {
        if (before == null || after == null) {
            return before == null && after == null;
        }
        return before.alive() == after.alive()
                && before.size() == after.size()
                && before.defaultRights() == after.defaultRights()
                && Objects.equals(before.grants(), after.grants())
                && Objects.equals(before.mappings(), after.mappings());
    }
}
