package ismscope.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.backend.GuestSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QemuLineTest {
    /// What a shell makes of a line.
    private static List<String> words(String line) throws IOException {
        String script = line.replaceFirst("^qemu-system-x86_64", "printf '%s\\\\n'");
        Process shell = new ProcessBuilder("sh", "-c", script).start();
        return List.of(
                new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .split("\n"));
    }

    @Test
    void sharesTheRamOfTheVm() throws Exception {
        GuestSocket socket = GuestSocket.vfioUser(Path.of("/tmp/vm1.sock"), "vm1", "");
        assertThat(words(QemuLine.of(socket, 21)))
                .containsExactly(
                        "-machine",
                        "q35,memory-backend=ram",
                        "-m",
                        "512M",
                        "-object",
                        "memory-backend-memfd,id=ram,size=512M,share=on",
                        "-device",
                        "{\"driver\":\"vfio-user-pci\",\"socket\":{\"type\":\"unix\",\"path\":\"/tmp/vm1.sock\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/a b.sock", "/tmp/it's.sock", "/tmp/$HOME.sock", "/tmp/a\"b\\c"})
    void keepsAPathInOneWord(String path) throws Exception {
        GuestSocket vfio = GuestSocket.vfioUser(Path.of(path), "vm", "blue");
        GuestSocket vhost = GuestSocket.vhostUser(Path.of(path), "vm");
        assertThat(words(QemuLine.of(vfio, 21)).getLast())
                .endsWith("\"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}}");
        assertThat(words(QemuLine.of(vhost, 21))).contains("socket,id=ism,path=" + path);
    }

    @Test
    void doublesACommaAsQemuWantsIt() throws Exception {
        GuestSocket vhost = GuestSocket.vhostUser(Path.of("/tmp/a,b.sock"), "vm");
        assertThat(words(QemuLine.of(vhost, 22)))
                .contains(
                        "socket,id=ism,path=/tmp/a,,b.sock",
                        "vhost-user-test-device-pci,chardev=ism,virtio-id=22,num_vqs=2,config_size=32");
    }
}
