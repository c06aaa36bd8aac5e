package ismscope.app.cli;

import ismscope.inspector.export.StatisticsJson;
import ismscope.inspector.export.StatisticsListing;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.statistics.Scope;
import ismscope.inspector.statistics.Statistics;
import ismscope.inspector.statistics.StatisticsRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(
            names = {"-r", "--read"},
            paramLabel = "FILE",
            required = true,
            description = "The recording: pcapng, also as .gz or .zst.")
    private @Nullable Path file;

    @Option(
            names = {"-Y", "--filter"},
            paramLabel = "FILTER",
            description = "Only of events that this display filter wants.")
    private String filter = "";

    @Option(names = "--from", paramLabel = "PLACE", description = "Where to begin (the start).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "PLACE", description = "Where to end, included (the end).")
    private @Nullable String to;

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
        if (file == null) {
            throw new CommandFailure(ExitCode.USAGE, "--read FILE is missing.");
        }
        if (rows < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--rows takes a number from 1.");
        }
        try (OpenRecording recording = OpenRecording.of(file, console)) {
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
        long first = from == null ? 0 : CutPlace.parse(from).firstIn(snapshot);
        long end = to == null ? Long.MAX_VALUE : CutPlace.parse(to).lastIn(snapshot) + 1;
        if (first >= Math.min(end, snapshot.eventCount()) && snapshot.eventCount() > 0) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "there is no event from %s to %s; the recording has %d."
                            .formatted(
                                    from == null ? "the start" : from,
                                    to == null ? "the end" : to,
                                    snapshot.eventCount()));
        }
        return new Scope(first, end, SelectionOptions.parsed(filter, snapshot));
    }
}
