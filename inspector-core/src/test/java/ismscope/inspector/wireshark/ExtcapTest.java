package ismscope.inspector.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.os.UnixListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The extcap script as Wireshark calls it.
class ExtcapTest {
    @TempDir private Path folder;

    @BeforeEach
    void install() throws IOException {
        Path launcher = folder.resolve("o'program");
        Files.writeString(launcher, "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        new WiresharkInstaller(WiresharkFolders.under(folder), false)
                .install(WiresharkPackage.files(launcher.toString()));
    }

    @Test
    void listsBackendsThatServeNow() throws Exception {
        Path backend = Files.createDirectory(folder.resolve("a backend"));
        Path other = Files.createDirectory(folder.resolve("other"));
        try (UnixListener _ = UnixListener.open(backend.resolve("capture"));
                UnixListener _ = UnixListener.open(backend.resolve("control"));
                UnixListener _ = UnixListener.open(other.resolve("capture"))) {
            assertThat(run("--extcap-interfaces", "--extcap-version=4.0"))
                    .contains(
                            "extcap {version=1}{display=Ismscope}",
                            "interface {value=unix:%1$s}{display=virtio-ism backend %1$s}"
                                    .formatted(backend))
                    .noneMatch(line -> line.contains(other.toString()));
        }
        assertThat(run("--extcap-interfaces")).noneMatch(line -> line.contains("a backend"));
    }

    @Test
    void namesTheLinkTypeOfOurCaptures() throws Exception {
        assertThat(run("--extcap-interface", "ismscope", "--extcap-dlts"))
                .containsExactly("dlt {number=147}{name=USER0}{display=virtio-ism}");
    }

    @Test
    void asksForTheDirectoryOnlyWhereNoneIsKnown() throws Exception {
        assertThat(run("--extcap-interface=ismscope", "--extcap-config"))
                .singleElement()
                .asString()
                .startsWith("arg {number=0}{call=--directory}");
        assertThat(run("--extcap-interface=unix:/a", "--extcap-config")).isEmpty();
    }

    @Test
    void capturesIntoTheFifo() throws Exception {
        Path fifo = folder.resolve("fifo");
        run("--capture", "--extcap-interface", "unix:/a/b c", "--fifo", fifo.toString());
        assertThat(fifo).hasContent("-i unix:/a/b c -w -");
        run("--capture", "--extcap-interface=ismscope", "--directory=/d", "--fifo=" + fifo);
        assertThat(fifo).hasContent("-i unix:/d -w -");
    }

    private List<String> run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("extcap/ismscope-extcap").toString());
        command.addAll(Arrays.asList(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
