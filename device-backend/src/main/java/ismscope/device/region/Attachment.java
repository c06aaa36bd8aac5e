package ismscope.device.region;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.PermissionSet;
import java.util.List;

/// A region in one device's device memory: where it lies, and what the device may do there.
///
/// The rights are what the driver asked for as far as it is granted, at every moment. Thread: the
/// host's owner thread.
public final class Attachment {
    /// No interrupt vector is bound to the region.
    public static final int NO_VECTOR = 0xffff;

    private final Region region;
    private final long devid;
    private final PermissionSet asked;
    private final List<ChunkRun> runs;
    private final List<Area> areas;

    /// Guarded by the window's lock, as guests on other threads check it.
    private PermissionSet rights;

    private int vector = NO_VECTOR;

    Attachment(Region region, long devid, PermissionSet asked, Placement placement) {
        this.region = region;
        this.devid = devid;
        this.asked = asked;
        this.runs = placement.runs();
        this.areas = placement.areas();
        this.rights = allowed();
    }

    /// {@return what is attached}
    public Region region() {
        return region;
    }

    /// {@return the device that is attached}
    public long devid() {
        return devid;
    }

    /// {@return where it lies in device memory, in region order}
    public List<Area> areas() {
        return areas;
    }

    /// {@return where its first area lies: the offset in events}
    public long offset() {
        return areas.getFirst().offset();
    }

    /// {@return READ and WRITE as they stand}
    public PermissionSet rights() {
        return rights;
    }

    /// {@return READ and WRITE as the grants allow them now}
    public PermissionSet allowed() {
        return asked.and(region.grants().of(devid)).and(PermissionSet.READ_WRITE);
    }

    /// {@return the vector that updates raise, [#NO_VECTOR] for none}
    public int vector() {
        return vector;
    }

    /// Binds a vector.
    public void bindVector(int newVector) {
        vector = newVector;
    }

    List<ChunkRun> runs() {
        return runs;
    }

    void setRights(PermissionSet newRights) {
        rights = newRights;
    }
}
