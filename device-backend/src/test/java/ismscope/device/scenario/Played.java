package ismscope.device.scenario;

import ismscope.device.tap.VirtualClock;
import java.time.Duration;

/// A scenario played on a virtual clock with a fixed seed.
final class Played {
    static final long SEED = 42;

    private Played() {}

    /// {@return what was seen of a scenario in some time}
    static TapLog of(String scenario, Duration limit) throws ScenarioFailed {
        return of(ScenarioOptions.of(scenario).withSeed(SEED).withLimit(limit));
    }

    /// {@return what was seen of a run}
    static TapLog of(ScenarioOptions options) throws ScenarioFailed {
        VirtualClock clock = new VirtualClock();
        TapLog log = new TapLog(clock);
        new ScenarioRunner(options, log, clock).run();
        return log;
    }
}
