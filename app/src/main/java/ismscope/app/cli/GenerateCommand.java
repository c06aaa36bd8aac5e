package ismscope.app.cli;

import ismscope.device.scenario.ScenarioFailed;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.generate.CaptureGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ismscope gen`: a capture of an exact number of events.
@Command(
        name = "gen",
        header = "Generates a capture of any size, for benchmarks.",
        description =
                "%nBuilt-in guests play on a real host in virtual time, as fast as the machine can,"
                    + " until as many events are recorded. The same seed gives the same file.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope gen --events 5M -w 5m.pcapng",
            "  ismscope gen --events 100K --scenario churn --seed 7 -w churn.pcapng"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final int TOLD = 10;

    private final Console console;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How many, as 20K, 5M or 50M.")
    private long events;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            converter = ScenarioConverter.class,
            description = "What the guests play (default: busy); \"ismscope scenarios\" lists all.")
    private String scenario = "busy";

    @Option(
            names = "--guests",
            paramLabel = "N",
            description = "How many VMs (default: what is usual for the scenario).")
    private @Nullable Integer guests;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Source of all chance, tokens included (default: 1).")
    private long seed = 1;

    @Option(
            names = {"-w", "--write"},
            required = true,
            paramLabel = "FILE",
            description = "The capture to write: a pcapng file.")
    private Path file = Path.of("");

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        CaptureGenerator generator = generator();
        try (StopOnSignal _ = new StopOnSignal(generator::cancel)) {
            long written = generator.write(file, progress());
            console.line(grouped(written) + " events in " + file);
            return written == events ? ExitCode.DONE : ExitCode.FAILED;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "%s cannot be written: %s.".formatted(file, Failures.reason(e)));
        } catch (ScenarioFailed e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage() + ".");
        }
    }

    private CaptureGenerator generator() throws CommandFailure {
        try {
            ScenarioOptions options = ScenarioOptions.of(scenario).withSeed(seed);
            return new CaptureGenerator(
                    guests == null ? options : options.withGuests(guests), events);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ".");
        }
    }

    private LongConsumer progress() {
        long step = Math.max(1, events / TOLD);
        long[] next = {step};
        return count -> {
            if (count >= next[0] && count < events) {
                next[0] = count + step;
                console.tell(grouped(count) + " of " + grouped(events) + " events");
            }
        };
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
