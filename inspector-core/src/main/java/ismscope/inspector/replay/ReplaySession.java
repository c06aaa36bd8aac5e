package ismscope.inspector.replay;

import ismscope.device.tap.HostClock;
import ismscope.inspector.capture.CaptureCopy;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.RecordedFile;
import ismscope.inspector.capture.ThreadEnd;
import ismscope.inspector.session.IndexedCapture;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Path;

/// A recording that is played: its events appear one after the other as if they happened now.
///
/// ```
///  ism-replay                         ism-index
///  recording --reveals up to--> ...-> index, states --> snapshots
/// ```
///
/// It takes the path of a live session: the index follows a capture that grows. Nothing is copied.
/// Thread of the methods: any.
public final class ReplaySession implements Session {
    private final RecordedFile recorded;
    private final RevealedBytes revealed;
    private final ReplayControl control;
    private final IndexedCapture capture;
    private final Thread feeder;

    private ReplaySession(RecordedFile recorded, HostClock clock) {
        this.recorded = recorded;
        revealed = new RevealedBytes(recorded.bytes());
        control = new ReplayControl(clock);
        capture = new IndexedCapture(revealed);
        feeder =
                Thread.ofPlatform()
                        .name("ism-replay")
                        .daemon()
                        .start(new ReplayFeeder(recorded.bytes(), revealed, control));
    }

    /// Opens a recording, paused before its first event.
    ///
    /// @param clock says how much time has passed
    /// @throws CaptureException with a sentence for people, if it cannot be read or is no capture
    public static ReplaySession open(Path file, HostClock clock) throws CaptureException {
        return new ReplaySession(RecordedFile.open(file), clock);
    }

    /// {@return the keys: play, pause, speed, step, seek}
    public ReplayControl control() {
        return control;
    }

    /// {@return how much of the file is shown, 0 to 1}
    public double progress() {
        long length = recorded.bytes().length();
        return length == 0 ? 1 : (double) revealed.length() / length;
    }

    /// Shows this much of the file at once; then goes on, or stays paused, as before. What is shown
    /// already stays.
    ///
    /// @param share 0 to 1
    public void reveal(double share) {
        control.seekByte((long) (Math.clamp(share, 0.0, 1.0) * recorded.bytes().length()));
    }

    @Override
    public SessionSnapshot snapshot() {
        return capture.snapshot();
    }

    @Override
    public String name() {
        return recorded.name();
    }

    /// [Session.Status#REPLAYING] until the last event is shown.
    @Override
    public Status status() {
        Status status = capture.status();
        return status == Status.LOADING ? Status.REPLAYING : status;
    }

    @Override
    public String notice() {
        return capture.notice(recorded.trouble());
    }

    @Override
    public Path file() {
        return recorded.path();
    }

    /// Waits until all of the recording is shown and indexed.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    public void awaitEnd() throws InterruptedException {
        capture.awaitEnd();
    }

    /// Writes what is shown of the recording.
    @Override
    public void saveTo(Path target) throws IOException {
        CaptureCopy.write(revealed, target);
    }

    @Override
    public void close() {
        control.close();
        ThreadEnd.await(feeder);
        capture.close();
        recorded.close();
    }
}
