package ismscope.device.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenariosTest {
    @Test
    void hasEveryScenarioWithTheDefaultFirst() {
        assertThat(Scenarios.all())
                .extracting(Scenario::name)
                .startsWith(Scenarios.DEFAULT)
                .containsExactlyInAnyOrder(
                        "tour",
                        "hello",
                        "smc",
                        "fan-out",
                        "churn",
                        "storm",
                        "busy",
                        "permissions",
                        "crowd",
                        "faulty-driver");
    }

    @Test
    void findsEachByItsName() {
        for (Scenario scenario : Scenarios.all()) {
            assertThat(Scenarios.byName(scenario.name())).contains(scenario);
        }
        assertThat(Scenarios.byName("Tour")).isEmpty();
    }

    @Test
    void saysOfEachInALineWhatIsToBeSeen() {
        assertThat(Scenarios.all())
                .extracting(Scenario::summary)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        summary -> assertThat(summary).hasSizeBetween(20, 90).doesNotContain("\n"));
    }
}
