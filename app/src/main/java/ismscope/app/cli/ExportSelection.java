package ismscope.app.cli;

import ismscope.inspector.export.ExportOptions;
import ismscope.inspector.session.SessionSnapshot;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say which events are exported, and whether with their tokens.
final class ExportSelection {
    @Mixin private final SelectionOptions events = new SelectionOptions();

    @Option(
            names = "--redact-tokens",
            description =
                    "Replace tokens, which are capabilities, each by the same name throughout.")
    private boolean redact;

    /// {@return what was chosen}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if what was asked for is not there
    ExportOptions in(SessionSnapshot session) throws CommandFailure {
        ExportOptions options = ExportOptions.EVERYTHING.of(events.in(session));
        return redact ? options.redacted() : options;
    }
}
