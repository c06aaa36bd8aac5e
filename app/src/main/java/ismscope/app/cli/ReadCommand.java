package ismscope.app.cli;

import ismscope.inspector.export.EventSelection;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ismscope read`: prints a recording; the letters are tshark's.
@Command(
        name = "read",
        header = "Prints a recording: a line for each event, all fields, JSON or columns.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope read -r tour.pcapng",
            "  ismscope read -r tour.pcapng -c 3 -V -x",
            "  ismscope read -r tour.pcapng --device vm1 --kind request",
            "  ismscope read -r tour.pcapng -T fields -e frame.number -e ism.token -e ism.ack"
        })
final class ReadCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-r", "--read"},
            required = true,
            paramLabel = "FILE",
            description = "The recording: pcapng, also as .gz or .zst.")
    private Path file = Path.of("");

    @Option(names = "-c", paramLabel = "N", description = "The first N events only.")
    private long count = Long.MAX_VALUE;

    @Option(names = "-V", description = "Every field of each event, as a tree.")
    private boolean inFull;

    @Option(names = "-x", description = "The bytes of each event, in hex.")
    private boolean hex;

    @Option(
            names = "-T",
            paramLabel = "FORMAT",
            description = "text, json or fields (default: text).")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(
            names = "-e",
            paramLabel = "NAME",
            description = "With -T fields: a column; again for the next one.")
    private List<String> names = List.of();

    @Option(
            names = "-t",
            paramLabel = "TIME",
            converter = TimeFormatConverter.class,
            description =
                    "r since the start, d since the event before, a time of day, ad with date, u"
                            + " and ud in UTC, e since 1970 (default: r).")
    private TimeFormat time = TimeFormat.RELATIVE;

    private enum OutputFormat {
        TEXT,
        JSON,
        FIELDS
    }

    ReadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (format == OutputFormat.FIELDS == names.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "-T fields and -e NAME, the columns, belong together.");
        }
        if (count < 0) {
            throw new CommandFailure(ExitCode.USAGE, "-c takes 0 and more events.");
        }
        List<Column> columns = Column.named(names);
        try (OpenRecording recording = OpenRecording.of(file, console)) {
            SessionSnapshot snapshot = recording.snapshot();
            EventPrinter printer =
                    switch (format) {
                        case TEXT -> new TextPrinter(snapshot, time, inFull, hex);
                        case FIELDS -> new ColumnPrinter(snapshot, columns);
                        case JSON -> new JsonPrinter(snapshot);
                    };
            EventSelection wanted = selection.in(snapshot);
            printer.print(
                    console,
                    LongStream.range(0, snapshot.eventCount())
                            .filter(event -> wanted.accepts(snapshot, event))
                            .limit(count)
                            .iterator());
        }
        return ExitCode.DONE;
    }
}
