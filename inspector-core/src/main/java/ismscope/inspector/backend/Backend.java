package ismscope.inspector.backend;

import ismscope.device.model.IsmHost;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.SystemClock;
import ismscope.device.transport.Endpoint;
import ismscope.device.transport.HostThread;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureStream;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.ObservedTap;
import ismscope.inspector.capture.RecorderOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A host on a thread of its own, the endpoints where guests reach it, and those who observe it.
///
/// Tokens are such that nobody can guess them. Thread: one at a time.
public final class Backend implements AutoCloseable {
    private final HostClock clock;
    private final ObservedTap tap;
    private final HostThread host;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final @Nullable CaptureStream recording;

    private Backend(HostClock clock, ObservedTap tap, HostThread host, BackendOptions options)
            throws IOException {
        this.clock = clock;
        this.tap = tap;
        this.host = host;
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
            return new Backend(clock, tap, host, options);
        } catch (IOException e) {
            host.close();
            throw e;
        }
    }

    private CaptureStream record(Path file) throws IOException {
        GrowingFile out = new GrowingFile(file);
        try {
            CaptureStream stream = CaptureStream.open(out, origin(), RecorderOptions.LOSSY);
            join(stream);
            return stream;
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /// {@return who makes the captures of this backend}
    public static CaptureOrigin origin() {
        return CaptureOrigin.here(Map.of("backend", "serve"));
    }

    /// Lets an observer in, who gets the state as it stands and then every record. Any thread.
    ///
    /// @throws IllegalStateException if the backend is closed
    public void join(CaptureStream observer) {
        host.ask(asked -> {
            tap.join(observer, asked::describeTo);
            return 0;
        });
    }

    /// Lets an observer go; the stream is then the caller's, to be closed. Any thread.
    public void leave(CaptureStream observer) {
        host.ask(_ -> {
            tap.leave(observer);
            return 0;
        });
    }

    /// {@return the host, to be asked, and for guests in this process}
    public HostThread host() {
        return host;
    }

    /// {@return records so far, over all observers; any thread}
    public long recordCount() {
        return tap.recordCount();
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
        return recording == null ? Optional.empty() : recording.failure();
    }

    /// Takes no more guests, removes all devices and ends the recording, in this order. Idempotent.
    @Override
    public void close() {
        endpoints.forEach(Backend::close);
        endpoints.clear();
        try {
            host.close();
        } finally {
            if (recording != null) {
                recording.close(clock);
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
