package ismscope.app.cli;

import ismscope.inspector.session.SessionSnapshot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that name a range of events by its ends; without any, all are meant.
final class RangeOptions {
    @Option(names = "--from", paramLabel = "PLACE", description = "Where to begin (the start).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "PLACE", description = "Where to end, included (the end).")
    private @Nullable String to;

    /// A range of events.
    ///
    /// @param first number of its first event, counted from 0
    /// @param end number of the event after its last one, [Long#MAX_VALUE] if no end was named
    record Range(long first, long end) {}

    /// Looks at the places themselves, before a recording is read for them.
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if one of them is none
    void check() throws CommandFailure {
        if (from != null) {
            CutPlace.parse(from);
        }
        if (to != null) {
            CutPlace.parse(to);
        }
    }

    /// {@return the range in a session that has ended}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if a place is none, or if there is no event between
    ///   them though the session has some
    Range in(SessionSnapshot session) throws CommandFailure {
        long events = session.eventCount();
        long first = from == null ? 0 : CutPlace.parse(from).firstIn(session);
        long end = to == null ? Long.MAX_VALUE : CutPlace.parse(to).lastIn(session) + 1;
        boolean asked = from != null || to != null;
        if (asked && first >= Math.min(end, events)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "there is no event from %s to %s; the recording has %d."
                            .formatted(
                                    from == null ? "the start" : from,
                                    to == null ? "the end" : to,
                                    events));
        }
        return new Range(first, end);
    }
}
