package ismscope.device.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every scenario.
class ScenarioTest {
    static Stream<ScenarioOptions> everyScenario() {
        return Scenarios.all().stream().map(Scenario::name).map(ScenarioTest::options);
    }

    /// Long enough for each story to show all that it has; a storm and a busy host show it at once.
    private static ScenarioOptions options(String name) {
        ScenarioOptions options = ScenarioOptions.of(name).withSeed(Played.SEED);
        return switch (name) {
            case "storm", "busy" -> options.withLimit(Duration.ofMillis(20));
            case "crowd" -> options.withGuests(200).withLimit(Duration.ofSeconds(10));
            case "churn" -> options.withLimit(Duration.ofSeconds(3));
            case "tour" -> options.withLimit(Duration.ofSeconds(150));
            default -> options.withLimit(Duration.ofSeconds(60));
        };
    }

    @ParameterizedTest
    @MethodSource("everyScenario")
    void isTheSameToTheByteAndNanosecondWithTheSameSeed(ScenarioOptions options) throws Exception {
        List<String> first = Played.of(options).lines();
        List<String> second = Played.of(options).lines();
        assertThat(first).hasSizeGreaterThan(50).isEqualTo(second);
    }

    @ParameterizedTest
    @MethodSource("everyScenario")
    void hasOtherTokensWithAnotherSeed(ScenarioOptions options) throws Exception {
        assertThat(tokens(Played.of(options.withSeed(1))))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(tokens(Played.of(options.withSeed(2))));
    }

    @ParameterizedTest
    @MethodSource("everyScenario")
    void leavesNothingBehind(ScenarioOptions options) throws Exception {
        long before = memoryFiles();
        TapLog log = Played.of(options);
        assertThat(memoryFiles()).isEqualTo(before);
        assertThat(log.of(TapRecord.RegionFreed.class).count())
                .isEqualTo(log.of(TapRecord.RegionCreated.class).count());
        assertThat(log.of(TapRecord.DeviceRemoved.class).count())
                .isEqualTo(log.of(TapRecord.DeviceAdded.class).count());
    }

    private static List<Long> tokens(TapLog log) {
        return log.entries().stream()
                .filter(entry -> entry.record() instanceof TapRecord.RegionCreated)
                .map(TapLog.Entry::token)
                .toList();
    }

    /// Memory files that this process has open or mapped.
    private static long memoryFiles() throws IOException {
        long mapped =
                Files.readAllLines(Path.of("/proc/self/maps")).stream()
                        .filter(line -> line.contains("/memfd:"))
                        .count();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return mapped + descriptors.filter(ScenarioTest::isMemoryFile).count();
        }
    }

    private static boolean isMemoryFile(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("/memfd:");
        } catch (IOException e) {
            // Closed since the directory was read.
            return false;
        }
    }
}
