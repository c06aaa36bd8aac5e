package ismscope.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.model.HostOptions;
import ismscope.device.transport.Endpoint;
import ismscope.inspector.backend.Backend;
import ismscope.inspector.backend.BackendOptions;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EndpointOptionsTest {
    private static final byte[] NONSENSE = "this is no message at all".getBytes(UTF_8);

    @TempDir private Path folder;

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theHostDoesNotWaitForWhoeverReadsTheLog() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stalled = new CountDownLatch(1);
        String socket = folder.resolve("s").toString();
        EndpointOptions options =
                CommandLine.populateCommand(new EndpointOptions(), "--vhost-user", socket);
        List<Endpoint> endpoints =
                options.endpoints(_ -> {
                    asked.countDown();
                    waitFor(stalled);
                });
        try (Backend backend = Backend.start(BackendOptions.of(HostOptions.usual()))) {
            backend.open(endpoints.getFirst());
            for (int i = 0; i < 3; i++) {
                sendNonsense(socket);
            }
            asked.await();

            TypedCommand round =
                    TypedCommand.type("guest", "--connect", socket, "perf", "--count=3");

            assertThat(round.err()).isEmpty();
            assertThat(round.exitCode()).isEqualTo(ExitCode.DONE);
        } finally {
            stalled.countDown();
        }
    }

    private static void sendNonsense(String socket) throws Exception {
        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(socket));
            client.write(ByteBuffer.wrap(NONSENSE));
        }
    }
}
