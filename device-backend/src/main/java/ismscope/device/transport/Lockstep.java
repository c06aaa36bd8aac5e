package ismscope.device.transport;

import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.model.HostFullException;
import ismscope.device.model.IsmHost;

/// Host and guests on one thread: what a guest does is done by the device when the call returns.
///
/// Thread: the one that calls owns the host.
public final class Lockstep implements GuestTransport {
    private final IsmHost host;

    /// @param host closed with this transport
    public Lockstep(IsmHost host) {
        this.host = host;
    }

    @Override
    public GuestBus plug(String name, GuestMemory memory, int vectors) throws HostFullException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        host.close();
    }
}
