package ismscope.inspector.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tools of Wireshark read what is written here, without a complaint.
class WiresharkTest {
    @TempDir private static Path folder;

    private static Path file;

    @BeforeAll
    static void writeACapture() throws IOException {
        boolean present =
                Files.isExecutable(Path.of("/usr/bin/tshark"))
                        && Files.isExecutable(Path.of("/usr/bin/capinfos"));
        assumeTrue(present, "skipped: tshark and capinfos are not installed");
        file = folder.resolve("one-of-each.pcapng");
        Files.write(file, SmallCapture.oneOfEachKind());
    }

    @Test
    void tsharkSeesInterfacesDirectionsAndFlows() throws Exception {
        Outcome outcome =
                run(
                        List.of(
                                "tshark",
                                "-n",
                                "-r",
                                file.toString(),
                                "-T",
                                "fields",
                                "-E",
                                "separator=,",
                                "-e",
                                "frame.number",
                                "-e",
                                "frame.interface_name",
                                "-e",
                                "frame.packet_flags_direction",
                                "-e",
                                "frame.packet_id",
                                "-e",
                                "frame.time_epoch"));
        assertThat(outcome.complaints()).isEmpty();
        assertThat(outcome.lines()).hasSize(24);
        assertThat(outcome.lines().get(5)).isEqualTo("6,host,0x00000002,102,1767225600.000006000");
        assertThat(outcome.lines().get(6)).startsWith("7,vm1,0x00000001,102,");
    }

    @Test
    void capinfosTellsWhoWroteItAndOfWhat() throws Exception {
        Outcome outcome = run(List.of("capinfos", file.toString()));
        assertThat(outcome.complaints()).isEmpty();
        assertThat(outcome.text())
                .contains("Number of packets:   24")
                .contains("Ismscope 0.1.0")
                .contains("{\"scenario\":\"tour\",\"seed\":\"7\"}")
                .contains("Number of interfaces in file: 3")
                .contains("Name = vm1");
    }

    private record Outcome(String text, String complaints) {
        List<String> lines() {
            return text.lines().toList();
        }
    }

    private static Outcome run(List<String> command) throws Exception {
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        String complaints =
                Files.readAllLines(errors).stream()
                        // Said to root by any file, good or bad.
                        .filter(line -> !line.contains("This could be dangerous"))
                        .reduce("", String::concat);
        return new Outcome(text, complaints);
    }
}
