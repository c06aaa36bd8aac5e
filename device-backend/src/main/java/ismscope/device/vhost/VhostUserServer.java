package ismscope.device.vhost;

import ismscope.device.model.IsmHost;
import ismscope.device.os.UnixListener;
import ismscope.device.os.UnixSocket;
import ismscope.device.transport.HostThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A vhost-user back-end: every front-end that connects to its socket gets a device on the host.
///
/// Front-ends are QEMU with `vhost-user-test-device-pci`, and process peers
/// ([ismscope.device.peer.PeerBus]). Thread: any; what is served is served by the host's own.
public final class VhostUserServer implements AutoCloseable {
    /// Connections that are accepted in one turn.
    private static final int TURN = 32;

    private final HostThread thread;
    private final UnixListener listener;
    private final String name;
    private final Consumer<String> log;
    private final Set<VhostConnection> connections = new LinkedHashSet<>();
    private int connected;
    private boolean listening;
    private boolean closing;

    private VhostUserServer(
            HostThread thread, UnixListener listener, String name, Consumer<String> log) {
        this.thread = thread;
        this.listener = listener;
        this.name = name;
        this.log = log;
    }

    /// Listens for front-ends.
    ///
    /// @param thread of a host that serves descriptors ([HostThread#serving])
    /// @param path of the socket
    /// @param name of the first guest; the others have a number behind it
    /// @param log gets a sentence for people when a front-end is disconnected for what it did;
    ///   called by the host's thread
    /// @throws IOException with a sentence for people, if nobody can listen there
    public static VhostUserServer open(
            HostThread thread, Path path, String name, Consumer<String> log) throws IOException {
        UnixListener listener = UnixListener.open(path);
        VhostUserServer server = new VhostUserServer(thread, listener, name, log);
        try {
            thread.ask(host -> server.listen(host));
            return server;
        } catch (UncheckedIOException | IllegalStateException e) {
            listener.close();
            throw new IOException("cannot serve %s".formatted(path), e);
        }
    }

    private boolean listen(IsmHost host) {
        try {
            thread.poller().add(listener.fd(), () -> accept(host));
            listening = true;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(IsmHost host) {
        try {
            for (int i = 0; i < TURN; i++) {
                UnixSocket socket = listener.accept();
                if (socket == null) {
                    return;
                }
                serve(host, socket);
            }
        } catch (IOException e) {
            // Too many open files: it would be tried again and again. It is when one has gone.
            pause(e);
        }
    }

    private void serve(IsmHost host, UnixSocket socket) throws IOException {
        connected++;
        String guest = connected == 1 ? name : "%s-%d".formatted(name, connected);
        VhostConnection connection =
                new VhostConnection(socket, thread, host, guest, log, gone -> ended(host, gone));
        connections.add(connection);
        connection.start();
    }

    private void pause(IOException reason) {
        log.accept("no further front-end can connect now: " + reason.getMessage());
        try {
            thread.poller().remove(listener.fd());
            listening = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ended(IsmHost host, VhostConnection connection) {
        connections.remove(connection);
        if (!listening && !closing) {
            listen(host);
        }
    }

    /// {@return the socket's path}
    public Path path() {
        return listener.path();
    }

    /// {@return front-ends that are connected}
    public int connections() {
        return thread.ask(_ -> connections.size());
    }

    /// Disconnects all front-ends and listens no more. The host must not be closed before.
    @Override
    public void close() throws IOException {
        thread.ask(_ -> disconnectAll());
        listener.close();
    }

    private boolean disconnectAll() {
        closing = true;
        try {
            thread.poller().remove(listener.fd());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List.copyOf(connections).forEach(connection -> connection.close(true));
        return true;
    }
}
