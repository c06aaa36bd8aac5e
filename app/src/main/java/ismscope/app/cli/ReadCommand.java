package ismscope.app.cli;

import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ismscope read`: prints a recording, or a running backend as it goes; the letters are tshark's.
@Command(
        name = "read",
        header =
                "Prints a recording or a running backend: a line for each event, all fields, JSON"
                        + " or columns.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope read -r tour.pcapng",
            "  ismscope read -r tour.pcapng -c 3 -V -x",
            "  ismscope read -r tour.pcapng --device vm1 --kind request",
            "  ismscope read -r tour.pcapng -Y 'ism.cmd == ATTACH && ism.latency > 1us'",
            "  ismscope read -r tour.pcapng --dump state --at #200",
            "  ismscope read -G fields",
            "  ismscope read -i unix:./ism --for 10s -w ten-seconds.pcapng",
            "  ismscope read -r tour.pcapng -T fields -e frame.number -e ism.token -e ism.ack"
        })
final class ReadCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final SelectionOptions selection = new SelectionOptions();

    @Mixin private final GlossaryOptions glossary = new GlossaryOptions();

    @Mixin private final DumpOptions dump = new DumpOptions();

    @Option(
            names = {"-r", "--read"},
            paramLabel = "FILE",
            description = "The recording: pcapng, also as .gz or .zst.")
    private @Nullable Path file;

    @Mixin private final AttachOptions attach = new AttachOptions();

    @Option(
            names = {"-w", "--write"},
            paramLabel = "FILE",
            description = "With -i: record into a file instead of printing; - is standard output.")
    private @Nullable Path write;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "With -i: how long, as 10s (default: until it ends, or Ctrl+C).")
    private @Nullable Duration duration;

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
        if (glossary.printed(console)) {
            return ExitCode.DONE;
        }
        if (format == OutputFormat.FIELDS == names.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "-T fields and -e NAME, the columns, belong together.");
        }
        if (count < 0) {
            throw new CommandFailure(ExitCode.USAGE, "-c takes 0 and more events.");
        }
        List<Column> columns = Column.named(names);
        BackendAddress backend = attach.address().orElse(null);
        if (backend != null && file != null) {
            throw new CommandFailure(ExitCode.USAGE, "-r and -i exclude each other.");
        }
        if (backend != null && dump.asked()) {
            throw new CommandFailure(ExitCode.USAGE, "--dump belongs to -r.");
        }
        if (backend != null) {
            return attached(backend, columns);
        }
        if (file == null) {
            throw new CommandFailure(ExitCode.USAGE, "--read FILE is missing, or -i unix:DIR.");
        }
        if (write != null || duration != null) {
            throw new CommandFailure(ExitCode.USAGE, "-w and --for belong to -i.");
        }
        return recorded(file, columns);
    }

    private int recorded(Path recorded, List<Column> columns)
            throws CommandFailure, InterruptedException {
        boolean dumps = dump.asked();
        try (OpenRecording recording =
                dumps || selection.asksForMoreThanEvents()
                        ? OpenRecording.of(recorded, console)
                        : OpenRecording.ofEvents(recorded, console)) {
            SessionSnapshot snapshot = recording.snapshot();
            if (dumps) {
                dump.print(snapshot, format == OutputFormat.JSON, console);
                return ExitCode.DONE;
            }
            EventFilter wanted = selection.in(snapshot);
            printer(snapshot, columns, true)
                    .print(
                            console,
                            LongStream.range(0, snapshot.eventCount())
                                    .filter(event -> wanted.accepts(snapshot, event))
                                    .limit(count)
                                    .iterator());
        }
        return ExitCode.DONE;
    }

    private EventPrinter printer(SessionSnapshot snapshot, List<Column> columns, boolean whole) {
        return switch (format) {
            case TEXT -> new TextPrinter(snapshot, time, inFull, hex);
            case FIELDS -> new ColumnPrinter(snapshot, columns);
            case JSON -> new JsonPrinter(snapshot, whole);
        };
    }

    private int attached(BackendAddress backend, List<Column> columns)
            throws CommandFailure, InterruptedException {
        if (AttachOptions.isOutput(write)) {
            return new CaptureToOutput(backend, console).run(duration);
        }
        AttachedRead read = new AttachedRead(backend, console, duration, count);
        if (write != null) {
            return read.record(write);
        }
        return read.print(
                new LivePrinter.Printers() {
                    @Override
                    public EventPrinter of(SessionSnapshot snapshot) {
                        return printer(snapshot, columns, false);
                    }

                    @Override
                    public EventFilter wanted(SessionSnapshot snapshot) throws CommandFailure {
                        return selection.soFar(snapshot);
                    }
                });
    }
}
