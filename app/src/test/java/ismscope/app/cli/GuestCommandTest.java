package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.model.HostOptions;
import ismscope.device.vhost.VhostUserServer;
import ismscope.inspector.backend.Backend;
import ismscope.inspector.backend.BackendOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestCommandTest {
    @TempDir private Path directory;
    private String socket = "";
    private Backend backend;

    @BeforeEach
    void serve() throws IOException {
        Path path = directory.resolve("s");
        socket = path.toString();
        backend = Backend.start(BackendOptions.of(HostOptions.usual()));
        backend.open(new VhostUserServer(path, "box1", _ -> {}));
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void writesAsManyMessagesAsAskedFor() {
        TypedCommand done =
                type("guest", "--connect", socket, "alloc", "1M", "--count=3", "--every=1ms");

        assertThat(done.err()).isEmpty();
        assertThat(done.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(done.out().lines())
                .hasSize(4)
                .contains("message 1!!", "message 2!!", "message 3!!")
                .first()
                .asString()
                .matches("token 0x[0-9a-f]{16}");
    }

    @Test
    void saysWhyItCannotAttach() {
        TypedCommand attach = type("guest", "--connect", socket, "attach", "0x1");

        assertThat(attach.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(attach.err())
                .contains("cannot attach to 0x0000000000000001: there is no region")
                .hasLineCount(1);
    }

    @Test
    void saysThatNobodyServes() {
        TypedCommand ls = type("guest", "--connect", directory.resolve("x").toString(), "ls");

        assertThat(ls.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ls.err()).contains("nobody serves ").hasLineCount(1);
    }

    @Test
    void needsToKnowWhatToDo() {
        assertThat(type("guest", "--connect", socket).err()).contains("say what the guest shall");
        assertThat(type("guest", "ls").err()).contains("--connect PATH is missing");
        assertThat(type("guest", "--connect", socket, "attach", "many").err())
                .contains("\"many\" is no token");
    }

    @Test
    void measures() {
        TypedCommand perf = type("guest", "--connect", socket, "perf", "--count=10");

        assertThat(perf.err()).isEmpty();
        assertThat(perf.out()).contains("command and reply", "doorbell to event");
    }
}
