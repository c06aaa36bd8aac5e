package ismscope.app.cli;

import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.session.AttachedSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// `ismscope check -i`: findings of a running backend, told as they arise.
///
/// @param time how long to look, null until the backend ends or Ctrl+C
/// @param told takes each finding once, with a snapshot that has its events
record AttachedCheck(
        BackendAddress address,
        Console console,
        @Nullable Duration time,
        BiConsumer<SessionSnapshot, Finding> told) {
    private static final long LOOK_MILLIS = 50;

    /// {@return the session as it was in the end, all its findings told}
    SessionSnapshot run() throws CommandFailure, InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (AttachedSession session = AttachedRead.attach(address, Optional.empty());
                StopOnSignal _ = new StopOnSignal(end::countDown, time)) {
            int place = 0;
            boolean more = true;
            while (more) {
                more =
                        !end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                                && session.status() == Session.Status.LIVE;
                if (!more) {
                    session.stop();
                    session.awaitEnd();
                }
                place = tell(session.snapshot(), place);
            }
            AttachedRead.told(session, console);
            return session.snapshot();
        }
    }

    private int tell(SessionSnapshot snapshot, int from) {
        Findings findings = snapshot.findings();
        for (int place = from; place < findings.size(); place++) {
            told.accept(snapshot, findings.get(place));
        }
        console.flush();
        return findings.size();
    }
}
