package ismscope.app.cli;

import ismscope.inspector.export.EventFilter;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.util.PrimitiveIterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// Prints the events of a session that goes on, each once. Owned by one thread.
final class LivePrinter {
    private static final long LOOK_MILLIS = 50;

    private final Session session;
    private final Console console;
    private final Printers printers;
    private long shown;
    private long left;

    /// How events are printed.
    interface Printers {
        /// {@return a printer for the events that are there now}
        EventPrinter of(SessionSnapshot snapshot);

        /// {@return which of them are meant}
        EventFilter wanted(SessionSnapshot snapshot) throws CommandFailure;
    }

    /// @param count events to print at most
    LivePrinter(Session session, Console console, Printers printers, long count) {
        this.session = session;
        this.console = console;
        this.printers = printers;
        left = count;
    }

    /// Prints what comes, until the session ends, `end` is counted down or enough is printed.
    void follow(CountDownLatch end) throws CommandFailure, InterruptedException {
        boolean more = true;
        while (more && left > 0) {
            more =
                    !end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                            && session.status() == Session.Status.LIVE;
            print();
        }
    }

    /// Prints what has come since.
    void print() throws CommandFailure {
        SessionSnapshot snapshot = session.snapshot();
        EventFilter wanted = printers.wanted(snapshot);
        PrimitiveIterator.OfLong events =
                LongStream.range(shown, snapshot.eventCount())
                        .filter(event -> wanted.accepts(snapshot, event))
                        .limit(left)
                        .peek(_ -> left--)
                        .iterator();
        printers.of(snapshot).print(console, events);
        console.flush();
        shown = snapshot.eventCount();
    }
}
