package ismscope.bench;

import ismscope.device.tap.SystemClock;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A recorder into a file that nobody wants to keep. It never waits, so whoever measures begins
/// with an empty ring that has room for all that will be recorded.
final class TemporaryCapture implements AutoCloseable {
    private final Path file = Files.createTempFile("ismscope-bench-", ".pcapng");
    private final CaptureRecorder recorder =
            CaptureRecorder.start(
                    new GrowingFile(file),
                    CaptureOrigin.UNKNOWN,
                    new SystemClock(),
                    RecorderOptions.LOSSY);

    TemporaryCapture() throws IOException {}

    CaptureRecorder recorder() {
        return recorder;
    }

    /// Waits until everything recorded so far is in the file.
    void awaitEmpty() {
        while (recorder.backlog() > 0) {
            LockSupport.parkNanos(10_000);
        }
    }

    /// @throws IllegalStateException if a record was lost: what was measured is then worth nothing
    @Override
    public void close() throws IOException {
        recorder.close();
        Files.delete(file);
        if (recorder.lostCount() > 0 || recorder.failure().isPresent()) {
            throw new IllegalStateException("lost=" + recorder.lostCount());
        }
    }
}
