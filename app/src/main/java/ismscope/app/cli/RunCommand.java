package ismscope.app.cli;

import ismscope.device.tap.VirtualClock;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.LiveRun;
import ismscope.inspector.session.LiveSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ismscope run`: plays a scenario without a window and keeps the capture.
@Command(
        name = "run",
        header = "Plays a scenario without a window; -w keeps the capture.",
        description = "%nEnds with the story, after --for, or with Ctrl+C.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope run --for 10s -w tour.pcapng",
            "  ismscope run --for 10s -Y 'ism.violation || ism.ack != OK'",
            "  ismscope run --scenario storm --for 2s --lossless -w storm.pcapng",
            "  ismscope run --scenario smc --snaplen 96 -w heads.pcapng",
            "  ismscope run --scenario smc --clock virtual --seed 7 --for 1m -w smc.pcapng"
        })
final class RunCommand implements Callable<Integer> {
    /// Stories that loop end after this, where nobody says when.
    private static final Duration USUAL_TIME = Duration.ofSeconds(10);

    private final Console console;

    @Mixin private final LiveOptions live = new LiveOptions();

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            description =
                    "real, or virtual: no pause is waited for, and with --seed each run is the same"
                            + " to the nanosecond.")
    private ClockChoice clock = ClockChoice.REAL;

    @Option(
            names = "--lossless",
            description = "Let guests wait for the disk, rather than lose records.")
    private boolean lossless;

    @Option(
            names = {"-Y", "--filter"},
            paramLabel = "FILTER",
            description =
                    "Also print the events that this display filter wants, a line each, as they"
                            + " happen; of a run in virtual time in the end.")
    private @Nullable String filterText;

    private enum ClockChoice {
        REAL,
        VIRTUAL
    }

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        LiveRun run = LiveRun.of(live.scenarioOptions(live.time == null ? USUAL_TIME : live.time));
        if (live.write != null) {
            run = run.into(live.write);
        }
        if (clock == ClockChoice.VIRTUAL) {
            run = run.withClock(new VirtualClock());
        }
        // A story without pauses outruns every disk, and a repeatable run must not lose a record.
        if (lossless || clock == ClockChoice.VIRTUAL) {
            run = run.lossless();
        }
        try (LiveSession session = LiveSession.start(run)) {
            try (StopOnSignal _ = new StopOnSignal(session::stop)) {
                follow(session);
                int code = report(session);
                console.flush();
                return code;
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "%s cannot be written: %s.".formatted(live.write, Failures.reason(e)));
        }
    }

    /// Waits for the end, and prints what the filter wants.
    private void follow(LiveSession session) throws CommandFailure, InterruptedException {
        if (filterText == null) {
            session.awaitEnd();
            return;
        }
        Filter filter = SelectionOptions.parsed(filterText, session.snapshot());
        LivePrinter printer = new LivePrinter(session, console, new Wanted(filter), Long.MAX_VALUE);
        // In virtual time what has happened at a look is chance, and with it what is known of a
        // request: only the end is the same each time.
        if (clock == ClockChoice.REAL) {
            printer.follow(new CountDownLatch(1));
        }
        session.awaitEnd();
        printer.print();
    }

    /// Lines of the events that a filter wants, of one session from its beginning on.
    private static final class Wanted implements LivePrinter.Printers {
        private final FilterRun run;

        Wanted(Filter filter) {
            run = new FilterRun(filter);
        }

        @Override
        public EventPrinter of(SessionSnapshot snapshot) {
            return new TextPrinter(snapshot, TimeFormat.RELATIVE, false, false);
        }

        @Override
        public EventFilter wanted(SessionSnapshot snapshot) {
            Matches matches = run.advance(snapshot);
            return (_, event) -> matches.contains(event);
        }
    }

    private int report(LiveSession session) throws CommandFailure {
        SessionSummary.of(session.snapshot()).forEach(console::line);
        if (session.status() == Session.Status.FAILED) {
            throw new CommandFailure(ExitCode.FAILED, session.notice());
        }
        if (!session.notice().isEmpty()) {
            console.tell(session.notice());
        }
        return ExitCode.DONE;
    }
}
