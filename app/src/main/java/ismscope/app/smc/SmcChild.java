package ismscope.app.smc;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.peer.ProcessPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One end of the measured links: a process that does what its parent writes, line by line, and
/// answers each line with one.
///
/// ```
/// listen tcp              -> port          dial tcp PORT     -> ok
/// listen unix PATH        -> ok            dial unix PATH    -> ok
/// accept                  -> ok
/// alloc PATH              -> token         attach TOKEN RECEIVER -> ok
/// first PATTERN NANOS     -> messages nanos cpu-nanos
/// second PATTERN          -> cpu-nanos     close             -> ok
/// ```
public final class SmcChild {
    private final BufferedReader in;
    private final Consumer<String> out;
    private @Nullable ServerSocketChannel server;
    private @Nullable Link link;
    private @Nullable ProcessPeer peer;
    private @Nullable GuestRegion mine;

    /// @param in what to do
    /// @param out takes the answers
    public SmcChild(BufferedReader in, Consumer<String> out) {
        this.in = in;
        this.out = out;
    }

    /// Works until there is nothing more to do.
    ///
    /// @throws IOException with the reason, if a link fails
    public void work() throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.accept(answer(line.split(" ", -1)));
        }
        close();
    }

    private String answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "listen" -> listen(words);
            case "dial" -> dial(words);
            case "accept" -> accept();
            case "alloc" -> allocate(Path.of(words[1]));
            case "attach" -> attach(words);
            case "first" -> first(words);
            case "second" -> second(words);
            default -> close();
        };
    }

    private String listen(String[] words) throws IOException {
        boolean unix = words[1].equals("unix");
        ServerSocketChannel made =
                unix
                        ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        : ServerSocketChannel.open();
        server = made;
        made.bind(unix ? UnixDomainSocketAddress.of(words[2]) : loopback(0));
        return made.getLocalAddress() instanceof InetSocketAddress at
                ? Integer.toString(at.getPort())
                : "ok";
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private String dial(String[] words) throws IOException {
        SocketAddress address =
                words[1].equals("unix")
                        ? UnixDomainSocketAddress.of(words[2])
                        : loopback(Integer.parseInt(words[2]));
        link = new SocketLink(undelayed(SocketChannel.open(address)));
        return "ok";
    }

    private String accept() throws IOException {
        link = new SocketLink(undelayed(Objects.requireNonNull(server).accept()));
        return "ok";
    }

    private static SocketChannel undelayed(SocketChannel channel) throws IOException {
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        return channel;
    }

    private String allocate(Path path) throws IOException {
        ProcessPeer booted = ProcessPeer.boot(path, DriverOptions.SPLIT);
        peer = booted;
        try {
            GuestRegion region = booted.driver().allocate(RegionLink.REGION_BYTES);
            mine = region;
            return Long.toHexString(region.token());
        } catch (CommandRefused e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private String attach(String[] words) throws IOException {
        ProcessPeer booted = Objects.requireNonNull(peer);
        try {
            GuestRegion theirs = booted.driver().attach(Long.parseUnsignedLong(words[1], 16));
            link =
                    new RegionLink(
                            booted.driver(),
                            booted.memory(),
                            Objects.requireNonNull(mine),
                            theirs,
                            Receiver.valueOf(words[2].toUpperCase(Locale.ROOT)));
            return "ok";
        } catch (CommandRefused e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private String first(String[] words) throws IOException {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        long messages =
                Pattern.valueOf(words[1])
                        .first(Objects.requireNonNull(link), Long.parseLong(words[2]));
        long took = System.nanoTime() - start;
        return "%d %d %d".formatted(messages, took, cpuNanos() - cpu);
    }

    private String second(String[] words) throws IOException {
        long cpu = cpuNanos();
        Pattern.valueOf(words[1]).second(Objects.requireNonNull(link));
        return Long.toString(cpuNanos() - cpu);
    }

    /// {@return processor time that this process has used, in steps of 10 ms}
    static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private String close() throws IOException {
        if (link != null) {
            link.close();
            link = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
        if (peer != null) {
            peer.close();
            peer = null;
        }
        return "ok";
    }
}
