package ismscope.app.cli;

import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.control.BackendConnection;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.session.AttachedSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// `ismscope read -i`: a running backend, printed as it goes or recorded.
///
/// @param time how long to look, null until the backend ends or Ctrl+C
/// @param count events to print at most
record AttachedRead(BackendAddress address, Console console, @Nullable Duration time, long count) {
    private static final long LOOK_MILLIS = 50;

    /// How events are printed.
    interface Printers {
        /// {@return a printer for the events that are there now}
        EventPrinter of(SessionSnapshot snapshot);

        /// {@return which of them are meant}
        EventFilter wanted(SessionSnapshot snapshot) throws CommandFailure;
    }

    /// Prints each event once.
    int print(Printers printers) throws CommandFailure, InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (AttachedSession session = attach(Optional.empty());
                StopOnSignal _ = new StopOnSignal(end::countDown, time)) {
            long shown = 0;
            long left = count;
            boolean more = true;
            while (more && left > 0) {
                more =
                        !end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                                && session.status() == Session.Status.LIVE;
                SessionSnapshot snapshot = session.snapshot();
                EventFilter wanted = printers.wanted(snapshot);
                long[] events =
                        LongStream.range(shown, snapshot.eventCount())
                                .filter(event -> wanted.accepts(snapshot, event))
                                .limit(left)
                                .toArray();
                PrimitiveIterator.OfLong each = LongStream.of(events).iterator();
                printers.of(snapshot).print(console, each);
                console.flush();
                left -= events.length;
                shown = snapshot.eventCount();
            }
            return told(session);
        }
    }

    /// Records into a file.
    int record(Path file) throws CommandFailure, InterruptedException {
        try (AttachedSession session = attach(Optional.of(file));
                StopOnSignal _ = new StopOnSignal(session::stop, time)) {
            session.awaitEnd();
            console.tell("%d events in %s.".formatted(session.snapshot().eventCount(), file));
            return told(session);
        }
    }

    private AttachedSession attach(Optional<Path> file) throws CommandFailure {
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

    private int told(AttachedSession session) throws CommandFailure {
        if (session.status() == Session.Status.FAILED) {
            throw new CommandFailure(ExitCode.FAILED, session.notice() + ".");
        }
        if (!session.notice().isEmpty()) {
            console.tell(session.notice() + ".");
        }
        return ExitCode.DONE;
    }
}
