package ismscope.device.transport;

import ismscope.device.model.IsmHost;
import ismscope.device.vfio.VfioTransport;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The transports for guests, which all keep the same contract.
public enum Carrier {
    LOCKSTEP {
        @Override
        public GuestTransport carry(IsmHost host) {
            return new Lockstep(host);
        }
    },
    THREADED {
        @Override
        public GuestTransport carry(IsmHost host) {
            return new HostThread(host);
        }
    },
    SERVING {
        @Override
        public GuestTransport carry(IsmHost host) {
            try {
                return HostThread.serving(host);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    VFIO_USER {
        @Override
        public GuestTransport carry(IsmHost host) {
            return new VfioTransport(host);
        }
    },
    VHOST_USER {
        @Override
        public GuestTransport carry(IsmHost host) {
            return new PeerTransport(host);
        }

        @Override
        public boolean mapsElsewhere() {
            return true;
        }
    };

    /// {@return a transport for guests of that host}
    public abstract GuestTransport carry(IsmHost host);

    /// {@return whether regions are mapped by a front-end, in one piece each, and the host sees
    /// neither loads nor stores}
    public boolean mapsElsewhere() {
        return false;
    }
}
