package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir private Path directory;

    @Test
    void servesForAWhileAndLeavesItsCapture() {
        Path capture = directory.resolve("served.pcapng");

        TypedCommand served = type("serve", "--for=50ms", "-w", capture.toString());

        assertThat(served.err()).isEmpty();
        assertThat(served.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(type("read", "-r", capture.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void saysWhereInspectorsCanLook() {
        Path sockets = directory.resolve("ism");

        TypedCommand served = type("serve", "--for=50ms", "--control", sockets.toString());

        assertThat(served.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(served.out()).isEqualTo("inspectors at unix:%s\n".formatted(sockets));
    }

    @Test
    void saysWhyInspectorsCannotBeLetIn() {
        TypedCommand served = type("serve", "--control", "/dev/null");

        assertThat(served.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(served.err()).contains("/dev/null is no directory");
    }

    @Test
    void listensForVirtualMachines() {
        Path socket = directory.resolve("web.sock");

        TypedCommand served = type("serve", "--for=50ms", "--vfio-user", socket.toString());

        assertThat(served.err()).isEmpty();
        assertThat(served.out()).contains("vfio-user at %s, as web".formatted(socket));
        assertThat(socket).doesNotExist();
    }

    @Test
    void saysWhyItCannotListen() {
        Path nowhere = directory.resolve("no").resolve("vm.sock");

        TypedCommand served = type("serve", "--for=1s", "--vfio-user", nowhere.toString());

        assertThat(served.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(served.err()).contains("cannot listen at " + nowhere);
        assertThat(type("serve", "--vfio-user", "/tmp/a.sock,nome=b").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void refusesAGeometryThatMakesNoSense() {
        TypedCommand served = type("serve", "--chunk-size=5000");

        assertThat(served.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(served.err()).contains("chunkSize=5000");
    }

    @Test
    void refusesLimitsOfAccessesThatMakeNoSense() {
        assertThat(type("serve", "--access-range=4K-0").err()).contains("no range of bytes");
        assertThat(type("serve", "--access-range=4K").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(type("serve", "--accesses=some").err()).contains("all, loads, stores, none");
        assertThat(type("serve", "--access-rate=-1").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void nobodyIsAskedWhereNoBackendIs() {
        assertThat(type("ls", "-i", "unix:" + directory).err()).contains("there is no backend at");
        assertThat(type("ask", "query-devices").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void saysWhyTheCaptureCannotBeWritten() {
        Path nowhere = directory.resolve("no").resolve("such.pcapng");

        TypedCommand served = type("serve", "--for=1s", "-w", nowhere.toString());

        assertThat(served.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(served.err()).contains("such.pcapng cannot be written: there is no such");
    }
}
