package ismscope.device.model;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.Placement;
import ismscope.device.region.Region;
import ismscope.device.tap.TapRecord;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a device joins a region: at once, or when its guest's front-end has mapped it.
///
/// Until then nothing has changed for anybody: a region that is being allocated is attached to
/// nobody, one that is being attached may go away. Thread: the host's owner thread.
final class Joining {
    private final IsmHost host;
    private final IsmDevice device;
    private @Nullable Join pending;

    /// A device that joins a region.
    ///
    /// @param wanted READ and WRITE as the driver wants them
    /// @param created whether the region is new
    record Join(
            Region region,
            PermissionSet wanted,
            Placement placement,
            boolean created,
            Cause cause,
            Consumer<ControlReply> answer) {
        Area area() {
            return placement.areas().getFirst();
        }
    }

    Joining(IsmHost host, IsmDevice device) {
        this.host = host;
        this.device = device;
    }

    void begin(Join join) {
        RegionMapper mapper = device.mapper();
        if (mapper == null) {
            finish(join);
            return;
        }
        pending = join;
        PermissionSet rights = rightsNow(join);
        mapper.map(join.region(), join.area(), rights, done -> mapped(mapper, join, rights, done));
    }

    private PermissionSet rightsNow(Join join) {
        return join.wanted()
                .and(join.region().grants().of(device.devid()))
                .and(PermissionSet.READ_WRITE);
    }

    private void mapped(RegionMapper mapper, Join join, PermissionSet rights, boolean done) {
        if (!join.equals(pending)) {
            // Its queue was reset meanwhile.
            if (done) {
                mapper.unmap(join.area());
            }
            return;
        }
        pending = null;
        Ack denied = done ? deniedMeanwhile(join, rights) : Ack.ENOMEM;
        if (denied == null) {
            finish(join);
            return;
        }
        if (done) {
            mapper.unmap(join.area());
        }
        abandon(join);
        join.answer().accept(new ControlReply.Refused(denied));
    }

    /// {@return what has come between while the front-end mapped, null if nothing has}
    private @Nullable Ack deniedMeanwhile(Join join, PermissionSet mapped) {
        Region region = join.region();
        if (host.regions().find(region.token()) != region) {
            return Ack.ENOENT;
        }
        if (!join.created() && !region.grants().of(device.devid()).has(PermissionSet.ATTACH)) {
            return Ack.PERM_EATTACH;
        }
        if (!rightsNow(join).equals(mapped)) {
            return rightsNow(join).has(PermissionSet.READ) ? Ack.PERM_EWRITE : Ack.PERM_EREAD;
        }
        int most = host.options().limits().devicesPerRegion();
        return region.attachments().size() >= most ? Ack.ENOMEM : null;
    }

    private void finish(Join join) {
        Region region = join.region();
        long token = region.token();
        if (join.created()) {
            traceCreated(region, join.cause().about(token));
        }
        host.sharing().join(device, region, join.wanted(), join.placement(), join.cause().flow());
        join.answer()
                .accept(
                        join.created()
                                ? new ControlReply.Allocated(token, join.placement().areas())
                                : new ControlReply.Attached(join.placement().areas()));
    }

    private void traceCreated(Region region, Cause cause) {
        DeviceTrace trace = device.trace();
        if (trace.isOn()) {
            trace.put(cause, new TapRecord.RegionCreated(region.size(), region.creator()));
            trace.put(
                    cause,
                    new TapRecord.Grant(
                            TapRecord.Grant.DEFAULT, region.grants().byDefault().bits()));
            region.grants()
                    .own()
                    .forEach((devid, rights) ->
                            trace.put(cause, new TapRecord.Grant(devid, rights.bits())));
            if (region.pool() != null) {
                trace.put(cause, new TapRecord.Lost(0, TapRecord.Lost.UNSEEN));
            }
        }
    }

    /// Forgets a join that its guest cannot hear the end of any more.
    void cancel() {
        Join join = pending;
        pending = null;
        if (join != null) {
            abandon(join);
        }
    }

    private void abandon(Join join) {
        if (join.created()) {
            host.regions().free(join.region());
        }
    }
}
