package ismscope.inspector.session;

import ismscope.device.model.HostOptions;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapRecord;
import ismscope.device.transport.Endpoint;
import ismscope.device.vfio.VfioPeers;
import ismscope.inspector.backend.Backend;
import ismscope.inspector.backend.BackendOptions;
import ismscope.inspector.backend.GuestSocket;
import ismscope.inspector.capture.CaptureCopy;
import ismscope.inspector.capture.CaptureStream;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import ismscope.inspector.control.ObservedHost;
import ismscope.inspector.state.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A host in this process that serves guests from outside, as `ismscope serve` does, recorded and
/// indexed as it goes.
///
/// ```
///  VMs, processes      ism-host      ism-capture           ism-index
///  sockets ----------> host, tap --> ring --> file ------> index, states --> snapshots
/// ```
///
/// Thread of the methods: any.
public final class ServingSession implements Session {
    private final Backend backend;
    private final GrowingFile file;
    private final CaptureStream stream;
    private final IndexedCapture capture;
    private final VfioPeers peers = new VfioPeers();
    private final List<GuestSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile String said = "";
    private volatile String failure = "";

    private ServingSession(Backend backend, GrowingFile file, CaptureStream stream) {
        this.backend = backend;
        this.file = file;
        this.stream = stream;
        capture = new IndexedCapture(file);
        backend.observed().join(stream);
    }

    /// Starts a host that nobody can reach yet. Its capture is a temporary file, gone when the
    /// session closes.
    ///
    /// @throws IOException if the file cannot be written, or the system refuses descriptors
    public static ServingSession start() throws IOException {
        Path path = TemporaryCapture.create();
        GrowingFile file = new GrowingFile(path);
        try {
            CaptureStream stream =
                    CaptureStream.open(file, ObservedHost.origin(), RecorderOptions.LOSSY);
            Backend backend = Backend.start(BackendOptions.of(HostOptions.usual()));
            return new ServingSession(backend, file, stream);
        } catch (IOException e) {
            file.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /// Begins to take guests at a socket, and puts a note about it into the capture.
    ///
    /// @throws IOException with a sentence for people: the path is too long or in use, may not be
    ///   written
    /// @throws IllegalStateException if the session has ended
    public synchronized void open(GuestSocket socket) throws IOException {
        Endpoint endpoint = socket.endpoint(peers, sentence -> said = sentence);
        backend.open(endpoint);
        sockets.add(socket);
        backend.host()
                .ask(_ -> {
                    TapRecord note = new TapRecord.Mark(endpoint.description());
                    backend.observed().tap().record(DeviceTap.HOST, 0, 0, note);
                    return 0;
                });
    }

    /// {@return where guests come in, oldest first}
    public List<GuestSocket> sockets() {
        return List.copyOf(sockets);
    }

    /// {@return names of guests that are served and not there, in a state of this session}
    public List<String> awaited(SessionState state) {
        List<String> there =
                state.devices().values().stream()
                        .filter(SessionState.DeviceState::present)
                        .map(SessionState.DeviceState::name)
                        .toList();
        return sockets.stream()
                .map(GuestSocket::name)
                .filter(name -> !there.contains(name))
                .toList();
    }

    /// Lets all guests go; what was captured can still be looked at. Idempotent.
    public synchronized void stop() {
        backend.close();
        stream.close(backend.observed().clock());
    }

    @Override
    public SessionSnapshot snapshot() {
        return capture.snapshot();
    }

    @Override
    public String name() {
        return "attached VMs";
    }

    @Override
    public Status status() {
        if (capture.end().isEmpty()) {
            return Status.LIVE;
        }
        return trouble().isEmpty() ? Status.COMPLETE : Status.FAILED;
    }

    /// {@return while it goes on, what an endpoint said last: who came, went or was refused}
    @Override
    public String notice() {
        String trouble = trouble();
        return trouble.isEmpty() && status() == Status.LIVE ? said : capture.notice(trouble);
    }

    private String trouble() {
        return stream.failure()
                .map(e ->
                        "the capture ends here, its file cannot be written: "
                                + e.getMessage()
                                + failure)
                .orElse(failure);
    }

    @Override
    public Path file() {
        return file.path();
    }

    @Override
    public void saveTo(Path target) throws IOException {
        CaptureCopy.write(file, target);
    }

    @Override
    public void close() {
        stop();
        capture.close();
        String trouble = TemporaryCapture.remove(file.path());
        failure = trouble.isEmpty() ? failure : trouble;
    }
}
