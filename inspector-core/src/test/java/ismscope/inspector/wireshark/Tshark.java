package ismscope.inspector.wireshark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The real tshark, with a home of its own.
final class Tshark {
    private final Path home;

    /// Skips the test where there is no tshark.
    ///
    /// @param home an empty directory: settings and plugins of whoever runs the test do not count
    Tshark(Path home) {
        this.home = home;
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/tshark")), "skipped: tshark is not installed");
    }

    /// {@return packets in a file, as capinfos counts them without a complaint}
    static int capinfos(Path file) throws Exception {
        Process process =
                new ProcessBuilder("capinfos", "-M", "-c", file.toString())
                        .redirectErrorStream(true)
                        .start();
        List<String> lines = process.inputReader(UTF_8).lines().toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        assertThat(lines).hasSize(2);
        return Integer.parseInt(lines.getLast().replaceAll("\\D", ""));
    }

    /// {@return what it prints; it has nothing to complain about}
    List<String> lines(String... arguments) throws Exception {
        Path errors = Files.createTempFile(home, "errors", ".txt");
        Path out = Files.createTempFile(home, "out", ".txt");
        List<String> command = new ArrayList<>(List.of("tshark"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectError(errors.toFile())
                        .redirectOutput(out.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_CONFIG_HOME");
        int code = builder.start().waitFor();
        List<String> complaints =
                Files.readAllLines(errors).stream()
                        // Said to root by any file, good or bad.
                        .filter(line -> !line.contains("This could be dangerous"))
                        .toList();
        assertThat(complaints).isEmpty();
        assertThat(code).isZero();
        return Files.readString(out, UTF_8).lines().toList();
    }
}
