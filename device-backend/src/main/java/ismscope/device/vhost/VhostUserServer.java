package ismscope.device.vhost;

import ismscope.device.model.IsmHost;
import ismscope.device.os.UnixListener;
import ismscope.device.os.UnixSocket;
import ismscope.device.transport.Endpoint;
import ismscope.device.transport.HostThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A vhost-user back-end: every front-end that connects to its socket gets a device on the host.
///
/// Front-ends are QEMU with `vhost-user-test-device-pci`, and process peers
/// ([ismscope.device.peer.PeerBus]). Thread: any; what is served is served by the host's own.
public final class VhostUserServer implements Endpoint {
    /// Connections that are accepted in one turn.
    private static final int TURN = 32;

    private final Path path;
    private final String name;
    private final Consumer<String> log;
    private final Set<VhostConnection> connections = new LinkedHashSet<>();
    private @Nullable Listening open;
    private @Nullable Serving serving;
    private int connected;
    private boolean listening;
    private boolean closing;

    /// Where it listens, and whose thread serves.
    private record Listening(HostThread thread, UnixListener listener) {}

    /// A server that does not listen yet.
    ///
    /// @param path of the socket
    /// @param name of the first guest; the others have a number behind it
    /// @param log gets a sentence for people when a front-end is disconnected for what it did;
    ///   called by the host's thread
    public VhostUserServer(Path path, String name, Consumer<String> log) {
        this.path = path;
        this.name = name;
        this.log = log;
    }

    @Override
    public String description() {
        return "vhost-user at %s, as %s".formatted(path, name);
    }

    @Override
    public void open(HostThread thread) throws IOException {
        UnixListener listener = UnixListener.open(path);
        open = new Listening(thread, listener);
        boolean done = false;
        try {
            thread.ask(this::listen);
            done = true;
        } catch (UncheckedIOException e) {
            throw new IOException("cannot serve %s".formatted(path), e);
        } finally {
            if (!done) {
                open = null;
                listener.close();
            }
        }
    }

    private Listening listening() {
        Listening present = open;
        if (present == null) {
            throw new IllegalStateException("it does not listen: " + path);
        }
        return present;
    }

    private boolean listen(IsmHost host) {
        HostThread thread = listening().thread;
        serving = new Serving(thread, host, new NotifyPoller(thread.poller()), log);
        return watch();
    }

    private boolean watch() {
        Listening at = listening();
        try {
            at.thread.poller().add(at.listener.fd(), () -> accept(at.listener));
            listening = true;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(UnixListener listener) {
        try {
            for (int i = 0; i < TURN; i++) {
                UnixSocket socket = listener.accept();
                if (socket == null) {
                    return;
                }
                serve(socket);
            }
        } catch (IOException e) {
            // Too many open files: it would be tried again and again. It is when one has gone.
            pause(e);
        }
    }

    private void serve(UnixSocket socket) throws IOException {
        Serving present = serving;
        if (present == null) {
            throw new IllegalStateException("nothing is served: " + path);
        }
        connected++;
        String guest = connected == 1 ? name : "%s-%d".formatted(name, connected);
        VhostConnection connection = new VhostConnection(socket, present, guest, this::ended);
        connections.add(connection);
        connection.start();
    }

    private void pause(IOException reason) {
        log.accept("no further front-end can connect now: " + reason.getMessage());
        Listening at = listening();
        try {
            at.thread.poller().remove(at.listener.fd());
            listening = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ended(VhostConnection connection) {
        connections.remove(connection);
        if (!listening && !closing) {
            watch();
        }
    }

    /// {@return the socket's path}
    public Path path() {
        return path;
    }

    /// {@return front-ends that are connected}
    public int connections() {
        return listening().thread.ask(_ -> connections.size());
    }

    @Override
    public void close() throws IOException {
        Listening present = open;
        if (present != null) {
            present.thread.ask(_ -> disconnectAll(present));
            open = null;
            present.listener.close();
        }
    }

    private boolean disconnectAll(Listening present) {
        closing = true;
        try {
            present.thread.poller().remove(present.listener.fd());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List.copyOf(connections).forEach(connection -> connection.close(true));
        return true;
    }
}
