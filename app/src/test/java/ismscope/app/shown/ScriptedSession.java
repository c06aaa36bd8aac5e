package ismscope.app.shown;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import ismscope.inspector.session.IndexedCapture;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A live session whose records a test writes itself, through the real recorder, file and index;
/// one millisecond passes with each record.
public final class ScriptedSession implements Session {
    private static final long TICK_NANOS = 1_000_000;
    private final GrowingFile file;
    private final CaptureRecorder recorder;
    private final IndexedCapture capture;
    private long recorded;

    /// Starts with no event.
    public ScriptedSession() {
        try {
            file = new GrowingFile(Files.createTempFile("scripted-", ".pcapng"));
            recorder =
                    CaptureRecorder.start(
                            file,
                            CaptureOrigin.here(Map.of()),
                            new TickingClock(),
                            RecorderOptions.LOSSLESS);
            capture = new IndexedCapture(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class TickingClock implements HostClock {
        private long now = 1_700_000_000_000_000_000L;

        @Override
        public long epochNanos() {
            return now += TICK_NANOS;
        }

        @Override
        public void sleep(Duration time) {
            now += time.toNanos();
        }
    }

    /// Adds an event. Thread: the test's.
    public void record(int device, long flow, long token, TapRecord record) {
        recorder.record(device, flow, token, record);
        recorded++;
    }

    /// {@return the session, once all that was recorded is in its snapshot}
    public ScriptedSession indexed() {
        while (snapshot().eventCount() < recorded) {
            LockSupport.parkNanos(200_000);
        }
        return this;
    }

    /// {@return the recorder, to be handed to a host}
    public DeviceTap tap() {
        return recorder;
    }

    @Override
    public SessionSnapshot snapshot() {
        return capture.snapshot();
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public Status status() {
        return capture.end().isEmpty() ? Status.LIVE : Status.COMPLETE;
    }

    @Override
    public String notice() {
        return "";
    }

    @Override
    public Path file() {
        return file.path();
    }

    @Override
    public void saveTo(Path target) throws IOException {
        Files.copy(file.path(), target);
    }

    @Override
    public void close() {
        recorder.close();
        capture.close();
        try {
            Files.deleteIfExists(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
