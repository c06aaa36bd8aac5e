package ismscope.device.scenario;

import java.util.List;
import java.util.Optional;

/// All built-in scenarios, in the order in which they are shown to people.
public final class Scenarios {
    /// The scenario that plays when the user names none.
    public static final String DEFAULT = "tour";

    private static final List<Scenario> ALL =
            List.of(
                    new Tour(),
                    new Hello(),
                    new Smc(),
                    new FanOut(),
                    new Churn(),
                    new Storm(),
                    new Busy(),
                    new Permissions(),
                    new Crowd(),
                    new FaultyDriver());

    private Scenarios() {}

    /// {@return every scenario, the default one first}
    public static List<Scenario> all() {
        return ALL;
    }

    /// {@return the scenario of this name, empty if there is none}
    public static Optional<Scenario> byName(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }
}
