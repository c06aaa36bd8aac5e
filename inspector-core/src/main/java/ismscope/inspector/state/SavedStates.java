package ismscope.inspector.state;

import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keyframes in a file: of each what differs from the one before, so that they share again what
/// they shared.
final class SavedStates {
    private SavedStates() {}

    static void save(Keyframes keyframes, SavedOutput out) throws IOException {
        out.i32(keyframes.size());
        FrozenState before = FrozenState.NOTHING;
        for (int i = 0; i < keyframes.size(); i++) {
            FrozenState state = keyframes.get(i);
            out.i64(state.event());
            out.i64(state.sequence());
            out.bool(state.gapSeen());
            saveDevices(before.devices(), state.devices(), out);
            saveRegions(before.regions(), state.regions(), out);
            before = state;
        }
    }

    private static void saveDevices(
            Map<Integer, SessionState.DeviceState> before,
            Map<Integer, SessionState.DeviceState> now,
            SavedOutput out)
            throws IOException {
        List<SessionState.DeviceState> changed = changed(before, now);
        out.i32(changed.size());
        for (SessionState.DeviceState device : changed) {
            SavedDevice.save(device, out);
        }
    }

    private static void saveRegions(
            Map<Long, SessionState.RegionState> before,
            Map<Long, SessionState.RegionState> now,
            SavedOutput out)
            throws IOException {
        List<SessionState.RegionState> changed = changed(before, now);
        out.i32(changed.size());
        for (SessionState.RegionState region : changed) {
            SavedRegion.save(region, out);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same one is what is shared
    private static <K, V> List<V> changed(Map<K, V> before, Map<K, V> now) {
        List<V> changed = new ArrayList<>();
        for (Map.Entry<K, V> entry : now.entrySet()) {
            if (before.get(entry.getKey()) != entry.getValue()) {
                changed.add(entry.getValue());
            }
        }
        return changed;
    }

    static Keyframes load(SavedInput in) {
        Keyframes keyframes = null;
        FrozenState before = FrozenState.NOTHING;
        for (int left = in.count(2 * Long.BYTES); left > 0; left--) {
            long event = in.i64();
            long sequence = in.i64();
            boolean gapSeen = in.bool();
            PersistentMap<Integer, SessionState.DeviceState> devices = before.devices();
            int own = 0;
            for (int more = in.count(1); more > 0; more--, own++) {
                SessionState.DeviceState device = SavedDevice.load(in);
                devices = devices.with(device.ordinal(), device);
            }
            PersistentMap<Long, SessionState.RegionState> regions = before.regions();
            for (int more = in.count(1); more > 0; more--, own++) {
                SessionState.RegionState region = SavedRegion.load(in);
                regions = regions.with(region.token(), region);
            }
            before = new FrozenState(event, sequence, gapSeen, devices, regions);
            keyframes = keyframes == null ? Keyframes.initial() : keyframes.with(before, own);
        }
        if (keyframes == null) {
            throw new IndexOutOfBoundsException("no keyframes");
        }
        return keyframes;
    }
}
