package ismscope.app.jump;

import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.device.tap.Severity;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.session.SessionSnapshot;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/// Finds the next event of some kind and goes there; the search runs beside the window, and a new
/// search replaces one that has not begun.
///
/// Thread: FX.
public final class EventSearch {
    private final SessionModel model;
    private final LatestTask<Long> searching = LatestTask.onOwnThread("event-search");
    private final Consumer<String> nothingFound;

    /// Wires the search.
    ///
    /// @param nothingFound is told the key of a sentence when there is no such event
    public EventSearch(SessionModel model, Consumer<String> nothingFound) {
        this.model = model;
        this.nothingFound = nothingFound;
    }

    /// {@return the session in which it searches}
    SessionModel model() {
        return model;
    }

    /// Goes to the next or previous finding that is a warning or an error, and shows its proof.
    public void finding(boolean forward) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null) {
            return;
        }
        Findings findings = snapshot.findings();
        int from = placeBeside(findings, forward);
        int found =
                forward
                        ? findings.next(from, Severity.WARN)
                        : findings.previous(from, Severity.WARN);
        if (found >= 0) {
            model.show(findings.get(found));
        } else {
            nothingFound.accept("search.no_finding");
        }
    }

    /// Of several findings at one event each is a step of its own.
    private int placeBeside(Findings findings, boolean forward) {
        long current = model.currentEvent();
        Finding shown = model.finding();
        if (shown != null && shown.event() == current) {
            int place = findings.placeOf(current);
            while (place < findings.size() && !findings.get(place).equals(shown)) {
                place++;
            }
            return forward ? place + 1 : place - 1;
        }
        return forward ? findings.placeOf(current + 1) : findings.placeOf(current) - 1;
    }

    /// Goes to the next or previous mark.
    public void mark(boolean forward) {
        long current = model.currentEvent();
        long marked = forward ? model.marks().after(current) : model.marks().before(current);
        if (marked >= 0) {
            model.goTo(marked);
        } else {
            nothingFound.accept("search.no_mark");
        }
    }

    /// Goes to the next or previous event of the selected region.
    public void ofToken(boolean forward) {
        long token = model.selection().token();
        if (token != 0) {
            search(
                    forward,
                    (snapshot, event) -> snapshot.token(event) == token,
                    "search.no_more_of_token");
        } else {
            nothingFound.accept("search.no_token");
        }
    }

    /// Goes to the next or previous event of the selected device.
    public void ofDevice(boolean forward) {
        int device = model.selection().device();
        if (device >= 0) {
            search(
                    forward,
                    (snapshot, event) -> snapshot.device(event) == device,
                    "search.no_more_of_device");
        } else {
            nothingFound.accept("search.no_device");
        }
    }

    /// Goes to the next or previous event that belongs together with the current one: what followed
    /// from one command or doorbell.
    public void ofFlow(boolean forward) {
        SessionSnapshot snapshot = model.snapshot();
        long current = model.currentEvent();
        long flow = snapshot == null || current < 0 ? 0 : snapshot.flow(current);
        if (flow != 0) {
            search(forward, (now, event) -> now.flow(event) == flow, "search.no_more_of_flow");
        } else {
            nothingFound.accept("search.no_flow");
        }
    }

    /// Goes to the reply of a request, or to the request of a reply.
    public void counterpart() {
        SessionSnapshot snapshot = model.snapshot();
        long current = model.currentEvent();
        long other = snapshot == null || current < 0 ? -1 : snapshot.counterpart(current);
        if (other >= 0) {
            model.goTo(other);
        } else {
            nothingFound.accept("search.no_counterpart");
        }
    }

    /// {@return the bookmark with this name, or the first bookmark or note with this in its words}
    Optional<JumpTarget> bookmark(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        long whole = model.notes().bookmark(name -> name.toLowerCase(Locale.ROOT).equals(wanted));
        long found = whole >= 0 ? whole : model.notes().withWords(wanted);
        return found < 0 ? Optional.empty() : Optional.of(new JumpTarget.ToEvent(found));
    }

    /// Goes where a person said.
    public void jump(JumpTarget target) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || snapshot.eventCount() == 0) {
            return;
        }
        long start = snapshot.timeNanos(0);
        switch (target) {
            case JumpTarget.ToEvent(long event) -> model.goTo(event);
            case JumpTarget.ByTime(long nanos, boolean relative) ->
                    toTime(
                            snapshot,
                            nanos
                                    + (relative
                                            ? snapshot.timeNanos(Math.max(0, model.currentEvent()))
                                            : start));
            case JumpTarget.AtClock clock -> toTime(snapshot, clock.nanosOnDayOf(start));
            case JumpTarget.ToToken(String digits) ->
                    search(
                            true,
                            (now, event) ->
                                    now.token(event) != 0
                                            && ValueText.token(now.token(event))
                                                    .startsWith("0x" + digits),
                            "search.no_such_token");
        }
    }

    private void toTime(SessionSnapshot snapshot, long nanos) {
        model.goTo(Math.max(0, snapshot.eventAtTime(nanos)));
    }

    private void search(
            boolean forward, BiPredicate<SessionSnapshot, Long> wanted, String notFoundKey) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null) {
            return;
        }
        long from = model.currentEvent();
        searching.ask(
                () -> find(snapshot, from, forward, wanted),
                found -> {
                    if (found >= 0) {
                        model.goTo(found);
                    } else {
                        nothingFound.accept(notFoundKey);
                    }
                });
    }

    private static long find(
            SessionSnapshot snapshot,
            long from,
            boolean forward,
            BiPredicate<SessionSnapshot, Long> wanted) {
        long step = forward ? 1 : -1;
        for (long event = from + step; event >= 0 && event < snapshot.eventCount(); event += step) {
            if (wanted.test(snapshot, event)) {
                return event;
            }
        }
        return -1;
    }
}
