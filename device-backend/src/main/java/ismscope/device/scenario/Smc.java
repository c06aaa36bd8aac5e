package ismscope.device.scenario;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.scenario.SideChannel.Accept;
import ismscope.device.scenario.SideChannel.Confirm;
import ismscope.device.scenario.SideChannel.Decline;
import ismscope.device.scenario.SideChannel.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What virtio-ism was made for: sockets over shared memory (SMC).
///
/// Two VMs make connections as SMC does. The client proposes over TCP; the server finds that both
/// are on one host, allocates a region to receive in, and sends its token; the client attaches, and
/// answers with the token of a region of its own. Then each side writes into the other's region,
/// moves its cursor and rings. A round is a few connections at once, each of which carries a stream
/// both ways, checked byte by byte, and ends with both regions gone. With more guests there are
/// more pairs.
final class Smc implements Scenario {
    private static final int CONNECTIONS_PER_PAIR = 4;
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    /// Beats without a byte received after which a connection counts as stuck.
    private static final int PATIENCE = 50;

    /// Two VMs that talk.
    private record Pair(SmcStack client, SmcStack server) {}

    /// A connection's two ends.
    private record Connection(Pair pair, SmcEnd client, SmcEnd server) {}

    @Override
    public String name() {
        return "smc";
    }

    @Override
    public String summary() {
        return "SMC hands tokens over TCP and streams both ways through rings in shared regions";
    }

    @Override
    public void play(Stage stage) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i < stage.guests(2); i += 2) {
            SmcStack client = new SmcStack(stage.boot("vm" + i));
            SmcStack server = new SmcStack(stage.boot("vm" + (i + 1), DriverOptions.PACKED));
            pairs.add(new Pair(client, server));
        }
        int number = 1;
        for (int round = 1; ; round++) {
            stage.mark("round " + round + ": connections are made");
            List<Connection> connections = new ArrayList<>();
            for (Pair pair : pairs) {
                for (int i = 0; i < CONNECTIONS_PER_PAIR; i++) {
                    connections.add(connect(pair, number++));
                    stage.pause(BEAT);
                }
            }
            stage.mark("round " + round + ": streams both ways");
            transfer(stage, connections);
            stage.mark("round " + round + ": all received as sent, connections close");
            for (Connection connection : connections) {
                connection.pair().client().close(connection.client());
                connection.pair().server().close(connection.server());
                stage.pause(BEAT);
            }
            stage.pause(BETWEEN_ROUNDS);
        }
    }

    private static Connection connect(Pair pair, int number) throws CommandRefused, ScenarioFailed {
        SideChannel tcp = new SideChannel();
        TextStream up = new TextStream("connection " + number + " client -> server");
        TextStream down = new TextStream("connection " + number + " server -> client");
        tcp.sendToServer(new Proposal(pair.client().gid(), pair.client().devid()));
        GuestRegion atServer = accept(pair.server(), tcp);

        if (!(tcp.atClient() instanceof Accept(long serverDevid, long serverToken))) {
            throw new ScenarioFailed("two VMs of one host do not see that they are");
        }
        GuestRegion toServer = pair.client().attach(serverToken);
        GuestRegion atClient = pair.client().regionFor(serverDevid);
        SmcEnd client = pair.client().open(atClient, toServer, up, down);
        tcp.sendToServer(new Confirm(atClient.token()));

        if (!(tcp.atServer() instanceof Confirm(long clientToken))) {
            throw new ScenarioFailed("the client went away");
        }
        GuestRegion toClient = pair.server().attach(clientToken);
        return new Connection(pair, client, pair.server().open(atServer, toClient, down, up));
    }

    private static GuestRegion accept(SmcStack server, SideChannel tcp)
            throws CommandRefused, ScenarioFailed {
        if (!(tcp.atServer() instanceof Proposal(long gid, long clientDevid))
                || gid != server.gid()) {
            tcp.sendToClient(new Decline());
            throw new ScenarioFailed("two VMs of one host have different gids");
        }
        GuestRegion region = server.regionFor(clientDevid);
        tcp.sendToClient(new Accept(server.devid(), region.token()));
        return region;
    }

    private static void transfer(Stage stage, List<Connection> connections) throws Exception {
        int idle = 0;
        while (!allDone(connections)) {
            int events = 0;
            for (Connection connection : connections) {
                connection.client().send(stage.random());
                connection.server().send(stage.random());
                events += connection.pair().server().pump() + connection.pair().client().pump();
            }
            idle = events == 0 ? idle + 1 : 0;
            Expect.that(idle < PATIENCE, "no connection is stuck: a notification got lost");
            stage.pause(BEAT);
        }
    }

    private static boolean allDone(List<Connection> connections) throws AccessFault {
        for (Connection connection : connections) {
            if (!connection.client().isDone() || !connection.server().isDone()) {
                return false;
            }
        }
        return true;
    }
}
