package ismscope.app.cli;

import ismscope.inspector.export.StateListing;
import ismscope.inspector.session.SessionSnapshot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that print what was true at one moment instead of what happened.
final class DumpOptions {
    @Option(
            names = "--dump",
            paramLabel = "WHAT",
            description =
                    "Print what was true after an event instead of events: state, a line for each"
                            + " device, queue, region, grant and mapping.")
    private @Nullable Subject subject;

    @Option(
            names = "--at",
            paramLabel = "PLACE",
            description = "With --dump: after which event, #123 or 12.5ms (default: the last).")
    private @Nullable String place;

    private enum Subject {
        STATE
    }

    /// {@return whether that was asked}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if only a place was named
    boolean asked() throws CommandFailure {
        if (subject == null && place != null) {
            throw new CommandFailure(ExitCode.USAGE, "--at belongs to --dump state.");
        }
        return subject != null;
    }

    /// Prints it.
    ///
    /// @param json whether as one JSON object
    /// @throws CommandFailure [ExitCode#USAGE] if there is no such place
    void print(SessionSnapshot session, boolean json, Console console) throws CommandFailure {
        long last = session.eventCount() - 1;
        long event = place == null ? last : CutPlace.parse(place).lastIn(session);
        if (event < 0 || event > last) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "there is no event at %s; the recording has %d."
                            .formatted(place == null ? "the end" : place, session.eventCount()));
        }
        StateListing listing = new StateListing(session.stateAt(event));
        if (json) {
            console.line(listing.json());
        } else {
            listing.list(console::line);
        }
    }
}
