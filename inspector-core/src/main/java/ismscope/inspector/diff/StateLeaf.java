package ismscope.inspector.diff;

import ismscope.inspector.event.ValueText;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One value in a state: which one, of what.
///
/// @param field which
/// @param owner ordinal of the device, token of the region
/// @param key index of the queue, devid of a grant, ordinal of a mapping's device; else 0
public record StateLeaf(StateField field, long owner, long key) {
    /// {@return a value of a device}
    public static StateLeaf ofDevice(StateField field, int ordinal) {
        return new StateLeaf(field, ordinal, 0);
    }

    /// {@return a value of a region}
    public static StateLeaf ofRegion(StateField field, long token) {
        return new StateLeaf(field, token, 0);
    }

    /// {@return a value of a region's mapping in a device}
    public static StateLeaf ofMapping(StateField field, long token, int device) {
        return new StateLeaf(field, token, device);
    }

    /// {@return what was granted to a device on a region}
    public static StateLeaf ofGrant(long token, long devid) {
        return new StateLeaf(StateField.GRANT_RIGHTS, token, devid);
    }

    /// {@return its value in a state, null where that state has no such thing}
    public @Nullable StateValue in(SessionState state) {
        return LeafReader.read(this, state);
    }

    /// {@return whether it belongs to this device or region, or to a part of it}
    public boolean sharesOwnerWith(StateLeaf other) {
        return owner == other.owner && field.part().isOfDevice() == other.field.part().isOfDevice();
    }

    /// {@return where it is, in names: `device.vm1.status`, `region.0x1f…3a.mapping.vm2.rights`}
    ///
    /// @param state one that knows the devices
    public String path(SessionState state) {
        return ownerPath(state) + "." + pathInOwner(state);
    }

    /// {@return its device or region: `device.vm1`}
    public String ownerPath(SessionState state) {
        return field.part().isOfDevice()
                ? "device." + name(state, (int) owner)
                : "region." + ValueText.token(owner);
    }

    /// {@return where it is in its device or region: `queue.0.size`}
    public String pathInOwner(SessionState state) {
        return switch (field.part()) {
            case DEVICE, REGION -> field.word();
            case QUEUE -> "queue." + key + "." + field.word();
            case GRANT -> "grant." + nameOfDevid(state, key);
            case MAPPING -> "mapping." + name(state, (int) key) + "." + field.word();
        };
    }

    private static String name(SessionState state, int ordinal) {
        DeviceState device = state.device(ordinal);
        return device == null ? "device " + ordinal : device.name();
    }

    private static String nameOfDevid(SessionState state, long devid) {
        for (DeviceState device : state.devices().values()) {
            if (device.devid() == devid) {
                return device.name();
            }
        }
        return ValueText.hex(devid);
    }

    /// Hands on every leaf of a device.
    static void eachOf(DeviceState device, Consumer<StateLeaf> taker) {
        add(StateField.Part.DEVICE, device.ordinal(), 0, taker);
        for (int queue : device.queues().keySet()) {
            add(StateField.Part.QUEUE, device.ordinal(), queue, taker);
        }
    }

    /// Hands on every leaf of a region.
    static void eachOf(RegionState region, Consumer<StateLeaf> taker) {
        add(StateField.Part.REGION, region.token(), 0, taker);
        for (long devid : region.grants().keySet()) {
            add(StateField.Part.GRANT, region.token(), devid, taker);
        }
        for (int device : region.mappings().keySet()) {
            add(StateField.Part.MAPPING, region.token(), device, taker);
        }
    }

    /// Hands on every leaf of a state, devices first.
    public static void eachOf(SessionState state, Consumer<StateLeaf> taker) {
        state.devices().values().forEach(device -> eachOf(device, taker));
        state.regions().values().forEach(region -> eachOf(region, taker));
    }

    private static void add(StateField.Part part, long owner, long key, Consumer<StateLeaf> taker) {
        for (StateField field : part.fields()) {
            taker.accept(new StateLeaf(field, owner, key));
        }
    }
}
