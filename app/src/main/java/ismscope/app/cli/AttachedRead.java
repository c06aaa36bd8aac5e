package ismscope.app.cli;

import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.control.BackendConnection;
import ismscope.inspector.session.AttachedSession;
import ismscope.inspector.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// `ismscope read -i`: a running backend, printed as it goes or recorded.
///
/// @param time how long to look, null until the backend ends or Ctrl+C
/// @param count events to print at most
record AttachedRead(BackendAddress address, Console console, @Nullable Duration time, long count) {
    /// Prints each event once.
    int print(LivePrinter.Printers printers) throws CommandFailure, InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (AttachedSession session = attach(address, Optional.empty());
                StopOnSignal _ = new StopOnSignal(end::countDown, time)) {
            new LivePrinter(session, console, printers, count).follow(end);
            return told(session, console);
        }
    }

    /// Records into a file.
    int record(Path file) throws CommandFailure, InterruptedException {
        try (AttachedSession session = attach(address, Optional.of(file));
                StopOnSignal _ = new StopOnSignal(session::stop, time)) {
            session.awaitEnd();
            console.tell("%d events in %s.".formatted(session.snapshot().eventCount(), file));
            return told(session, console);
        }
    }

    /// {@return the session of a running backend}
    ///
    /// @param file keeps its capture
    /// @throws CommandFailure if there is no backend, or the file cannot be written
    static AttachedSession attach(BackendAddress address, Optional<Path> file)
            throws CommandFailure {
        BackendConnection connection;
        try {
            connection = BackendConnection.open(address);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNREADABLE, Failures.reason(e) + ".");
        }
        try {
            return AttachedSession.follow(connection, file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "%s cannot be written: %s."
                            .formatted(
                                    file.map(Path::toString).orElse("the capture"),
                                    Failures.reason(e)));
        }
    }

    /// Tells what the session has to say in the end.
    ///
    /// @throws CommandFailure if it failed
    static int told(AttachedSession session, Console console) throws CommandFailure {
        if (session.status() == Session.Status.FAILED) {
            throw new CommandFailure(ExitCode.FAILED, session.notice() + ".");
        }
        if (!session.notice().isEmpty()) {
            console.tell(session.notice() + ".");
        }
        return ExitCode.DONE;
    }
}
