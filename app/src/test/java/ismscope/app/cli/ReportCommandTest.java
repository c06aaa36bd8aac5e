package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static final String TOUR =
            Path.of("..", "sample-traces", "tour", "trace.pcapng").toString();

    @TempDir private Path directory;

    @Test
    void theReportIsWhatExportWrites() throws Exception {
        Path report = directory.resolve("report.html");
        Path export = directory.resolve("export.html");

        TypedCommand done = type("report", "-r", TOUR, "-w", report.toString());
        type("export", "-r", TOUR, "--to", "html", export.toString());

        assertThat(done.exitCode()).as(done.err()).isEqualTo(ExitCode.DONE);
        assertThat(done.err()).isEqualTo("ismscope: 976 events in %s.\n".formatted(report));
        assertThat(report).hasSameTextualContentAs(export);
        assertThat(type("report", "-r", TOUR, "-w", "-").out()).isEqualTo(Files.readString(export));
    }

    @Test
    void aPartOfItWithoutTokensCanBeHandedOut() {
        TypedCommand part =
                type("report", "-r", TOUR, "--device", "vm2", "--redact-tokens", "-w", "-");

        assertThat(part.out()).contains("missing-grant").doesNotContain("778b1aa9");
    }

    @Test
    void withoutAnOutputThereIsNoReport() {
        TypedCommand none = type("report", "-r", TOUR);

        assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("--write OUT is missing");
    }
}
