package ismscope.app.cli;

import ismscope.inspector.export.ExportFormat;
import ismscope.inspector.export.ExportOptions;
import ismscope.inspector.export.Exporter;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ismscope report`: a recording as a page for people.
@Command(
        name = "report",
        header = "Writes a report of a recording for people: one page of HTML that can be mailed.",
        description =
                "%nWhat the session was, what is wrong in it and the events that prove it, pictures"
                        + " of regions and messages. The same as export --to html.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope report -r tour.pcapng -w tour.html",
            "  ismscope report -r tour.pcapng --device vm2 --redact-tokens -w vm2.html"
        })
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-r", "--read"},
            required = true,
            paramLabel = "FILE",
            description = "The recording: pcapng, also as .gz or .zst.")
    private Path file = Path.of("");

    @Option(
            names = {"-w", "--write"},
            required = true,
            paramLabel = "OUT",
            description = "The page to write, - for standard output.")
    private Path target = ExportToTarget.STANDARD_OUTPUT;

    @Option(
            names = "--redact-tokens",
            description =
                    "Replace tokens, which are capabilities, each by the same name throughout.")
    private boolean redact;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        try (OpenRecording recording = OpenRecording.of(file, console)) {
            SessionSnapshot session = recording.snapshot();
            ExportOptions options = ExportOptions.EVERYTHING.of(selection.in(session));
            Exporter exporter =
                    new Exporter(session, ExportFormat.HTML, redact ? options.redacted() : options);
            return new ExportToTarget(exporter, console).run(target);
        }
    }
}
