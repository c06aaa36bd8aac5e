package ismscope.inspector.control;

import ismscope.device.os.Poller;
import ismscope.device.os.UnixSocket;
import ismscope.inspector.capture.ThreadEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The two sockets of a backend: its capture as a stream, and the control protocol.
///
/// The thread `ism-control` accepts, reads and answers; it asks the host, and the host never waits
/// for it. Thread of the methods: any.
public final class ControlServer implements AutoCloseable {
    /// Between two looks at peers that are behind with reading.
    private static final int RETRY_MILLIS = 20;

    /// What is on its way to an inspector when the backend ends may take so long.
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final ControlOptions options;
    private final ObservedHost observed;
    private final Runnable quit;
    private final Poller poller;
    private final Entrance control;
    private final Entrance capture;
    private final GuestCommands guests;
    private final CommandTable commands;
    private final List<ControlPeer> peers = new ArrayList<>();
    private final List<Inspector> inspectors = new ArrayList<>();

    /// Those that have gone, and that the host still writes for.
    private final List<Inspector> leaving = new ArrayList<>();

    private final Thread thread;
    private volatile boolean stopping;

    private ControlServer(
            ControlOptions options, ObservedHost observed, Runnable quit, Sockets sockets)
            throws IOException {
        this.options = options;
        this.observed = observed;
        this.quit = quit;
        poller = sockets.poller;
        control = sockets.control;
        capture = sockets.capture;
        List<ControlCommand> all = new ArrayList<>(new QueryCommands(observed).all());
        all.addAll(new RegionCommands(observed).all());
        all.addAll(new CaptureCommands(observed, this::toldInspectors, this::announce).all());
        guests = new GuestCommands(observed);
        all.addAll(guests.all());
        all.addAll(new HumanMonitor(observed).all());
        all.add(ControlCommand.answering("quit", _ -> quit()));
        commands = new CommandTable(all);
        poller.add(control.fd(), this::acceptPeer);
        poller.add(capture.fd(), this::acceptInspector);
        thread = Thread.ofPlatform().name("ism-control").daemon().start(this::serve);
    }

    private record Sockets(Poller poller, Entrance control, Entrance capture) {}

    /// Listens.
    ///
    /// @param quit ends the backend; called when a peer asks for it, must not wait
    /// @throws IOException with a sentence for people: the folder is not private, a path is in use
    public static ControlServer open(ControlOptions options, ObservedHost observed, Runnable quit)
            throws IOException {
        PrivateFolder.prepare(options.folder(), !options.allowedUsers().isEmpty());
        Entrance control = Entrance.open(options, ControlOptions.CONTROL);
        Entrance capture = null;
        Poller poller = null;
        try {
            capture = Entrance.open(options, ControlOptions.CAPTURE);
            poller = Poller.create();
            return new ControlServer(
                    options, observed, quit, new Sockets(poller, control, capture));
        } catch (IOException e) {
            control.close();
            if (capture != null) {
                capture.close();
            }
            if (poller != null) {
                poller.close();
            }
            throw e;
        }
    }

    private void serve() {
        try {
            while (!stopping) {
                poller.await(isSomebodyBehind() ? RETRY_MILLIS : Poller.FOREVER);
                flush();
                leaving.removeIf(ControlServer::isGone);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the control thread cannot wait for its sockets", e);
        } finally {
            end();
        }
    }

    private boolean isSomebodyBehind() {
        return !leaving.isEmpty() || peers.stream().anyMatch(ControlPeer::isBehind);
    }

    private static boolean isGone(Inspector inspector) {
        if (inspector.hasLeft()) {
            inspector.close(Duration.ZERO);
        }
        return inspector.hasLeft();
    }

    private void flush() {
        for (ControlPeer peer : List.copyOf(peers)) {
            attend(peer, peer.isBehind() ? peer::flush : () -> true);
        }
    }

    private void acceptPeer() {
        UnixSocket socket = control.accept(peers.size() < options.limits().peers());
        if (socket == null) {
            return;
        }
        ControlPeer peer = new ControlPeer(socket, commands, options.limits());
        peers.add(peer);
        attend(
                peer,
                () -> {
                    poller.add(socket.fd(), () -> attend(peer, peer::receive));
                    peer.send(ControlJson.line(commands.greeting(), null), null);
                    return peer.flush();
                });
    }

    private void acceptInspector() {
        UnixSocket socket = capture.accept(inspectors.size() < options.limits().inspectors());
        if (socket == null) {
            return;
        }
        try {
            Inspector inspector = Inspector.join(socket, observed, options.limits());
            inspectors.add(inspector);
            poller.add(socket.fd(), () -> attend(inspector));
            announce("INSPECTOR_JOINED", inspector.told());
        } catch (IOException | IllegalStateException _) {
            Entrance.turnAway(socket);
        }
    }

    /// One turn of a connection.
    private interface Turn {
        /// {@return whether it goes on}
        boolean take() throws IOException;
    }

    private void attend(ControlPeer peer, Turn turn) {
        boolean goesOn = false;
        try {
            goesOn = turn.take();
        } catch (IOException _) {
            // Its connection broke, which is its end.
        }
        if (!goesOn && peers.remove(peer)) {
            forget(peer.socket());
            peer.close();
        }
    }

    private void attend(Inspector inspector) {
        boolean goesOn = false;
        try {
            goesOn = inspector.receive();
        } catch (IOException _) {
            // Its connection broke, which is its end.
        }
        if (!goesOn && inspectors.remove(inspector)) {
            Map<String, Object> told = inspector.told();
            forget(inspector.socket());
            inspector.leave();
            leaving.add(inspector);
            announce("INSPECTOR_LEFT", told);
        }
    }

    private void forget(UnixSocket socket) {
        try {
            poller.remove(socket.fd());
        } catch (IOException _) {
            // It was not watched yet.
        }
    }

    private List<Map<String, Object>> toldInspectors() {
        return inspectors.stream().map(Inspector::told).toList();
    }

    /// Sends an event to all control connections.
    private void announce(String event, Map<String, Object> data) {
        String line = ControlJson.event(event, data, observed.clock().epochNanos());
        peers.forEach(peer -> peer.send(line, null));
    }

    private Object quit() {
        announce("SHUTDOWN", new LinkedHashMap<>());
        quit.run();
        return Map.of();
    }

    private void end() {
        guests.close();
        try {
            control.close();
            capture.close();
            inspectors.forEach(inspector -> inspector.close(LAST_WORDS));
            inspectors.clear();
            leaving.forEach(inspector -> inspector.close(Duration.ZERO));
            leaving.clear();
            flush();
            peers.forEach(ControlPeer::close);
            peers.clear();
            poller.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends all connections; inspectors get what is on its way to them, if they take it soon.
    /// Idempotent.
    @Override
    public void close() {
        if (!thread.isAlive()) {
            return;
        }
        stopping = true;
        poller.wake();
        ThreadEnd.await(thread);
    }
}
