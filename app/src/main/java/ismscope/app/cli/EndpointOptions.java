package ismscope.app.cli;

import ismscope.device.transport.Endpoint;
import ismscope.device.vfio.VfioPeers;
import ismscope.inspector.backend.GuestSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options that say where guests from outside come in.
@Command
final class EndpointOptions {
    private static final String VFIO_USER = "--vfio-user";
    private static final String VHOST_USER = "--vhost-user";

    @Option(
            names = VFIO_USER,
            paramLabel = "PATH[,name=NAME][,pool=NAME]",
            converter = EndpointSpec.Converter.class,
            description =
                    "A socket for QEMU's vfio-user-pci: each VM that connects has a device, whose"
                        + " every load and store is seen. VMs of one pool share a memory at full"
                        + " speed instead: they are not isolated from each other. May be repeated.")
    private List<EndpointSpec> vfioUser = new ArrayList<>();

    @Option(
            names = VHOST_USER,
            paramLabel = "PATH[,name=NAME]",
            converter = EndpointSpec.Converter.class,
            description =
                    "A socket for process peers (\"ismscope guest\") and QEMU's vhost-user devices:"
                            + " each connection is a device. May be repeated.")
    private List<EndpointSpec> vhostUser = new ArrayList<>();

    /// {@return what was asked for, not opened yet, in the order of the transports}
    ///
    /// @param log takes what is worth a line: who came, went, or broke a rule; on a thread of its
    ///   own
    /// @throws CommandFailure [ExitCode#USAGE] if a setting is not known
    List<Endpoint> endpoints(Consumer<String> log) throws CommandFailure {
        List<Endpoint> endpoints = new ArrayList<>();
        Consumer<String> lines = buffered(log);
        VfioPeers peers = new VfioPeers();
        for (EndpointSpec spec : vfioUser) {
            spec.with(VFIO_USER, EndpointSpec.NAME, EndpointSpec.POOL);
            GuestSocket socket =
                    GuestSocket.vfioUser(spec.path(), spec.name(), spec.pool().orElse(""));
            endpoints.add(socket.endpoint(peers, lines));
        }
        for (EndpointSpec spec : vhostUser) {
            spec.with(VHOST_USER, EndpointSpec.NAME);
            endpoints.add(GuestSocket.vhostUser(spec.path(), spec.name()).endpoint(peers, lines));
        }
        return endpoints;
    }

    /// The host's thread waits for no terminal: lines go through a buffer, and what finds no room
    /// there is not written.
    private static Consumer<String> buffered(Consumer<String> log) {
        SubmissionPublisher<String> lines = new SubmissionPublisher<>();
        CompletableFuture<Void> _ = lines.consume(log);
        return line -> {
            int _ = lines.offer(line, null);
        };
    }
}
