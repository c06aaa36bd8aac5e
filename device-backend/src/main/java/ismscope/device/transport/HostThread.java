package ismscope.device.transport;

import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.model.HostFullException;
import ismscope.device.model.IsmHost;
import java.util.function.Function;

/// A host with an owner thread of its own, `ism-host`; guests run on threads of theirs.
///
/// Thread: any.
public final class HostThread implements GuestTransport {
    private final IsmHost host;

    /// Starts the thread.
    ///
    /// @param host closed with this transport; nobody else may touch it from now on
    public HostThread(IsmHost host) {
        this.host = host;
    }

    @Override
    public GuestBus plug(String name, GuestMemory memory, int vectors) throws HostFullException {
        throw new UnsupportedOperationException();
    }

    /// {@return what `question` makes of the host, asked on the owner thread}
    public <T> T ask(Function<IsmHost, T> question) {
        return question.apply(host);
    }

    @Override
    public void close() {
        host.close();
    }
}
