package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `diff` on real runs of the host.
class DiffCommandTest {
    @TempDir private static Path directory;
    private static String first;
    private static String second;
    private static String longer;

    @BeforeAll
    static void record() {
        first = record("first", "7", "5s");
        second = record("second", "8", "5s");
        longer = record("longer", "7", "8s");
    }

    private static String record(String name, String seed, String time) {
        String file = directory.resolve(name + ".pcapng").toString();
        TypedCommand run =
                type(
                        "run",
                        "--scenario=hello",
                        "--clock=virtual",
                        "--seed=" + seed,
                        "--for=" + time,
                        "-w",
                        file);
        assertThat(run.exitCode()).isZero();
        return file;
    }

    @Test
    void theSameStoryIsTheSame() {
        TypedCommand diff = type("diff", first, second);

        assertThat(diff.err()).isEmpty();
        assertThat(diff.out()).startsWith("The sessions are the same: ");
        assertThat(diff.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void namesTheFirstPlaceWhereTheyPartWithWhatIsAroundIt() {
        TypedCommand diff = type("diff", first, longer, "--limit", "3");

        assertThat(diff.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(diff.out())
                .startsWith("The sessions part at vm")
                .contains("  A ", "  B > ", " only in B", "--limit lists more");
    }

    @Test
    void tellsProgramsTheSameInJson() {
        TypedCommand same = type("diff", first, second, "--json");
        TypedCommand other = type("diff", first, longer, "--json", "--limit=2");

        assertThat(same.out()).startsWith("{\"same\":true,").contains("\"differences\":[]");
        assertThat(other.out())
                .startsWith("{\"same\":false,")
                .contains("\"kind\":\"", "\"device\":\"vm", "\"number\":");
        assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void saysWhatIsWrongWithTheCommandLineAndWhatCannotBeRead() throws Exception {
        Path text = Files.writeString(directory.resolve("text.txt"), "no capture");

        assertThat(type("diff", first).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(type("diff", first, second, "--limit=0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(type("diff", first, second, "--times=0.5").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(type("diff", first, "absent.pcapng").exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(type("diff", first, text.toString()).exitCode()).isEqualTo(ExitCode.UNREADABLE);
    }
}
