package ismscope.inspector.filter;

import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapKind;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;
import ismscope.inspector.state.StateWalk;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
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

    /// Kinds that bring and end devices and regions; a walk over states never leaves them out.
    private static final int COMING_AND_GOING = 0;

    private static final int MAPPING =
            FieldSource.kinds(TapKind.MAPPED, TapKind.UNMAPPED, TapKind.STATUS, TapKind.LOST);
    private static final int GRANTING = FieldSource.kinds(TapKind.GRANT);
    private static final int RESETTING = FieldSource.kinds(TapKind.STATUS);

    private StateFields() {}

    /// What a field is called, and what its values are.
    private record Naming(String name, FilterType type, Map<String, Long> names, String text) {}

    /// What the values of a field are read from.
    private interface Subject<T> {
        /// {@return it after an event, null if the event has none}
        @Nullable T of(Block block, int at);
    }

    /// A device, and a region that it may have something to do with.
    private record Holding(DeviceState device, RegionState region) {}

    static List<FilterField> all() {
        return Stream.of(vms(), regions(), tokens(), Stream.of(changed()))
                .flatMap(fields -> fields)
                .toList();
    }

    private static Stream<FilterField> vms() {
        return Stream.of(
                vm(flag("vm.present", "VM is there"), COMING_AND_GOING, vm -> vm.present() ? 1 : 0),
                vm(
                        named("vm.status", FieldNames.STATUS, "Device status register"),
                        RESETTING,
                        DeviceState::status),
                vm(
                        number("vm.features", "Accepted feature bits"),
                        RESETTING | FieldSource.kinds(TapKind.FEATURES),
                        DeviceState::features),
                vm(number("vm.devid", "Device id"), COMING_AND_GOING, DeviceState::devid),
                vm(
                        number("vm.queues", "Virtqueues in use"),
                        RESETTING | FieldSource.kinds(TapKind.QUEUE),
                        StateFields::enabledQueues),
                vm(
                        number("vm.pending", "Requests without a reply"),
                        RESETTING | FieldSource.kinds(TapKind.REQUEST, TapKind.REPLY),
                        vm -> vm.pendingRequests().size()),
                counter("vm.commands", "Requests so far", TapKind.REQUEST, DeviceState::commands),
                counter(
                        "vm.refusals",
                        "Replies other than OK so far",
                        TapKind.REPLY,
                        DeviceState::refusals),
                counter(
                        "vm.doorbells",
                        "Doorbells rung so far",
                        TapKind.DOORBELL,
                        DeviceState::doorbells),
                counter(
                        "vm.events",
                        "Eventq buffers filled so far",
                        TapKind.EVENT,
                        DeviceState::eventsDelivered),
                counter(
                        "vm.swallowed",
                        "Notifications lost or merged so far",
                        TapKind.SWALLOWED,
                        DeviceState::swallowed),
                counter(
                        "vm.violations",
                        "Violations so far",
                        TapKind.VIOLATION,
                        DeviceState::violations));
    }

    private static Stream<FilterField> regions() {
        return Stream.of(
                region(
                        flag("region.alive", "Region is there"),
                        COMING_AND_GOING,
                        region -> region.alive() ? 1 : 0),
                region(
                        number("region.size", "Bytes of the region"),
                        COMING_AND_GOING,
                        RegionState::size),
                region(
                        number("region.creator", "Id of its creator"),
                        COMING_AND_GOING,
                        RegionState::creatorDevid),
                region(number("region.peers", "Devices that map it"), MAPPING, StateFields::peers),
                region(
                        number("region.doorbells", "Doorbells rung for it"),
                        FieldSource.kinds(TapKind.DOORBELL),
                        RegionState::doorbells),
                region(
                        number("region.writes", "Changes of its bytes seen"),
                        FieldSource.kinds(TapKind.CONTENT, TapKind.ACCESS),
                        RegionState::contentEvents));
    }

    private static Stream<FilterField> tokens() {
        return Stream.of(
                token(
                        named(
                                "token.rights",
                                FieldNames.RIGHTS,
                                "Rights that the VM has to the region"),
                        GRANTING,
                        held -> rights(held).bits()),
                token(
                        flag("token.granted", "VM may attach the region"),
                        GRANTING,
                        held -> rights(held).bits() & PermissionSet.ATTACH),
                token(
                        flag("token.mapped", "Region is in the VM's device memory"),
                        MAPPING,
                        StateFields::mapped));
    }

    private static FilterField changed() {
        return field(
                flag(
                        "changed",
                        "Event changed a device, region, grant or mapping, not only counters"),
                CHANGING | FieldSource.kinds(TapKind.LOST),
                (block, at, into) -> into.add(changed(block, at) ? 1 : 0));
    }

    private static Naming number(String name, String text) {
        return new Naming(name, FilterType.NUMBER, FieldNames.NONE, text);
    }

    private static Naming flag(String name, String text) {
        return new Naming(name, FilterType.FLAG, FieldNames.TRUTH, text);
    }

    private static Naming named(String name, Map<String, Long> names, String text) {
        return new Naming(name, FilterType.NUMBER, names, text);
    }

    private static FilterField counter(
            String name, String text, TapKind counted, ToLongFunction<DeviceState> value) {
        return vm(number(name, text), FieldSource.kinds(counted), value);
    }

    private static FilterField vm(Naming naming, int changedBy, ToLongFunction<DeviceState> value) {
        return field(naming, changedBy, StateFields::device, value);
    }

    private static FilterField region(
            Naming naming, int changedBy, ToLongFunction<RegionState> value) {
        return field(naming, changedBy, StateFields::region, value);
    }

    private static FilterField token(Naming naming, int changedBy, ToLongFunction<Holding> value) {
        return field(naming, changedBy, StateFields::holding, value);
    }

    private static <T> FilterField field(
            Naming naming, int changedBy, Subject<T> subject, ToLongFunction<T> value) {
        return field(
                naming,
                changedBy,
                (block, at, into) -> {
                    T found = subject.of(block, at);
                    if (found != null) {
                        into.add(value.applyAsLong(found));
                    }
                });
    }

    private static FilterField field(Naming naming, int changedBy, FieldSource.Reader reader) {
        return new FilterField(
                naming.name(),
                naming.type(),
                naming.text(),
                naming.names(),
                FieldSource.state(changedBy, reader));
    }

    private static @Nullable DeviceState device(Block block, int at) {
        int ordinal = EventHead.device(block.head(at));
        return ordinal == 0 ? null : block.stateAfter(at).device(ordinal);
    }

    private static @Nullable RegionState region(Block block, int at) {
        long token = block.column(EventColumn.TOKEN)[at];
        return token == 0 ? null : block.stateAfter(at).region(token);
    }

    private static @Nullable Holding holding(Block block, int at) {
        DeviceState device = device(block, at);
        RegionState region = device == null ? null : region(block, at);
        return device == null || region == null ? null : new Holding(device, region);
    }

    private static PermissionSet rights(Holding held) {
        return held.region().rightsOf(held.device().devid());
    }

    private static long enabledQueues(DeviceState device) {
        return device.queues().values().stream().filter(SessionState.QueueState::enabled).count();
    }

    private static long peers(RegionState region) {
        long peers = 0;
        for (MappingState mapping : region.mappings().values()) {
            peers += mapping.active() ? 1 : 0;
        }
        return peers;
    }

    private static long mapped(Holding held) {
        MappingState mapping = held.region().mappings().get(held.device().ordinal());
        return mapping != null && mapping.active() ? 1 : 0;
    }

    private static boolean changed(Block block, int at) {
        if ((CHANGING & 1 << block.kind(at)) == 0) {
            return false;
        }
        StateWalk state = block.stateAfter(at);
        int device = EventHead.device(block.head(at));
        long token = block.column(EventColumn.TOKEN)[at];
        return !same(state.deviceBefore(), state.device(device))
                || !same(state.regionBefore(), state.region(token));
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
