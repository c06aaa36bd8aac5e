package ismscope.device.protocol;

/// An event as it stands in an eventq buffer.
///
/// Shape: `le64 ev_type, le64 offset, le64 devid`, and `le64 peers` for attach and detach: 24 or 32
/// bytes. `offset` = the region's first area in the receiver's device memory, `devid` = who caused
/// it. Draft: virtio-ism draft, eventq.
public sealed interface DeviceEvent {
    /// {@return ev_type on the wire}
    int type();

    /// {@return the region's first area in the receiver's device memory}
    long offset();

    /// {@return the device that caused it}
    long devid();

    /// ev_type 1: a peer rang the region's doorbell.
    record RegionUpdated(long offset, long devid) implements DeviceEvent {
        @Override
        public int type() {
            return 1;
        }
    }

    /// ev_type 2: a peer attached; `peers` = devices attached after it.
    record PeerAttached(long offset, long devid, long peers) implements DeviceEvent {
        @Override
        public int type() {
            return 2;
        }
    }

    /// ev_type 4: a peer detached or was reset; `peers` = devices attached after it.
    record PeerDetached(long offset, long devid, long peers) implements DeviceEvent {
        @Override
        public int type() {
            return 4;
        }
    }
}
