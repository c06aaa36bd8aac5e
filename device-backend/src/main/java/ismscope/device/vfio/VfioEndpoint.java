package ismscope.device.vfio;

import ismscope.device.model.IsmHost;
import ismscope.device.os.Poller;
import ismscope.device.os.UnixListener;
import ismscope.device.os.UnixSocket;
import ismscope.device.tap.TapRecord;
import ismscope.device.transport.Endpoint;
import ismscope.device.transport.HostThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A path where VMMs connect, each of which gets a device on the host.
///
/// Guarantees:
/// 1. What one VM has stored before another one loads from the same region is there: stores that
///    are posted and not yet read are done first.
/// 2. When it is closed, VMMs see the end of their connection, not a broken one.
///
/// Thread: any but the host's for what is public.
public final class VfioEndpoint implements Endpoint {
    /// How long a VMM may take to notice that the connection ended, before the socket is closed.
    private static final int GRACE_MILLIS = 200;

    private static final int MOST_DRAINS = 64;

    private final VfioAddress address;
    private final VfioPeers peers;
    private final Consumer<String> log;
    private final Set<VfioConnection> connections = new LinkedHashSet<>();
    private @Nullable HostThread thread;
    private @Nullable IsmHost host;
    private @Nullable UnixListener listener;
    private boolean closed;

    /// A path that nobody listens at yet.
    ///
    /// @param peers of the same host
    /// @param log takes sentences for people, on the host's thread
    public VfioEndpoint(VfioAddress address, VfioPeers peers, Consumer<String> log) {
        this.address = address;
        this.peers = peers;
        this.log = log;
    }

    @Override
    public String description() {
        String where = "vfio-user at %s, as %s".formatted(address.path(), address.name());
        return address.pool().isEmpty()
                ? where
                : "%s in pool %s, not isolated".formatted(where, address.pool());
    }

    @Override
    public void open(HostThread newThread) throws IOException {
        UnixListener opened = UnixListener.open(address.path());
        try {
            thread = newThread;
            newThread.ask(owned -> {
                host = owned;
                listener = opened;
                watch(opened.fd(), () -> accept(opened));
                return true;
            });
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void accept(UnixListener opened) {
        try {
            UnixSocket socket = opened.accept();
            if (socket != null) {
                VfioConnection connection = new VfioConnection(this, socket, address);
                connections.add(connection);
                watch(socket.fd(), connection::ready);
            }
        } catch (IOException e) {
            say("A VMM at %s cannot be taken: %s.".formatted(address.path(), e.getMessage()));
        }
    }

    private void watch(int fd, Poller.Handler handler) {
        try {
            thread().poller().add(fd, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void unwatch(UnixSocket socket) throws IOException {
        thread().poller().remove(socket.fd());
    }

    VfioPeers peers() {
        return peers;
    }

    private HostThread thread() {
        HostThread present = thread;
        if (present == null) {
            throw new IllegalStateException("nobody listens");
        }
        return present;
    }

    IsmHost host() {
        IsmHost present = host;
        if (present == null) {
            throw new IllegalStateException("nobody listens");
        }
        return present;
    }

    void later(Runnable work) {
        thread().later(work);
    }

    void say(String sentence) {
        log.accept(sentence);
    }

    /// {@return a name that no device has}
    String freeName() {
        Set<String> taken = new LinkedHashSet<>();
        host().devices().forEach(device -> taken.add(device.name()));
        String name = address.name();
        for (int i = 2; taken.contains(name); i++) {
            name = "%s.%d".formatted(address.name(), i);
        }
        return name;
    }

    void forget(VfioConnection connection) {
        connections.remove(connection);
    }

    @Override
    public void close() throws IOException {
        HostThread present = thread;
        if (present == null || closed) {
            return;
        }
        closed = true;
        try {
            present.ask(_ -> {
                shutDown(present);
                return true;
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void shutDown(HostThread owner) {
        List<VfioConnection> all = List.copyOf(connections);
        try (Poller rest = Poller.create()) {
            UnixListener opened = listener;
            if (opened != null) {
                listener = null;
                owner.poller().remove(opened.fd());
                opened.close();
            }
            for (VfioConnection connection : all) {
                connection.remove(TapRecord.DeviceRemoved.CLOSED);
                unwatch(connection.socket());
                rest.add(connection.socket().fd(), connection::ready);
            }
            for (int i = 0; i < MOST_DRAINS && !connections.isEmpty(); i++) {
                if (rest.await(GRACE_MILLIS) == 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            List.copyOf(connections).forEach(VfioConnection::close);
        }
    }
}
