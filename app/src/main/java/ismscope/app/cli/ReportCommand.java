package ismscope.app.cli;

import ismscope.inspector.export.ExportFormat;
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

    @Mixin private final RecordingOption file = new RecordingOption();

    @Mixin private final ExportSelection selection = new ExportSelection();

    @Option(
            names = {"-w", "--write"},
            required = true,
            paramLabel = "OUT",
            description = "The page to write, - for standard output.")
    private Path target = ExportToTarget.STANDARD_OUTPUT;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        try (OpenRecording recording = file.open(console)) {
            SessionSnapshot session = recording.snapshot();
            Exporter exporter = new Exporter(session, ExportFormat.HTML, selection.in(session));
            return new ExportToTarget(exporter, console).run(target);
        }
    }
}
