package ismscope.device.os;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import jnr.unixsocket.Credentials;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;

/// A connected UNIX stream socket whose messages can carry descriptors.
///
/// Descriptors ride on the first byte of what is sent with them, and come with the receive that
/// takes that byte, which takes no bytes behind that message's. Thread: one may receive while
/// another sends; [#shutdown] any.
public final class UnixSocket implements Closeable {
    /// What [#receive] returns when the peer has closed its end.
    public static final int END = -1;

    /// Descriptors that one message carries at most.
    public static final int MOST_DESCRIPTORS = SocketMessage.MOST_DESCRIPTORS;

    private static final int[] NONE = {};

    private final UnixSocketChannel channel;
    private final SocketMessage incoming = new SocketMessage();
    private final SocketMessage outgoing = new SocketMessage();
    private final AtomicBoolean open = new AtomicBoolean(true);

    UnixSocket(UnixSocketChannel channel) {
        this.channel = channel;
    }

    /// Connects to a listener.
    ///
    /// @throws IOException if nobody listens there
    public static UnixSocket connect(Path path) throws IOException {
        return new UnixSocket(UnixSocketChannel.open(new UnixSocketAddress(path.toFile())));
    }

    /// {@return two sockets that are connected with each other}
    public static UnixSocket[] pair() throws IOException {
        UnixSocketChannel[] pair = UnixSocketChannel.pair();
        return new UnixSocket[] {new UnixSocket(pair[0]), new UnixSocket(pair[1])};
    }

    static UnixSocket adopt(int fd) {
        return new UnixSocket(UnixSocketChannel.fromFD(fd));
    }

    /// {@return the descriptor's number, to be watched or sent to another process}
    public int fd() {
        return channel.getFD();
    }

    /// {@return who is at the other end}
    public PeerIdentity peer() throws IOException {
        Credentials credentials = channel.getOption(UnixSocketOptions.SO_PEERCRED);
        return new PeerIdentity(credentials.getPid(), credentials.getUid(), credentials.getGid());
    }

    /// Receives what is there, up to the target's size, and the descriptors that came with it.
    ///
    /// @param target native memory, at least one byte
    /// @param passed gets the descriptors, which the caller then owns
    /// @param wait whether to wait until there is something
    /// @return bytes received, [#END] at the end of the stream, 0 if there is nothing now
    /// @throws IOException if the connection broke, or a message carried more than
    ///   [#MOST_DESCRIPTORS] descriptors; none of those stays open
    public int receive(MemorySegment target, List<PassedFile> passed, boolean wait)
            throws IOException {
        long bytes = SocketCalls.recvmsg(fd(), incoming.toReceive(target), wait);
        if (bytes < 0) {
            return 0;
        }
        List<PassedFile> received = new ArrayList<>();
        for (int fd : incoming.received()) {
            received.add(new PassedFile(fd));
        }
        if (incoming.isCut()) {
            for (PassedFile file : received) {
                file.close();
            }
            throw new IOException("a message with more descriptors than " + MOST_DESCRIPTORS);
        }
        passed.addAll(received);
        return bytes == 0 ? END : (int) bytes;
    }

    /// Sends bytes, as far as there is room.
    ///
    /// @param source native memory
    /// @param descriptors ride on the first byte; the caller keeps its own
    /// @param wait whether to wait for room
    /// @return bytes sent, 0 if there is no room now and nothing was sent
    /// @throws IOException if the connection broke
    public int send(MemorySegment source, int[] descriptors, boolean wait) throws IOException {
        return (int)
                Math.max(0, SocketCalls.sendmsg(fd(), outgoing.toSend(source, descriptors), wait));
    }

    /// Sends all bytes, and waits for room as long as it takes.
    public void sendAll(MemorySegment source, int... descriptors) throws IOException {
        long done = 0;
        while (done < source.byteSize()) {
            done += send(source.asSlice(done), done == 0 ? descriptors : NONE, true);
        }
    }

    /// Ends both directions; whoever waits on the socket, here or there, gets the end of the
    /// stream. Any thread; does nothing on a connection that is broken already.
    public void shutdown() {
        end(SocketCalls.SHUT_RDWR);
    }

    /// Sends nothing any more: the peer gets the end of the stream behind what was sent, and can
    /// still send. Any thread; does nothing on a connection that is broken already.
    public void finishSending() {
        end(SocketCalls.SHUT_WR);
    }

    private void end(int how) {
        try {
            SocketCalls.shutdown(fd(), how);
        } catch (IOException _) {
            // Not connected any more: the same.
        }
    }

    /// Lets go of a socket that was passed to another process, which goes on with it: [#close]
    /// would end the connection.
    public void letGo() throws IOException {
        if (open.getAndSet(false)) {
            LinuxCalls.close(fd());
        }
    }

    /// Closes the socket, and ends the connection. Nobody may be waiting on it; see [#shutdown].
    @Override
    public void close() throws IOException {
        if (open.getAndSet(false)) {
            channel.close();
        }
    }
}
