package ismscope.inspector.index;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import ismscope.inspector.event.Event;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who is who: devices by ordinal and by devid, and where regions come from. The first to appear
/// under a number is the one that is meant.
///
/// Thread: changed by one writer, read by any.
final class DeviceDirectory {
    private final ConcurrentHashMap<Integer, String> names = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Long> appearances = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Long> devids = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Long> regions = new ConcurrentHashMap<>();
    private int count = 1;

    /// {@return devices seen, the host included; the writer's only}
    int count() {
        return count;
    }

    void introduced(int device, String name) {
        if (!name.isEmpty()) {
            names.put(device, name);
        }
        count = Math.max(count, device + 1);
    }

    void add(Event event) {
        count = Math.max(count, event.device() + 1);
        switch (event.record()) {
            case TapRecord.DeviceAdded added -> {
                introduced(event.device(), added.name());
                if (appearances.putIfAbsent(event.device(), event.number()) == null) {
                    devids.putIfAbsent(added.devid(), event.number());
                }
            }
            case TapRecord.RegionCreated _ -> regions.putIfAbsent(event.token(), event.number());
            default -> {
                // Nobody new.
            }
        }
    }

    String name(int device) {
        String name = names.get(device);
        return name != null ? name : device == 0 ? "host" : "device " + device;
    }

    /// {@return the event in which a device appeared, -1 if it did not}
    long appearance(int device) {
        return appearances.getOrDefault(device, -1L);
    }

    /// {@return the event in which the device with this devid appeared, -1 if it did not}
    long appearanceOfDevid(long devid) {
        return devids.getOrDefault(devid, -1L);
    }

    /// {@return the event that created a region, -1 if none did}
    long creation(long token) {
        return regions.getOrDefault(token, -1L);
    }

    void save(SavedOutput out) throws IOException {
        out.i32(count);
        out.i32(names.size());
        for (Map.Entry<Integer, String> name : names.entrySet()) {
            out.i32(name.getKey());
            out.text(name.getValue());
        }
        save(appearances, out);
        save(devids, out);
        save(regions, out);
    }

    private static void save(Map<? extends Number, Long> places, SavedOutput out)
            throws IOException {
        out.i32(places.size());
        for (Map.Entry<? extends Number, Long> place : places.entrySet()) {
            out.i64(place.getKey().longValue());
            out.i64(place.getValue());
        }
    }

    /// Takes what was saved.
    void load(SavedInput in) {
        count = in.i32();
        for (int left = in.count(Long.BYTES); left > 0; left--) {
            names.put(in.i32(), in.text());
        }
        for (int left = in.count(2 * Long.BYTES); left > 0; left--) {
            appearances.put((int) in.i64(), in.i64());
        }
        for (Map<Long, Long> places : List.of(devids, regions)) {
            for (int left = in.count(2 * Long.BYTES); left > 0; left--) {
                places.put(in.i64(), in.i64());
            }
        }
    }
}
