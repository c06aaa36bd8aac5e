package ismscope.inspector.backend;

import ismscope.device.model.IsmHost;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.SystemClock;
import ismscope.device.transport.Endpoint;
import ismscope.device.transport.HostThread;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A host on a thread of its own, the endpoints where guests reach it, and its recording.
///
/// Tokens are such that nobody can guess them. Thread: one at a time.
public final class Backend implements AutoCloseable {
    private final @Nullable CaptureRecorder recorder;
    private final HostThread host;
    private final List<Endpoint> endpoints = new ArrayList<>();

    private Backend(@Nullable CaptureRecorder recorder, HostThread host) {
        this.recorder = recorder;
        this.host = host;
    }

    /// Starts a host that nobody can reach yet.
    ///
    /// @throws IOException if the recording cannot be written, or the system refuses descriptors
    public static Backend start(BackendOptions options) throws IOException {
        HostClock clock = new SystemClock();
        CaptureRecorder recorder =
                options.recording().isEmpty() ? null : record(options.recording().get(), clock);
        try {
            DeviceTap tap = recorder == null ? DeviceTap.NONE : recorder;
            IsmHost host = new IsmHost(options.host(), tap, clock, TokenSource.secure());
            return new Backend(recorder, HostThread.serving(host));
        } catch (IOException e) {
            if (recorder != null) {
                recorder.close();
            }
            throw e;
        }
    }

    private static CaptureRecorder record(Path file, HostClock clock) throws IOException {
        GrowingFile out = new GrowingFile(file);
        try {
            return CaptureRecorder.start(
                    out,
                    CaptureOrigin.here(Map.of("backend", "serve")),
                    clock,
                    RecorderOptions.LOSSY);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /// {@return the host, to be asked, and for guests in this process}
    public HostThread host() {
        return host;
    }

    /// Opens an endpoint, which is closed with the backend.
    ///
    /// @throws IOException with a sentence for people
    public void open(Endpoint endpoint) throws IOException {
        endpoint.open(host);
        endpoints.add(endpoint);
    }

    /// {@return why the recording takes no more records, empty while it does and if there is none}
    public Optional<IOException> recordingFailure() {
        return recorder == null ? Optional.empty() : recorder.failure();
    }

    /// Takes no more guests, removes all devices and ends the recording, in this order. Idempotent.
    @Override
    public void close() {
        endpoints.forEach(Backend::close);
        endpoints.clear();
        try {
            host.close();
        } finally {
            if (recorder != null) {
                recorder.close();
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
