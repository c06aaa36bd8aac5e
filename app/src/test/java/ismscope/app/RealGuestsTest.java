package ismscope.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The cases of `e2e/run` with the classes under test, wherever there is a QEMU for them.
class RealGuestsTest {
    private static final Path RUN = Path.of("..", "e2e", "run").toAbsolutePath().normalize();

    /// Who sets this to [#APART] runs the cases in a step of its own: here it is only seen that
    /// they can be run.
    private static final String WHERE = "ISMSCOPE_E2E";

    private static final String APART = "apart";

    @TempDir private Path directory;

    @Test
    void everyCaseHoldsUnderStockQemu() throws Exception {
        Outcome cases = outcome(RUN.toString(), "--list");
        assertThat(cases.text()).as("cases").hasLineCount(10);
        assertThat(cases.exitCode()).isZero();
        if (APART.equals(System.getenv(WHERE))) {
            return;
        }
        Outcome found = outcome(RUN.resolveSibling("qemu-root").toString(), "--find");
        assumeTrue(found.exitCode() == 0, "skipped: " + found.text());
        ProgramScript.writeTo(directory);

        Outcome run = outcome(RUN.toString());

        assertThat(run.exitCode()).as(run.text()).isZero();
    }

    private record Outcome(int exitCode, String text) {}

    private Outcome outcome(String... command) throws IOException, InterruptedException {
        Path said = directory.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().put("E2E_ISMSCOPE", directory.resolve("ismscope").toString());
        int exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(said));
    }
}
