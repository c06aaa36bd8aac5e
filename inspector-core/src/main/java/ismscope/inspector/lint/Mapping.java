package ismscope.inspector.lint;

import ismscope.device.protocol.Area;
import java.util.List;

/// A region in one device's device memory, now or until some event.
///
/// @param token of the region
/// @param areas where it lies
/// @param rights READ 1, WRITE 2
/// @param since event that mapped it
/// @param until event that unmapped it, -1 while it is mapped
record Mapping(long token, List<Area> areas, long rights, long since, long until) {
    Mapping ended(long event) {
        return new Mapping(token, areas, rights, since, event);
    }

    /// {@return whether a byte of device memory belongs to it}
    boolean covers(long offset) {
        for (Area area : areas) {
            if (Long.compareUnsigned(offset - area.offset(), area.size()) < 0) {
                return true;
            }
        }
        return false;
    }

    long size() {
        long size = 0;
        for (Area area : areas) {
            size += area.size();
        }
        return size;
    }
}
