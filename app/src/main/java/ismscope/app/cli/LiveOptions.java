package ismscope.app.cli;

import ismscope.device.model.ContentOptions;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of everything that plays a scenario, with or without a window.
final class LiveOptions {
    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            converter = ScenarioConverter.class,
            description = "What the guests play (default: tour); \"ismscope scenarios\" lists all.")
    String scenario = Scenarios.DEFAULT;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long, as 10s, 500ms or 2m.")
    @Nullable Duration time;

    @Option(
            names = "--guests",
            paramLabel = "N",
            description = "How many VMs (default: what is usual for the scenario).")
    @Nullable Integer guests;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Source of all chance, tokens included: the same seed, the same story.")
    @Nullable Long seed;

    @Option(
            names = {"-s", "--snaplen"},
            paramLabel = "BYTES",
            converter = ByteSizeConverter.class,
            description =
                    "Keep so much of what one store puts into a region, as 96 or 4K; 0 for nothing"
                            + " (default: 64K). What is left out counts as lost.")
    @Nullable Long snapshotLength;

    @Option(
            names = "--content-rate",
            paramLabel = "BYTES",
            converter = ByteSizeConverter.class,
            description =
                    "Keep so much of what is put into regions in any second (default: 32M). What is"
                            + " left out counts as lost.")
    @Nullable Long contentRate;

    @Option(
            names = {"-w", "--write"},
            paramLabel = "FILE",
            description = "Keep the capture: a pcapng file, for Wireshark too.")
    @Nullable Path write;

    /// {@return the scenario's options}
    ///
    /// @param limit how long to play, null until the story ends or is stopped
    /// @throws CommandFailure if they make no sense together
    ScenarioOptions scenarioOptions(@Nullable Duration limit) throws CommandFailure {
        try {
            ScenarioOptions options = ScenarioOptions.of(scenario).withContent(contentOptions());
            options = seed == null ? options : options.withSeed(seed);
            options = guests == null ? options : options.withGuests(guests);
            return time == null ? options : options.withLimit(time);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ".");
        }
    }

    /// {@return whether anything was said that only a live run can do}
    boolean saysHowToPlay() {
        return seed != null || guests != null || snapshotLength != null || contentRate != null;
    }

    private ContentOptions contentOptions() {
        ContentOptions usual = ContentOptions.USUAL;
        long length = snapshotLength == null ? usual.snapshotLength() : snapshotLength;
        // A store is shorter than 2 GiB, so that longer is as good as all of it.
        return new ContentOptions(
                (int) Math.min(length, Integer.MAX_VALUE),
                contentRate == null ? usual.bytesPerSecond() : contentRate);
    }
}
