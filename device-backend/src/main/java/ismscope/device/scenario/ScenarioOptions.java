package ismscope.device.scenario;

import ismscope.device.model.ContentOptions;
import ismscope.device.region.MemoryGeometry;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the user may choose about a run of a scenario.
///
/// @param scenario the scenario's name, see [Scenarios]
/// @param seed source of all chance, tokens included; empty: chance is fresh and tokens come from a
///   secure source
/// @param guests how many VMs, 2 and up; empty: what is usual for the scenario
/// @param limit how long to play by the run's clock; empty: until the story ends, for stories that
///   loop until they are stopped
/// @param geometry how device memory is cut
/// @param content how much of what guests store is handed to the tap
public record ScenarioOptions(
        String scenario,
        OptionalLong seed,
        OptionalInt guests,
        Optional<Duration> limit,
        MemoryGeometry geometry,
        ContentOptions content) {

    /// The fewest guests a story can be told with.
    public static final int LEAST_GUESTS = 2;

    /// The most guests a run may ask for: what a host is built for.
    public static final int MOST_GUESTS = 4096;

    /// @throws IllegalArgumentException if the number of guests or the limit makes no sense
    public ScenarioOptions {
        if (guests.isPresent()
                && (guests.getAsInt() < LEAST_GUESTS || guests.getAsInt() > MOST_GUESTS)) {
            throw new IllegalArgumentException(
                    "%d guests asked for; a scenario plays with %d to %d"
                            .formatted(guests.getAsInt(), LEAST_GUESTS, MOST_GUESTS));
        }
        if (limit.isPresent() && !limit.get().isPositive()) {
            throw new IllegalArgumentException("the time to play must be longer than nothing");
        }
    }

    /// {@return the usual run of a scenario}
    public static ScenarioOptions of(String scenario) {
        return new ScenarioOptions(
                scenario,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                MemoryGeometry.USUAL,
                ContentOptions.USUAL);
    }

    /// {@return the same with this seed}
    public ScenarioOptions withSeed(long value) {
        return new ScenarioOptions(
                scenario, OptionalLong.of(value), guests, limit, geometry, content);
    }

    /// {@return the same with this many guests}
    public ScenarioOptions withGuests(int count) {
        return new ScenarioOptions(scenario, seed, OptionalInt.of(count), limit, geometry, content);
    }

    /// {@return the same without an end by time}
    public ScenarioOptions withoutLimit() {
        return new ScenarioOptions(scenario, seed, guests, Optional.empty(), geometry, content);
    }

    /// {@return the same with this time to play}
    public ScenarioOptions withLimit(Duration time) {
        return new ScenarioOptions(scenario, seed, guests, Optional.of(time), geometry, content);
    }

    /// {@return the same with device memory cut like this}
    public ScenarioOptions withGeometry(MemoryGeometry cut) {
        return new ScenarioOptions(scenario, seed, guests, limit, cut, content);
    }

    /// {@return the same with this much content for the tap}
    public ScenarioOptions withContent(ContentOptions share) {
        return new ScenarioOptions(scenario, seed, guests, limit, geometry, share);
    }
}
