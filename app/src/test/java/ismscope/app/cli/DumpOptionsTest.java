package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `read --dump state` on a sample trace; the states themselves: [GoldenSamplesTest].
class DumpOptionsTest {
    private static final String TOUR =
            Path.of("..", "sample-traces", "tour", "trace.pcapng").toString();

    @Test
    void withoutAPlaceItIsTheLastEvent() {
        TypedCommand last = type("read", "-r", TOUR, "--dump", "state");
        assertThat(last.exitCode()).isZero();
        assertThat(last.out())
                .isEqualTo(type("read", "-r", TOUR, "--dump", "state", "--at", "#976").out())
                .isEqualTo(type("read", "-r", TOUR, "--dump", "state", "--at", "1h").out());
    }

    @Test
    void aVmThatLeftAndCameAgainIsTwoDevices() {
        List<String> devices =
                type("read", "-r", TOUR, "--dump", "state")
                        .out()
                        .lines()
                        .map(line -> line.split("  ", 2)[0])
                        .toList();
        assertThat(devices).contains("device.vm2", "device.vm2(2)").doesNotHaveDuplicates();
    }

    @Test
    void jsonSaysTheSame() {
        String[] words = {"read", "-r", TOUR, "--dump", "state", "--at", "#300", "-T", "text"};
        String things =
                type(words)
                        .out()
                        .lines()
                        .map(DumpOptionsTest::inJson)
                        .collect(Collectors.joining(","));
        words[8] = "json";
        assertThat(type(words).out())
                .isEqualTo("{\"event\":300,\"state\":{" + things + "}}\n")
                .contains("\"device.vm1\":{\"present\":\"yes\"");
    }

    private static String inJson(String line) {
        List<String> parts = List.of(line.split("  "));
        return parts.subList(1, parts.size()).stream()
                .map(value -> '"' + value.replaceFirst("=", "\":\"") + '"')
                .collect(Collectors.joining(",", '"' + parts.getFirst() + "\":{", "}"));
    }

    @ParameterizedTest
    @CsvSource({
        "--at #3, --at belongs to --dump state.",
        "--dump state --at #977, there is no event at #977; the recording has 976.",
        "--dump state --at soon, '\"soon\" is no place; write #123, 12.5ms or"
                + " 2026-01-01T00:00:01.5Z.'",
    })
    void aMomentThatIsNoneIsRefused(String options, String sentence) {
        TypedCommand read = type(("read -r " + TOUR + " " + options).split(" "));
        assertThat(read.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(read.err()).isEqualTo("ismscope: " + sentence + "\n");
    }

    @Test
    void aRunningBackendIsNotDumped() {
        TypedCommand read = type("read", "-i", "unix:/nowhere", "--dump", "state");
        assertThat(read.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(read.err()).contains("--dump belongs to -r.");
    }
}
