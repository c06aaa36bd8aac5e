package ismscope.app.cli;

import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;

/// A recording that is read as a whole.
final class OpenRecording implements AutoCloseable {
    private final RecordingSession session;

    private OpenRecording(RecordingSession session) {
        this.session = session;
    }

    /// Opens a capture and waits until all of it is indexed. What is wrong with a capture that can
    /// still be read is told to the user.
    ///
    /// @throws CommandFailure [ExitCode#UNREADABLE], if there is nothing to read
    static OpenRecording of(Path file, Console console)
            throws CommandFailure, InterruptedException {
        return of(file, console, RecordingSession::open);
    }

    /// The same for its events alone, see [RecordingSession#openEvents].
    ///
    /// @throws CommandFailure [ExitCode#UNREADABLE], if there is nothing to read
    static OpenRecording ofEvents(Path file, Console console)
            throws CommandFailure, InterruptedException {
        return of(file, console, RecordingSession::openEvents);
    }

    private interface Opener {
        RecordingSession open(Path file) throws CaptureException;
    }

    private static OpenRecording of(Path file, Console console, Opener opener)
            throws CommandFailure, InterruptedException {
        InputFile.check(file);
        try {
            OpenRecording recording = new OpenRecording(opener.open(file));
            recording.session.awaitEnd();
            recording.tellNotice(file, console);
            return recording;
        } catch (CaptureException e) {
            throw InputFile.unreadable(e.getMessage() + ".");
        }
    }

    private void tellNotice(Path file, Console console) throws CommandFailure {
        if (session.status() == Session.Status.FAILED) {
            session.close();
            throw InputFile.unreadable("%s: %s.".formatted(file, session.notice()));
        }
        if (!session.notice().isEmpty()) {
            console.tell("%s: %s.".formatted(file, session.notice()));
        }
    }

    SessionSnapshot snapshot() {
        return session.snapshot();
    }

    @Override
    public void close() {
        session.close();
    }
}
