package ismscope.device.transport;

import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.model.HostFullException;
import ismscope.device.model.IsmHost;
import ismscope.device.peer.PeerBus;
import ismscope.device.peer.PeerThread;
import ismscope.device.vhost.VhostUserServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Guests as process peers over vhost-user, each with a socket of its own, all in this process.
public final class PeerTransport implements GuestTransport {
    private final HostThread host;
    private final PeerThread peers;
    private final Path folder;
    private final List<VhostUserServer> servers = new ArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private boolean closed;

    public PeerTransport(IsmHost served) {
        try {
            host = HostThread.serving(served);
            peers = PeerThread.start();
            folder = Files.createTempDirectory("ism");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public GuestBus plug(String name, GuestMemory memory, int vectors) throws HostFullException {
        try {
            VhostUserServer server;
            synchronized (servers) {
                Path path = folder.resolve("s" + servers.size());
                server = new VhostUserServer(path, name, log::add);
                server.open(host);
                servers.add(server);
            }
            return PeerBus.connect(peers, server.path(), memory, vectors);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(", ", log), e);
        }
    }

    /// {@return the host's thread}
    public HostThread host() {
        return host;
    }

    /// {@return what was said about front-ends that broke a rule}
    public List<String> log() {
        return log;
    }

    /// Waits until host and peers have done what the other has sent.
    public void settle() {
        for (int i = 0; i < 3; i++) {
            host.ask(_ -> drained());
            peers.settle();
        }
        host.ask(_ -> drained());
    }

    private boolean drained() {
        try {
            while (host.poller().await(0) > 0) {
                Thread.onSpinWait();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            for (VhostUserServer server : servers) {
                server.close();
            }
            host.close();
            peers.settle();
            peers.close();
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
