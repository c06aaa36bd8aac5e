package ismscope.app.cli;

import ismscope.inspector.diff.SessionDiff;
import ismscope.inspector.diff.SessionDiffJson;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ismscope diff`: in what two recordings differ.
@Command(
        name = "diff",
        header = "Compares two recordings by what happened: a good run and a bad one.",
        description = {
            "%nEvents are aligned device by device and compared by what they say: commands,"
                + " answers, notifications, regions by the order in which they were created. Times,"
                + " tokens, device ids and addresses are of no account.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope diff good.pcapng bad.pcapng",
            "  ismscope diff good.pcapng bad.pcapng --times 3 --limit 20",
            "  ismscope diff good.pcapng bad.pcapng --json | jq .differences[0]",
            "%nExit codes: 0 the same, 1 different, 2 command line wrong, 3 input unreadable."
        })
final class DiffCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "The first recording.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "What it is compared with.")
    private Path second = Path.of("");

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Differences to list, 1 to 100,000 (default: 10); all are counted.")
    private int limit = 10;

    @Option(
            names = "--times",
            paramLabel = "FACTOR",
            description =
                    "Compare times in the device, too: in B a command may take FACTOR times as long"
                            + " as in A, and as a microsecond.")
    private double factor;

    @Option(names = "--bytes", description = "Compare bytes of regions, too.")
    private boolean bytes;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (limit < 1 || limit > 100_000) {
            throw new CommandFailure(ExitCode.USAGE, "--limit takes a number from 1 to 100000.");
        }
        if (!(factor == 0 || (factor >= 1 && factor <= 1e9))) {
            throw new CommandFailure(ExitCode.USAGE, "--times takes a factor of 1 and more.");
        }
        try (OpenRecording one = OpenRecording.ofEvents(first, console);
                OpenRecording other = OpenRecording.ofEvents(second, console)) {
            SessionDiff diff =
                    SessionDiff.between(
                            one.snapshot(),
                            other.snapshot(),
                            new SessionDiff.Options(bytes, factor, limit));
            if (json) {
                console.line(SessionDiffJson.of(diff, one.snapshot(), other.snapshot()));
            } else {
                new SessionDiffText(diff, one.snapshot(), other.snapshot()).print(console);
            }
            return diff.isSame() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
