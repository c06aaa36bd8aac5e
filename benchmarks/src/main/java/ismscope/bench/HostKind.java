package ismscope.bench;

import ismscope.device.model.HostOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.SystemClock;
import ismscope.device.transport.GuestTransport;
import ismscope.device.transport.HostThread;
import ismscope.device.transport.Lockstep;

/// How guests reach the host that is measured. Nobody watches it: the tap is off.
public enum HostKind {
    /// Host and guest on one thread.
    LOCKSTEP,
    /// The host on a thread of its own.
    THREADED;

    GuestTransport start() {
        IsmHost host =
                new IsmHost(
                        HostOptions.usual(),
                        DeviceTap.NONE,
                        new SystemClock(),
                        TokenSource.secure());
        return this == LOCKSTEP ? new Lockstep(host) : new HostThread(host);
    }
}
