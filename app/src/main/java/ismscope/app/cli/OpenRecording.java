package ismscope.app.cli;

import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.time.Duration;

/// A recording that is read as a whole.
final class OpenRecording implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final RecordingSession session;

    private OpenRecording(RecordingSession session) {
        this.session = session;
    }

    /// Opens a capture and waits until all of it is indexed, which tells how far it is if it takes
    /// longer than a second, and which Ctrl+C ends. What is wrong with a capture that can still be
    /// read is told to the user.
    ///
    /// @throws CommandFailure [ExitCode#UNREADABLE], if there is nothing to read;
    ///   [ExitCode#FAILED], if it was cancelled
    static OpenRecording of(Path file, Console console)
            throws CommandFailure, InterruptedException {
        return of(file, console, RecordingSession::open);
    }

    /// The same for its events alone, see [RecordingSession#openEvents].
    ///
    /// @throws CommandFailure as [#of] does
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
        // Before the file is opened: Ctrl+C may come at once.
        try (LongWork work = LongWork.reading(file, console)) {
            OpenRecording recording = new OpenRecording(opener.open(file));
            try {
                recording.await(work, file);
                recording.tellNotice(file, console);
            } catch (CommandFailure | InterruptedException e) {
                recording.close();
                throw e;
            }
            return recording;
        } catch (CaptureException e) {
            throw InputFile.unreadable(e.getMessage() + ".");
        }
    }

    private void await(LongWork work, Path file) throws CommandFailure, InterruptedException {
        boolean ended;
        do {
            ended = session.awaitEnd(LOOK);
            if (!work.advance(session.snapshot().eventCount())) {
                throw work.cancelledReading(file);
            }
        } while (!ended);
    }

    private void tellNotice(Path file, Console console) throws CommandFailure {
        if (session.status() == Session.Status.FAILED) {
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
