package ismscope.app.hex;

import ismscope.device.protocol.Area;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a region lies in one device's device memory. Toolkit-free.
///
/// @param device ordinal, 0 if nobody has it mapped
/// @param name of the device, empty if nobody has it mapped
/// @param chunkSize bytes per chunk
/// @param areas in region order, empty if nobody has it mapped
record DeviceMap(int device, String name, long chunkSize, List<Area> areas) {
    private static final long DEFAULT_CHUNK = 1 << 20;

    DeviceMap {
        areas = List.copyOf(areas);
    }

    /// {@return the map of the wanted device; of the first user if that one has not mapped it}
    static DeviceMap of(SessionState state, RegionState region, int wanted) {
        MappingState mapping = region.mappings().get(wanted);
        if (mapping == null || !mapping.active()) {
            mapping = first(region);
        }
        DeviceState device = mapping == null ? null : state.device(mapping.device());
        if (mapping == null || device == null) {
            long chunkSize =
                    state.devices().values().stream()
                            .filter(d -> d.ordinal() != 0 && d.chunkSize() > 0)
                            .mapToLong(DeviceState::chunkSize)
                            .findFirst()
                            .orElse(DEFAULT_CHUNK);
            return new DeviceMap(0, "", chunkSize, List.of());
        }
        return new DeviceMap(
                device.ordinal(), device.name(), Math.max(1, device.chunkSize()), mapping.areas());
    }

    /// {@return the chunk of the region that a byte is in}
    long chunk(long offset) {
        return offset / chunkSize;
    }

    /// {@return where a byte of the region lies in the device memory, -1 if it is not mapped}
    long deviceOffset(long offset) {
        long start = 0;
        for (Area area : areas) {
            if (offset >= start && offset - start < area.size()) {
                return area.offset() + offset - start;
            }
            start += area.size();
        }
        return -1;
    }

    private static @Nullable MappingState first(RegionState region) {
        return region.mappings().values().stream()
                .filter(MappingState::active)
                .min(Comparator.comparingInt(MappingState::device))
                .orElse(null);
    }
}
