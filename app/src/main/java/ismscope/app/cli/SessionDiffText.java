package ismscope.app.cli;

import ismscope.inspector.diff.SessionDiff;
import ismscope.inspector.diff.SessionDiff.Difference;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.export.EventListing;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.List;

/// A [SessionDiff] for people: where the sessions part, with what is around that place in both,
/// then the other differences, then how many there are.
///
/// ```
/// the sessions part at vm2: #13 of A is missing in B
///   A     11 0.003114200  vm2       request         DETACH 0x1f2e3d4c… -> OK 3.1 us
///   A >   13 ...
///   B >   13 ...
/// ```
final class SessionDiffText {
    private static final int CONTEXT = 2;
    private static final int MOST_LOOKED_AT = 10_000;

    private final SessionDiff diff;
    private final Side first;
    private final Side second;

    private record Side(String name, SessionSnapshot session, EventListing listing) {
        static Side of(String name, SessionSnapshot session) {
            return new Side(name, session, new EventListing(session, TimeFormat.RELATIVE));
        }

        String number(long event) {
            return "#" + (event + 1) + " of " + name;
        }

        String line(long event, boolean marked) {
            return "  " + name + (marked ? " > " : "   ") + listing.line(event);
        }
    }

    SessionDiffText(SessionDiff diff, SessionSnapshot first, SessionSnapshot second) {
        this.diff = diff;
        this.first = Side.of("A", first);
        this.second = Side.of("B", second);
    }

    void print(Console console) {
        List<Difference> differences = diff.differences();
        if (!differences.isEmpty()) {
            Difference parting = differences.getFirst();
            console.line("The sessions part at " + sentence(parting) + ":");
            context(console, first, parting.first(), parting.kind() != SessionDiff.Kind.ADDED);
            context(console, second, parting.second(), parting.kind() != SessionDiff.Kind.MISSING);
        }
        for (Difference difference :
                differences.subList(Math.min(1, differences.size()), differences.size())) {
            console.line(sentence(difference) + ": " + info(difference));
        }
        summary(console);
    }

    private void summary(Console console) {
        SessionDiff.Counts counts = diff.counts();
        String events = ValueText.count(counts.alike(), "event") + " alike";
        if (diff.isSame()) {
            console.line("The sessions are the same: " + events + ".");
            return;
        }
        console.line(
                "%s, %d only in A, %d only in B, %d with another result, %d late."
                        .formatted(
                                events,
                                counts.missing(),
                                counts.added(),
                                counts.different(),
                                counts.late()));
        long all = counts.missing() + counts.added() + counts.different() + counts.late();
        if (all > diff.differences().size()) {
            console.line(
                    "The first %d differences are listed; --limit lists more."
                            .formatted(diff.differences().size()));
        }
    }

    private String sentence(Difference difference) {
        String what =
                switch (difference.kind()) {
                    case MISSING -> first.number(difference.first()) + " is missing in B";
                    case ADDED -> second.number(difference.second()) + " is not in A";
                    case DIFFERENT -> both(difference) + " has another result";
                    case LATE -> both(difference) + " took too long";
                };
        return diff.deviceName(difference) + ", " + what;
    }

    private String both(Difference difference) {
        return first.number(difference.first()) + ", " + second.number(difference.second());
    }

    private String info(Difference difference) {
        return switch (difference.kind()) {
            case MISSING -> first.session.info(difference.first());
            case ADDED -> second.session.info(difference.second());
            case DIFFERENT, LATE ->
                    first.session.info(difference.first())
                            + "  |  "
                            + second.session.info(difference.second());
        };
    }

    /// Events of the same device around one, or its last ones where there is none.
    private static void context(Console console, Side side, long event, boolean marked) {
        if (event < 0) {
            console.line("  " + side.name + "   ends here");
            return;
        }
        int device = side.session.device(event);
        List<Long> before = new ArrayList<>();
        long lowest = Math.max(0, event - MOST_LOOKED_AT);
        for (long at = event - 1; at >= lowest && before.size() < CONTEXT; at--) {
            if (side.session.device(at) == device) {
                before.addFirst(at);
            }
        }
        before.forEach(at -> console.line(side.line(at, false)));
        console.line(side.line(event, marked));
        int after = 0;
        long highest = Math.min(side.session.eventCount(), event + MOST_LOOKED_AT);
        for (long at = event + 1; at < highest && after < CONTEXT; at++) {
            if (side.session.device(at) == device) {
                console.line(side.line(at, false));
                after++;
            }
        }
    }
}
