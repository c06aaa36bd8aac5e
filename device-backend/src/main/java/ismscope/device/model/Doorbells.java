package ismscope.device.model;

import ismscope.device.notify.NotifyArea;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.Attachment;
import ismscope.device.region.MemoryGeometry;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;

/// What a store to a notify area does: the other devices on the chunk's region hear of an update.
///
/// Draft: virtio-ism draft, notify area. Thread: the host's owner thread.
final class Doorbells {
    private final IsmHost host;
    private final NotifyArea area;

    Doorbells(IsmHost host) {
        this.host = host;
        MemoryGeometry geometry = host.options().geometry();
        this.area = new NotifyArea(geometry.notifySize(), geometry.chunks());
    }

    /// @param offset into the notify area, as the driver gave it
    /// @param width bytes stored
    void ring(IsmDevice ringer, long offset, int width) {
        boolean inside = area.holds(offset, width);
        Attachment rung = inside ? ringer.window().at(area.chunkAt(offset)) : null;
        Cause cause = new Cause(host.newFlow(), rung == null ? 0 : rung.region().token());
        if (ringer.trace().isOn()) {
            ringer.trace().put(cause, new TapRecord.Doorbell(offset));
        }
        if (rung == null) {
            ignore(ringer, inside, offset, cause);
        } else if (!rung.rights().has(PermissionSet.WRITE)) {
            ringer.trace()
                    .violation(
                            ViolationRule.DOORBELL_NOT_PERMITTED,
                            cause,
                            "offset=0x%x rights=%s".formatted(offset, rung.rights()));
            ringer.trace().swallowed(TapRecord.Swallowed.NOT_PERMITTED, 1, cause);
        } else if (rung.region().attachments().size() == 1) {
            ringer.trace().swallowed(TapRecord.Swallowed.NO_PEER, 1, cause);
        } else {
            tellOthers(rung, cause);
        }
    }

    private static void ignore(IsmDevice ringer, boolean inside, long offset, Cause cause) {
        ringer.trace()
                .violation(
                        inside ? ViolationRule.DOORBELL_NO_REGION : ViolationRule.DOORBELL_OUTSIDE,
                        cause,
                        "offset=0x%x".formatted(offset));
        ringer.trace().swallowed(TapRecord.Swallowed.NO_REGION, 1, cause);
    }

    private void tellOthers(Attachment rung, Cause cause) {
        for (Attachment other : rung.region().attachments()) {
            if (other != rung) {
                update(host.device(other.devid()), other, rung.devid(), cause);
            }
        }
    }

    private static void update(IsmDevice receiver, Attachment mapping, long ringer, Cause cause) {
        boolean byVector =
                mapping.vector() != CommonRegister.NO_VECTOR
                        && receiver.common().isRunning()
                        && FeatureBit.EVENT_IRQ.isIn(receiver.common().features().inForce());
        if (receiver.events().isOn() || !byVector) {
            receiver.events().post(new DeviceEvent.RegionUpdated(mapping.offset(), ringer), cause);
        }
        if (byVector) {
            receiver.interrupt(mapping.vector(), TapRecord.Interrupt.CAUSE_REGION, cause);
        }
    }
}
