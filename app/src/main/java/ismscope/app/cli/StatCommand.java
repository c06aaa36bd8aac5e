package ismscope.app.cli;

import ismscope.inspector.export.StatisticsJson;
import ismscope.inspector.export.StatisticsListing;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.statistics.Scope;
import ismscope.inspector.statistics.Statistics;
import ismscope.inspector.statistics.StatisticsRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ismscope stat`: how often, how long, how much.
@Command(
        name = "stat",
        header = "Figures of a recording: rates, latencies, refusals, coalescing, what is left.",
        description = {
            "%nTables of VMs, commands and regions, how latencies are spread, and regions that are"
                    + " alive at the end. All columns: docs/statistics.md. Places are #123 (an"
                    + " event), 12.5ms (after the start) or 2026-01-01T00:00:01.5Z.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope stat -r session.pcapng",
            "  ismscope stat -r session.pcapng -Y 'ism.cmd == ATTACH'",
            "  ismscope stat -r session.pcapng --from 1.5s --to #4000",
            "  ismscope stat -r session.pcapng --json",
            "%nExit codes: 0 done, 2 command line wrong, 3 input unreadable."
        })
final class StatCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final RecordingOption file = new RecordingOption();

    @Mixin private final RangeOptions range = new RangeOptions();

    @Option(
            names = {"-Y", "--filter"},
            paramLabel = "FILTER",
            description = "Only of events that this display filter wants.")
    private String filter = "";

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of a table at most (default: 20).")
    private int rows = 20;

    @Option(names = "--json", description = "One JSON object, with the filter of each count.")
    private boolean json;

    StatCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (rows < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--rows takes a number from 1.");
        }
        range.check();
        try (OpenRecording recording = file.open(console)) {
            SessionSnapshot snapshot = recording.snapshot();
            Statistics figures = new StatisticsRun(scope(snapshot)).advance(snapshot);
            if (json) {
                console.line(StatisticsJson.of(figures, snapshot));
            } else {
                new StatisticsListing(snapshot, figures, rows).list(console::line);
            }
            return ExitCode.DONE;
        }
    }

    private Scope scope(SessionSnapshot snapshot) throws CommandFailure {
        RangeOptions.Range part = range.in(snapshot);
        return new Scope(part.first(), part.end(), SelectionOptions.parsed(filter, snapshot));
    }
}
