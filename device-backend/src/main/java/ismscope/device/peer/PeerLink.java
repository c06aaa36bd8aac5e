package ismscope.device.peer;

import ismscope.device.os.UnixSocket;
import ismscope.device.vhost.BackEndReply;
import ismscope.device.vhost.FrontEndMessage;
import ismscope.device.vhost.FrontEndRequest;
import ismscope.device.vhost.MessageSocket;
import java.io.IOException;

/// The main channel of a process peer: a message, and its answer. Thread: one at a time.
final class PeerLink {
    private final MessageSocket messages;
    private final UnixSocket socket;
    private boolean acknowledged;
    private volatile boolean closed;

    PeerLink(UnixSocket socket) {
        this.socket = socket;
        this.messages = new MessageSocket(socket);
    }

    /// From now on each message is acknowledged.
    void acknowledge() {
        acknowledged = true;
    }

    /// Sends a message that is not answered but for how it went.
    ///
    /// @throws IllegalStateException if the host is gone, or refuses
    void tell(FrontEndMessage message, int... descriptors) {
        try {
            messages.send(message, acknowledged, descriptors);
            if (acknowledged && number(messages.reply(message)) != 0) {
                throw new IllegalStateException("the host refuses " + message);
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /// Sends a message and waits for its reply.
    ///
    /// @throws IllegalStateException if the host is gone
    BackEndReply ask(FrontEndMessage message) {
        try {
            messages.send(message, false);
            return messages.reply(message);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /// Asks for a number.
    long askNumber(FrontEndRequest request) {
        return number(ask(new FrontEndMessage.Plain(request)));
    }

    private static long number(BackEndReply reply) {
        if (reply instanceof BackEndReply.Value(long value)) {
            return value;
        }
        throw new IllegalStateException("the host answers with " + reply);
    }

    IllegalStateException gone(IOException cause) {
        return new IllegalStateException(
                closed ? "the device is unplugged" : "the host is gone: " + cause.getMessage(),
                cause);
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        if (!closed) {
            closed = true;
            try {
                socket.close();
            } catch (IOException _) {
                // The descriptor is gone all the same.
            }
        }
    }
}
