package ismscope.device.model;

import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;

/// The virtio-ism host: all devices, and the regions they share.
///
/// It has no thread of its own: every method is called by one owner thread at a time, which a
/// transport provides ([ismscope.device.transport.Lockstep],
/// [ismscope.device.transport.HostThread]).
public final class IsmHost implements AutoCloseable {
    private final HostOptions options;

    public IsmHost(HostOptions options, DeviceTap tap, HostClock clock, TokenSource tokens) {
        this.options = options;
    }

    /// {@return what it was made with}
    public HostOptions options() {
        return options;
    }

    /// Plugs in a device for a guest.
    ///
    /// @throws HostFullException if the limit on devices is reached
    public IsmDevice attach(DeviceSetup setup) throws HostFullException {
        return new IsmDevice();
    }

    /// Tells an observer who joins late how things stand: devices, status, features, queues,
    /// regions, grants, mappings and contents up to the snapshot length.
    public void describeTo(DeviceTap observer) {}

    /// Removes all devices, and with them all regions.
    @Override
    public void close() {}
}
