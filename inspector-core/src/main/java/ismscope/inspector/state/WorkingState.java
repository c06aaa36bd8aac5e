package ismscope.inspector.state;

import ismscope.inspector.event.Event;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// A session's state while records are applied to it: an immutable base, and above it the devices
/// and regions that were touched since.
///
/// Cost: applying a record touches at most one device and one region; [#freeze] costs in proportion
/// to what was touched since the last one, not to what there is. Owned by one thread.
final class WorkingState {
    private static final int HOST = 0;

    private FrozenState base;
    private final Int2ObjectHashMap<DeviceWork> devices = new Int2ObjectHashMap<>();
    private final Long2ObjectHashMap<RegionWork> regions = new Long2ObjectHashMap<>();
    private final List<DeviceWork> newDevices = new ArrayList<>();
    private final List<RegionWork> newRegions = new ArrayList<>();
    private long event;
    private long sequence;
    private boolean gapSeen;

    /// Whether the next record is known to follow the last, whatever its sequence number.
    private boolean follows;

    /// Starts from a state as it was frozen.
    WorkingState(FrozenState base) {
        this.base = base;
        event = base.event();
        sequence = base.sequence();
        gapSeen = base.gapSeen();
    }

    /// {@return the event applied last}
    long event() {
        return event;
    }

    /// {@return devices and regions touched since the last freeze}
    int touched() {
        return devices.size() + regions.size();
    }

    /// Notes which event is being applied, and whether records are missing before it.
    void at(Event next) {
        event = next.number();
        long following = next.sequence();
        if (sequence != 0 && !follows && following != sequence + 1) {
            gapSeen = true;
        }
        follows = false;
        sequence = following;
    }

    /// Notes which event is being applied, of whose sequence number nothing is known but that no
    /// record is missing.
    void at(long next) {
        event = next;
        follows = true;
    }

    /// Goes on after records that were left out, since they change nothing that is asked for.
    ///
    /// @param gap whether records are known to be missing before the next one
    void resume(boolean gap) {
        follows = true;
        gapSeen |= gap;
    }

    void noteGap() {
        gapSeen = true;
    }

    /// {@return whether the capture is known to lack records before this point}
    boolean gapSeen() {
        return gapSeen;
    }

    /// {@return this device, made up if no record introduced it; for the host, which is no device,
    /// one that is forgotten at once}
    DeviceWork device(int ordinal) {
        if (ordinal == HOST) {
            return new DeviceWork(HOST, event);
        }
        DeviceWork work = devices.get(ordinal);
        if (work == null) {
            DeviceState known = base.devices().get(ordinal);
            if (known == null) {
                work = new DeviceWork(ordinal, event);
                newDevices.add(work);
            } else {
                work = new DeviceWork(known);
            }
            devices.put(ordinal, work);
        }
        return work;
    }

    /// {@return this device as it is now, null if no record named it}
    @Nullable DeviceState deviceNow(int ordinal) {
        DeviceWork work = devices.get(ordinal);
        return work == null ? base.devices().get(ordinal) : work.freeze();
    }

    /// {@return this region as it is now, null if no record introduced it}
    @Nullable RegionState regionNow(long token) {
        RegionWork work = regions.get(token);
        return work == null ? base.regions().get(token) : work.freeze();
    }

    /// {@return this region, null if no record introduced it}
    @Nullable RegionWork knownRegion(long token) {
        RegionWork work = regions.get(token);
        if (work == null) {
            RegionState known = base.regions().get(token);
            if (known != null) {
                work = new RegionWork(known);
                regions.put(token, work);
            }
        }
        return work;
    }

    /// {@return this region, made up if no record introduced it}
    RegionWork region(long token) {
        RegionWork work = knownRegion(token);
        if (work == null) {
            work = new RegionWork(token, event);
            newRegions.add(work);
            regions.put(token, work);
        }
        return work;
    }

    /// Ends every mapping of a device whose own records of that may be among those lost.
    void unmapEverywhere(int ordinal) {
        for (RegionState known : base.regions().values()) {
            if (known.mappings().containsKey(ordinal)) {
                region(known.token());
            }
        }
        for (RegionWork region : regions.values()) {
            region.unmapped(event, ordinal);
        }
    }

    /// {@return the state after the event applied last, as an immutable value}
    FrozenState freeze() {
        PersistentMap<Integer, DeviceState> allDevices = base.devices();
        for (DeviceWork work : newDevices) {
            allDevices = allDevices.with(work.ordinal(), work.freeze());
        }
        for (DeviceWork work : devices.values()) {
            allDevices = with(allDevices, work.ordinal(), work.freeze());
        }
        PersistentMap<Long, RegionState> allRegions = base.regions();
        for (RegionWork work : newRegions) {
            allRegions = allRegions.with(work.token(), work.freeze());
        }
        for (RegionWork work : regions.values()) {
            allRegions = with(allRegions, work.token(), work.freeze());
        }
        base = new FrozenState(event, sequence, gapSeen, allDevices, allRegions);
        devices.clear();
        regions.clear();
        newDevices.clear();
        newRegions.clear();
        return base;
    }

    @SuppressWarnings("ReferenceEquality") // it is the same object as long as nothing changes
    private static <K extends Number, V> PersistentMap<K, V> with(
            PersistentMap<K, V> map, K key, V state) {
        return map.get(key) == state ? map : map.with(key, state);
    }
}
