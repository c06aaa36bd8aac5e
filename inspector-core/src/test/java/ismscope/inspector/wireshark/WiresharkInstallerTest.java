package ismscope.inspector.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.wireshark.InstalledFile.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiresharkInstallerTest {
    private static final Path TRACE =
            Path.of("..", "sample-traces", "faulty-driver", "trace.pcapng");

    @TempDir private Path home;

    @Test
    void tsharkReadsCapturesOnceItIsInstalled() throws Exception {
        Tshark tshark = new Tshark(home);
        install(false);

        List<String> lines =
                tshark.lines(
                        "-C",
                        "Ismscope",
                        "-r",
                        TRACE.toString(),
                        "-Y",
                        "ism.violation.rule == 204");

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst())
                .matches("\\s*\\d+ [0-9.]+ \\S+ VIOLATION 0x0{16} ISM-0204 doorbell-no-region: .*");
    }

    @Test
    void everyEventHasItsColourAndEveryViolationItsExpertItem() throws Exception {
        Tshark tshark = new Tshark(home);
        install(false);

        List<String> lines =
                tshark.lines(
                        "-C",
                        "Ismscope",
                        "--color",
                        "-r",
                        TRACE.toString(),
                        "-T",
                        "fields",
                        "-e",
                        "frame.coloring_rule.name",
                        "-e",
                        "ism.violation.rule",
                        "-e",
                        "_ws.expert.message");

        assertThat(lines).noneMatch(line -> line.startsWith("\t"));
        List<String> violations =
                lines.stream().filter(line -> line.startsWith("Violation")).toList();
        assertThat(violations)
                .hasSizeGreaterThan(20)
                .allMatch(line -> line.matches("Violation, \\w+\t\\d+\tISM-\\d{4} [a-z-]+: .*"));
    }

    @Test
    void everyNamedFilterIsOneThatTsharkUnderstands() throws Exception {
        Tshark tshark = new Tshark(home);
        install(false);
        Path named = folders().profile().resolve("dfilters");

        for (String line : Files.readAllLines(named).subList(1, 9)) {
            String filter = line.substring(line.lastIndexOf('"') + 2);
            tshark.lines("-r", TRACE.toString(), "-Y", filter);
        }
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAgain() throws IOException {
        assertThat(install(false)).extracting(InstalledFile::outcome).containsOnly(Outcome.WRITTEN);
        assertThat(install(false)).extracting(InstalledFile::outcome).containsOnly(Outcome.THERE);
    }

    @Test
    void anOlderOneOfOursIsReplacedAndAForeignOneIsLeftAlone() throws IOException {
        install(false);
        Path ours = folders().plugins().resolve("ismscope.lua");
        Path foreign = folders().profile().resolve("colorfilters");
        Files.writeString(ours, "-- " + WiresharkPackage.MARK + " long ago");
        Files.writeString(foreign, "# of somebody else");

        List<InstalledFile> files = install(false);

        assertThat(files).contains(new InstalledFile(ours, Outcome.WRITTEN));
        assertThat(files).contains(new InstalledFile(foreign, Outcome.FOREIGN));
        assertThat(ours).hasContent(WiresharkPackage.dissector());
        assertThat(foreign).hasContent("# of somebody else");
    }

    @Test
    void aForeignFileIsReplacedByForce() throws IOException {
        Path foreign = folders().plugins().resolve("ismscope.lua");
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "-- of somebody else");

        assertThat(install(true)).contains(new InstalledFile(foreign, Outcome.WRITTEN));
    }

    private List<InstalledFile> install(boolean force) throws IOException {
        return new WiresharkInstaller(folders(), force).install(WiresharkPackage.files("ismscope"));
    }

    private WiresharkFolders folders() {
        return WiresharkFolders.ofUser(home, Map.of());
    }
}
