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
import picocli.CommandLine.Parameters;

/// `ismscope export`: a recording, or a part of it, in another format.
@Command(
        name = "export",
        header = "Writes a recording, or a part of it, in another format.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope export -r tour.pcapng --to csv tour.csv",
            "  ismscope export -r tour.pcapng --to html report.html",
            "  ismscope export -r tour.pcapng --to perfetto tour.pftrace",
            "  ismscope export -r tour.pcapng --to jsonl --kind violation - | jq .info",
            "  ismscope export -r tour.pcapng --to csv -Y 'ism.vm == \"vm1\"' vm1.csv",
            "  ismscope export -r tour.pcapng --to pcapng --redact-tokens handout.pcapng",
            "  ismscope export -r tour.pcapng --to pcapng --findings for-wireshark.pcapng"
        })
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final RecordingOption file = new RecordingOption();

    @Mixin private final ExportSelection selection = new ExportSelection();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description = "jsonl, csv, pcapng, ek, perfetto or html (a report).")
    private ExportFormat format = ExportFormat.JSONL;

    @Option(
            names = "--findings",
            description =
                    "Write what the lint rules find as notes of the events, for Wireshark's expert"
                            + " items.")
    private boolean findings;

    @Parameters(paramLabel = "OUT", description = "The file to write, - for standard output.")
    private Path target = ExportToTarget.STANDARD_OUTPUT;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        try (OpenRecording recording = file.open(console)) {
            SessionSnapshot snapshot = recording.snapshot();
            ExportOptions options = selection.in(snapshot);
            Exporter exporter =
                    new Exporter(snapshot, format, findings ? options.withFindings() : options);
            return new ExportToTarget(exporter, console).run(target);
        }
    }
}
