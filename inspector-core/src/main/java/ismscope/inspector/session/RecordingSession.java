package ismscope.inspector.session;

import ismscope.inspector.capture.CaptureCopy;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.RecordedFile;
import java.io.IOException;
import java.nio.file.Path;

/// A capture file, opened. It is indexed in the background: the snapshot grows while the session is
/// [Session.Status#LOADING].
public final class RecordingSession implements Session {
    private final RecordedFile recorded;
    private final IndexedCapture capture;

    private RecordingSession(RecordedFile recorded, boolean deep) {
        this.recorded = recorded;
        capture = new IndexedCapture(recorded.bytes(), deep);
    }

    /// Opens a capture: pcapng, plain or compressed as `.gz` or `.zst`.
    ///
    /// @throws CaptureException with a sentence for people, if it cannot be read or is no capture
    public static RecordingSession open(Path file) throws CaptureException {
        return new RecordingSession(RecordedFile.open(file), true);
    }

    /// Opens a capture for its events alone: asking its snapshots for a state or the bytes of a
    /// region throws [IllegalStateException], and there are no findings. Twice as quick.
    ///
    /// @throws CaptureException with a sentence for people, if it cannot be read or is no capture
    public static RecordingSession openEvents(Path file) throws CaptureException {
        return new RecordingSession(RecordedFile.open(file), false);
    }

    @Override
    public SessionSnapshot snapshot() {
        return capture.snapshot();
    }

    @Override
    public String name() {
        return recorded.name();
    }

    @Override
    public Status status() {
        return capture.status();
    }

    @Override
    public String notice() {
        return capture.notice(recorded.trouble());
    }

    @Override
    public Path file() {
        return recorded.path();
    }

    /// Waits until all of the file is indexed.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    public void awaitEnd() throws InterruptedException {
        capture.awaitEnd();
    }

    @Override
    public void saveTo(Path target) throws IOException {
        CaptureCopy.write(recorded.bytes(), target);
    }

    @Override
    public void close() {
        capture.close();
        recorded.close();
    }
}
