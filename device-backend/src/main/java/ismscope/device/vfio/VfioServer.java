package ismscope.device.vfio;

import ismscope.device.model.IsmDevice;
import ismscope.device.model.IsmHost;
import ismscope.device.os.Poller;
import ismscope.device.os.UnixListener;
import ismscope.device.os.UnixSocket;
import ismscope.device.region.Attachment;
import ismscope.device.tap.TapRecord;
import ismscope.device.transport.HostThread;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gives VMMs that connect to a socket their devices on a host.
///
/// Guarantees:
/// 1. What one VM has stored before another one loads from the same region is there: stores that
///    are posted and not yet read are done first.
/// 2. When it is closed, VMMs see the end of their connection, not a broken one.
///
/// Thread: any for what is public.
public final class VfioServer implements Closeable {
    /// How long a VMM may take to notice that the connection ended, before the socket is closed.
    private static final int GRACE_MILLIS = 200;

    private static final int MOST_DRAINS = 64;

    private final HostThread thread;
    private final Consumer<String> log;
    private final List<UnixListener> listeners = new ArrayList<>();
    private final Set<VfioConnection> connections = new LinkedHashSet<>();
    private final Map<Long, VfioConnection> byDevid = new HashMap<>();
    private @Nullable IsmHost host;

    /// A server that listens nowhere yet.
    ///
    /// @param thread of the host, made by [HostThread#serving]
    /// @param log takes sentences for people, on the host's thread
    public VfioServer(HostThread thread, Consumer<String> log) {
        this.thread = thread;
        this.log = log;
    }

    /// Listens at a path.
    ///
    /// @throws IOException with a sentence for people: the path cannot be listened at
    public void listen(VfioEndpoint endpoint) throws IOException {
        UnixListener listener = UnixListener.open(endpoint.path());
        try {
            thread.ask(owned -> {
                host = owned;
                listeners.add(listener);
                watch(listener.fd(), () -> accept(listener, endpoint));
                return true;
            });
        } catch (RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    private void accept(UnixListener listener, VfioEndpoint endpoint) {
        try {
            UnixSocket socket = listener.accept();
            if (socket != null) {
                VfioConnection connection = new VfioConnection(this, socket, endpoint);
                connections.add(connection);
                watch(socket.fd(), connection::ready);
            }
        } catch (IOException e) {
            say("A VMM at %s cannot be taken: %s.".formatted(endpoint.path(), e.getMessage()));
        }
    }

    private void watch(int fd, Poller.Handler handler) {
        try {
            thread.poller().add(fd, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void unwatch(UnixSocket socket) throws IOException {
        thread.poller().remove(socket.fd());
    }

    IsmHost host() {
        IsmHost present = host;
        if (present == null) {
            throw new IllegalStateException("nobody listens");
        }
        return present;
    }

    void later(Runnable work) {
        thread.later(work);
    }

    void say(String sentence) {
        log.accept(sentence);
    }

    /// {@return a name that no device has}
    String nameFor(VfioEndpoint endpoint) {
        Set<String> taken = new LinkedHashSet<>();
        host().devices().forEach(device -> taken.add(device.name()));
        String name = endpoint.name();
        for (int i = 2; taken.contains(name); i++) {
            name = "%s.%d".formatted(endpoint.name(), i);
        }
        return name;
    }

    void know(IsmDevice device, VfioConnection connection) {
        byDevid.put(device.devid(), connection);
    }

    void forget(IsmDevice device) {
        byDevid.remove(device.devid());
    }

    void forget(VfioConnection connection) {
        connections.remove(connection);
    }

    /// Does what other VMs have posted that can concern a load.
    void catchUpOthers(IsmDevice loader, long offset) {
        if (byDevid.size() < 2) {
            return;
        }
        Attachment seen = loader.window().at(offset / host().options().geometry().chunkSize());
        if (seen == null) {
            return;
        }
        for (Attachment other : List.copyOf(seen.region().attachments())) {
            VfioConnection connection = byDevid.get(other.devid());
            if (connection != null && other != seen) {
                connection.catchUp();
            }
        }
    }

    /// Ends all connections so that no VMM is hurt, and listens no more. Does nothing the second
    /// time, or if the host is closed.
    @Override
    public void close() throws IOException {
        try {
            thread.ask(_ -> {
                shutDown();
                return true;
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void shutDown() {
        List<VfioConnection> all = List.copyOf(connections);
        try (Poller rest = Poller.create()) {
            for (UnixListener listener : listeners) {
                thread.poller().remove(listener.fd());
                listener.close();
            }
            listeners.clear();
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
