package ismscope.device.model;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.Attachment;
import ismscope.device.region.DeviceWindow;
import ismscope.device.region.MemoryPool;
import ismscope.device.region.Placement;
import ismscope.device.region.Region;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The regions that one guest sees in its device memory, where others could go, and what the guest
/// can be held to there.
///
/// Thread: the host's owner thread.
final class VisibleRegions {
    private final DeviceWindow window;
    private final TransportTerms terms;
    private final Map<Long, Attachment> attachments = new LinkedHashMap<>();

    VisibleRegions(DeviceWindow window, TransportTerms terms) {
        this.window = window;
        this.terms = terms;
    }

    /// {@return the regions that the guest is attached to, by token, oldest first}
    Map<Long, Attachment> attachments() {
        return attachments;
    }

    /// {@return bytes of device memory up to the end of the last region in it}
    long mappedEnd() {
        long end = 0;
        for (Attachment attachment : attachments.values()) {
            Area last = attachment.areas().getLast();
            end = Math.max(end, last.offset() + last.size());
        }
        return end;
    }

    /// {@return where a region that exists would go, null if there are too few free chunks}
    ///
    /// @param region of the guest's pool
    @Nullable Placement plan(Region region) {
        return region.pool() == null ? plan(region.size()) : region.inPool();
    }

    /// {@return where a region of that size would go, null if the window has no room for it}
    @Nullable Placement plan(long size) {
        MemoryPool pool = terms.pool();
        if (pool != null) {
            return pool.plan(size);
        }
        return terms.mapper() == null ? window.plan(size) : window.planOnePiece(size);
    }

    /// {@return as much of READ and WRITE as the guest can be held to: a guest that can do what it
    /// likes with a mapping has both or nothing}
    PermissionSet enforceable(PermissionSet rights) {
        PermissionSet access = rights.and(PermissionSet.READ_WRITE);
        RegionMapper mapper = terms.mapper();
        boolean holds = mapper == null || mapper.enforcesRights();
        return holds || access.equals(PermissionSet.READ_WRITE) ? access : PermissionSet.NOTHING;
    }
}
