package ismscope.inspector.state;

import ismscope.device.protocol.Area;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A region's state in a file.
final class SavedRegion {
    private SavedRegion() {}

    static void save(RegionState region, SavedOutput out) throws IOException {
        out.i64(region.token());
        out.i64(region.size());
        out.i64(region.creatorDevid());
        out.i64(region.since());
        out.bool(region.alive());
        out.i64(region.freedAt());
        out.i64(region.defaultRights());
        out.i32(region.grants().size());
        for (Map.Entry<Long, Long> grant : region.grants().entrySet()) {
            out.i64(grant.getKey());
            out.i64(grant.getValue());
        }
        out.i32(region.mappings().size());
        for (MappingState mapping : region.mappings().values()) {
            save(mapping, out);
        }
        out.i64(region.doorbells());
        out.i64(region.contentEvents());
    }

    private static void save(MappingState mapping, SavedOutput out) throws IOException {
        out.i32(mapping.device());
        out.i64(mapping.rights());
        out.i32(mapping.areas().size());
        for (Area area : mapping.areas()) {
            out.i64(area.offset());
            out.i64(area.size());
        }
        out.i64(mapping.since());
        out.bool(mapping.active());
        out.i64(mapping.endedAt());
    }

    static RegionState load(SavedInput in) {
        return new RegionState(
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.bool(),
                in.i64(),
                in.i64(),
                grants(in),
                mappings(in),
                in.i64(),
                in.i64());
    }

    private static PersistentMap<Long, Long> grants(SavedInput in) {
        PersistentMap<Long, Long> grants = PersistentMap.empty();
        for (int left = in.count(2 * Long.BYTES); left > 0; left--) {
            grants = grants.with(in.i64(), in.i64());
        }
        return grants;
    }

    private static PersistentMap<Integer, MappingState> mappings(SavedInput in) {
        PersistentMap<Integer, MappingState> mappings = PersistentMap.empty();
        for (int left = in.count(1); left > 0; left--) {
            MappingState mapping =
                    new MappingState(in.i32(), in.i64(), areas(in), in.i64(), in.bool(), in.i64());
            mappings = mappings.with(mapping.device(), mapping);
        }
        return mappings;
    }

    private static List<Area> areas(SavedInput in) {
        List<Area> areas = new ArrayList<>();
        for (int left = in.count(2 * Long.BYTES); left > 0; left--) {
            areas.add(new Area(in.i64(), in.i64()));
        }
        return areas;
    }
}
