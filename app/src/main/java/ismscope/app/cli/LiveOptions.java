package ismscope.app.cli;

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
            ScenarioOptions options = ScenarioOptions.of(scenario);
            options = seed == null ? options : options.withSeed(seed);
            options = guests == null ? options : options.withGuests(guests);
            return time == null ? options : options.withLimit(time);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ".");
        }
    }
}
