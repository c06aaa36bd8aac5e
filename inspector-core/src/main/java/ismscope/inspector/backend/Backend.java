package ismscope.inspector.backend;

import ismscope.device.model.AccessOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.SystemClock;
import ismscope.device.transport.Endpoint;
import ismscope.device.transport.HostThread;
import ismscope.inspector.capture.CaptureStream;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.ObservedTap;
import ismscope.inspector.capture.RecorderOptions;
import ismscope.inspector.control.ControlOptions;
import ismscope.inspector.control.ControlServer;
import ismscope.inspector.control.ObservedHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A host on a thread of its own, the endpoints where guests reach it, and those who observe it.
///
/// Tokens are such that nobody can guess them. Thread: one at a time.
public final class Backend implements AutoCloseable {
    private final ObservedHost observed;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final @Nullable CaptureStream recording;
    private @Nullable ControlServer control;

    private Backend(ObservedHost observed, BackendOptions options) throws IOException {
        this.observed = observed;
        recording = options.recording().isEmpty() ? null : record(options.recording().get());
    }

    /// Starts a host that nobody can reach yet.
    ///
    /// @throws IOException if the recording cannot be written, or the system refuses descriptors
    public static Backend start(BackendOptions options) throws IOException {
        HostClock clock = new SystemClock();
        ObservedTap tap = new ObservedTap(clock);
        HostThread host =
                HostThread.serving(new IsmHost(options.host(), tap, clock, TokenSource.secure()));
        try {
            return new Backend(new ObservedHost(host, tap, clock), options);
        } catch (IOException e) {
            host.close();
            throw e;
        }
    }

    private CaptureStream record(Path file) throws IOException {
        GrowingFile out = new GrowingFile(file);
        try {
            CaptureStream stream =
                    CaptureStream.open(out, ObservedHost.origin(), RecorderOptions.LOSSY);
            observed.join(stream);
            return stream;
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /// {@return the host as its observers see it}
    public ObservedHost observed() {
        return observed;
    }

    /// {@return the host, to be asked, and for guests in this process}
    public HostThread host() {
        return observed.host();
    }

    /// Says which trapped accesses are recorded from now on; all, unless told otherwise.
    public void recordAccesses(AccessOptions options) {
        observed.host()
                .ask(host -> {
                    host.recordAccesses(options);
                    return 0;
                });
    }

    /// Opens an endpoint, which is closed with the backend.
    ///
    /// @throws IOException with a sentence for people
    public void open(Endpoint endpoint) throws IOException {
        endpoint.open(observed.host());
        endpoints.add(endpoint);
    }

    /// Lets inspectors in, until the backend is closed.
    ///
    /// @param quit asks whoever owns the backend to close it; must not wait
    /// @throws IOException with a sentence for people
    public void control(ControlOptions options, Runnable quit) throws IOException {
        control = ControlServer.open(options, observed, quit);
    }

    /// {@return why the recording takes no more records, empty while it does and if there is none}
    public Optional<IOException> recordingFailure() {
        return recording == null ? Optional.empty() : recording.failure();
    }

    /// Takes no more guests, removes all devices, lets inspectors go and ends the recording, in
    /// this order. Idempotent.
    @Override
    public void close() {
        endpoints.forEach(Backend::close);
        endpoints.clear();
        try {
            observed.host().close();
        } finally {
            if (control != null) {
                control.close();
            }
            if (recording != null) {
                recording.close(observed.clock());
            }
        }
    }

    private static void close(Endpoint endpoint) {
        try {
            endpoint.close();
        } catch (IOException _) {
            // A socket's path that stays behind is replaced by the next who listens there.
        }
    }
}
