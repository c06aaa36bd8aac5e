package ismscope.app.graph;

import ismscope.device.protocol.PermissionSet;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;

/// What a VM has to do with a region; the order is that of drawing, weakest first.
enum LinkKind {
    /// It was attached, and is no longer.
    ENDED(0),
    /// It was named in a grant and may attach, but has not.
    GRANTED(1),
    /// Attached, may read.
    READ(2),
    /// Attached, may read and write (or only write).
    WRITE(3),
    /// Attached, and may also set the region's grants.
    MANAGE(4);

    private final int weight;

    LinkKind(int weight) {
        this.weight = weight;
    }

    /// {@return 0 for the weakest}
    int weight() {
        return weight;
    }

    /// {@return what an active mapping amounts to}
    static LinkKind of(RegionState region, DeviceState device, MappingState mapping) {
        if (region.rightsOf(device.devid()).has(PermissionSet.MANAGE)) {
            return MANAGE;
        }
        return (mapping.rights() & PermissionSet.WRITE) != 0 ? WRITE : READ;
    }

    /// {@return whether it stands for an attachment that holds}
    boolean attached() {
        return this == READ || this == WRITE || this == MANAGE;
    }
}
