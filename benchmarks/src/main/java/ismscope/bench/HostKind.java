package ismscope.bench;

import ismscope.device.model.HostOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.SystemClock;
import ismscope.device.transport.GuestTransport;
import ismscope.device.transport.HostThread;
import ismscope.device.transport.Lockstep;

/// How guests reach the host that is measured.
public enum HostKind {
    /// Host and guest on one thread.
    LOCKSTEP,
    /// The host on a thread of its own.
    THREADED;

    /// {@return a host that nobody watches: the tap is off}
    GuestTransport start() {
        return start(DeviceTap.NONE);
    }

    /// {@return a host that hands everything to a tap}
    GuestTransport start(DeviceTap tap) {
        IsmHost host =
                new IsmHost(HostOptions.usual(), tap, new SystemClock(), TokenSource.secure());
        return this == LOCKSTEP ? new Lockstep(host) : new HostThread(host);
    }
}
