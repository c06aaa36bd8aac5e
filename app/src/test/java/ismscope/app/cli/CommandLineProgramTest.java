package ismscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.scenario.Scenario;
import ismscope.device.scenario.Scenarios;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineProgramTest {
    @ParameterizedTest
    @CsvSource({
        "--verison, --version",
        "--headles, --headless",
        "--sceanrio=tour, --scenario",
        "scenarois, scenarios",
        "-for=3s, --for"
    })
    void namesTheNearestToAWordItDoesNotKnow(String typed, String meant) {
        TypedCommand command = TypedCommand.type(typed);

        assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).contains("did you mean \"" + meant + "\"?");
        assertThat(command.err()).hasLineCount(1);
        assertThat(command.out()).isEmpty();
    }

    @Test
    void namesTheNearestScenario() {
        String name = Scenarios.DEFAULT;
        TypedCommand command = TypedCommand.type("--scenario", name + "x");

        assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).contains("did you mean \"" + name + "\"?");
    }

    @Test
    void saysHowToOpenAFileThatIsGivenAlone(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("a.pcapng"));

        TypedCommand command = TypedCommand.type(file.toString());

        assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).contains("write -r " + file);
    }

    @Test
    void saysWhichFileIsMissing() {
        TypedCommand command = TypedCommand.type("-r", "no-such.pcapng");

        assertThat(command.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(command.err()).isEqualTo("ismscope: there is no file no-such.pcapng.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--replay",
                "-r x.pcapng --speed 2",
                "-r x.pcapng --replay --speed 0",
                "-r x.pcapng --replay --speed 101",
                "-r x.pcapng --replay --speed NaN"
            })
    void refusesAReplayThatMakesNoSense(String line) {
        TypedCommand typed = TypedCommand.type(line.split(" ", -1));
        assertThat(typed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(typed.err()).containsAnyOf("--speed", "--replay");
    }

    @Test
    void listsEveryScenario() {
        TypedCommand command = TypedCommand.type("scenarios");

        assertThat(command.exitCode()).isZero();
        assertThat(command.out().lines().map(line -> line.split(" ", 2)[0]))
                .containsExactlyElementsOf(Scenarios.all().stream().map(Scenario::name).toList());
    }

    @Test
    void helpHasExamplesAndExitCodes() {
        TypedCommand command = TypedCommand.type("--help");

        assertThat(command.exitCode()).isZero();
        assertThat(command.out()).contains("Examples:", "-r, --read", "Exit codes: 0 done");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void versionIsTheModules() {
        TypedCommand command = TypedCommand.type("--version");

        assertThat(command.exitCode()).isZero();
        assertThat(command.out()).matches("(?s)Ismscope \\d+\\.\\d+.*Java 2\\d.*");
    }

    @Test
    void endsQuietlyWhenNobodyReadsAnyMore() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new BrokenPipe(), err);

        assertThat(CommandLineProgram.run(console, "scenarios")).isZero();
        assertThat(err.size()).isZero();
    }

    private static final class BrokenPipe extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
