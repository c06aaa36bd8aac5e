package ismscope.device.model;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.Attachment;
import ismscope.device.region.Placement;
import ismscope.device.region.Region;
import ismscope.device.tap.TapRecord;
import java.util.ArrayList;
import java.util.List;

/// Who sees which region: devices join and leave, rights change, the others are told.
///
/// Draft: virtio-ism draft, ATTACH_REGION, DETACH_REGION and eventq. Thread: the host's owner
/// thread.
final class Sharing {
    private final IsmHost host;

    /// Set when all devices go together: each telling all others would be work without an end that
    /// anybody sees.
    private boolean quiet;

    Sharing(IsmHost host) {
        this.host = host;
    }

    /// From now on nobody is told anything.
    void fallSilent() {
        quiet = true;
    }

    /// Maps a region into a device's window as planned, and tells the other devices.
    ///
    /// @param asked READ and WRITE as the driver wants them
    Attachment join(
            IsmDevice device, Region region, PermissionSet asked, Placement placement, long flow) {
        Attachment joined = device.window().map(region, device.devid(), asked, placement);
        device.attachments().put(region.token(), joined);
        traceMapped(device, joined, flow);
        long peers = region.attachments().size();
        tellOthers(
                joined,
                flow,
                other -> new DeviceEvent.PeerAttached(other.offset(), device.devid(), peers));
        return joined;
    }

    /// Takes a region out of a device's window, tells the others, and frees it after the last.
    ///
    /// @param reason a code of [TapRecord.Unmapped]
    void leave(IsmDevice device, Attachment attachment, int reason, long flow) {
        unmap(device, attachment, reason, flow);
        tellDeparture(attachment, flow);
        freeIfUnused(device, attachment.region(), flow);
    }

    /// Brings all mappings of a region in line with its grants.
    ///
    /// @param granter the device that changed the grants
    void applyGrants(IsmDevice granter, Region region, long flow) {
        List<Attachment> withdrawn = new ArrayList<>();
        for (Attachment attachment : List.copyOf(region.attachments())) {
            IsmDevice device = host.device(attachment.devid());
            PermissionSet allowed = device.regions().enforceable(attachment.allowed());
            if (allowed.equals(attachment.rights())) {
                continue;
            }
            if (allowed.bits() == 0) {
                unmap(device, attachment, TapRecord.Unmapped.RIGHTS_WITHDRAWN, flow);
                withdrawn.add(attachment);
            } else {
                device.window().narrow(attachment, allowed);
                traceMapped(device, attachment, flow);
                mapAnew(device, attachment);
            }
        }
        // All are gone before the first is told of: those that go hear nothing of each other.
        withdrawn.forEach(attachment -> tellDeparture(attachment, flow));
        freeIfUnused(granter, region, flow);
    }

    /// A guest elsewhere gets the region anew with the rights of now, or loses it.
    private void mapAnew(IsmDevice device, Attachment attachment) {
        RegionMapper mapper = device.mapper();
        if (mapper == null) {
            return;
        }
        Area area = attachment.areas().getFirst();
        mapper.unmap(area);
        mapper.map(
                attachment.region(),
                area,
                attachment.rights(),
                done -> {
                    long token = attachment.region().token();
                    if (!done && device.attachments().get(token) == attachment) {
                        leave(
                                device,
                                attachment,
                                TapRecord.Unmapped.RIGHTS_WITHDRAWN,
                                host.newFlow());
                    }
                });
    }

    private void unmap(IsmDevice device, Attachment attachment, int reason, long flow) {
        long token = attachment.region().token();
        device.attachments().remove(token);
        device.window().unmap(attachment);
        RegionMapper mapper = device.mapper();
        if (mapper != null) {
            mapper.unmap(attachment.areas().getFirst());
        }
        Cause cause = new Cause(flow, token);
        if (device.trace().isOn()) {
            device.trace().put(cause, new TapRecord.Unmapped(reason));
        }
        device.events().forget(cause);
    }

    private void tellDeparture(Attachment gone, long flow) {
        long peers = gone.region().attachments().size();
        tellOthers(
                gone,
                flow,
                other -> new DeviceEvent.PeerDetached(other.offset(), gone.devid(), peers));
    }

    private void tellOthers(Attachment cause, long flow, Told event) {
        if (quiet) {
            return;
        }
        Cause about = new Cause(flow, cause.region().token());
        for (Attachment other : cause.region().attachments()) {
            if (other != cause) {
                host.device(other.devid()).events().post(event.to(other), about);
            }
        }
    }

    private void freeIfUnused(IsmDevice last, Region region, long flow) {
        if (region.attachments().isEmpty()) {
            host.regions().free(region);
            if (last.trace().isOn()) {
                last.trace().put(new Cause(flow, region.token()), new TapRecord.RegionFreed());
            }
        }
    }

    private static void traceMapped(IsmDevice device, Attachment attachment, long flow) {
        DeviceTrace trace = device.trace();
        if (!trace.isOn()) {
            return;
        }
        Cause cause = new Cause(flow, attachment.region().token());
        trace.put(cause, new TapRecord.Mapped(attachment.rights().bits(), attachment.areas()));
        if (storesUnseen(device, attachment)) {
            trace.put(cause, new TapRecord.Lost(0, TapRecord.Lost.UNSEEN));
        }
    }

    /// {@return whether a guest's own processor stores to the region, past the host}
    static boolean storesUnseen(IsmDevice device, Attachment attachment) {
        return device.mapper() != null && attachment.rights().has(PermissionSet.WRITE);
    }

    /// The event as each receiver sees it.
    private interface Told {
        DeviceEvent to(Attachment other);
    }
}
