package ismscope.device.vhost;

import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import ismscope.device.protocol.Decoded;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A front-end's end of either channel, as messages. Thread: one at a time.
public final class MessageSocket {
    private final FrameReader reader;
    private final FrameWriter writer;

    /// What a back-end asks.
    ///
    /// @param files that came with it, owned by whoever takes it
    public record Asked(BackEndMessage message, List<PassedFile> files) {}

    /// Messages on a socket.
    ///
    /// @param socket stays its owner's
    public MessageSocket(UnixSocket socket) {
        reader = new FrameReader(socket);
        writer = new FrameWriter(socket);
    }

    /// Sends a message on the main channel.
    public void send(FrontEndMessage message, boolean needReply, int... descriptors)
            throws IOException {
        writer.send(VhostCodec.encodeFrontEnd(message, needReply), descriptors);
    }

    /// Waits for the reply to a message.
    ///
    /// @throws IOException if the connection ended, or what came is none
    public BackEndReply reply(FrontEndMessage message) throws IOException {
        try (Frame frame = frame(true)) {
            if (frame == null
                    || !frame.header().reply()
                    || frame.header().request() != message.wire()) {
                throw new IOException("no reply to " + message);
            }
            return switch (VhostCodec.decodeReply(message.wire(), frame.payload())) {
                case Decoded.Valid<BackEndReply>(BackEndReply reply) -> reply;
                case Decoded.Malformed<BackEndReply> fault ->
                        throw new IOException("reply to %s: %s".formatted(message, fault));
            };
        }
    }

    /// {@return what the back-end asks on its channel, null if there is nothing now}
    ///
    /// @throws IOException if the connection ended, or what came is no message
    public @Nullable Asked asked() throws IOException {
        Frame frame = frame(false);
        if (frame == null) {
            return null;
        }
        int wire = frame.header().request();
        if (VhostCodec.decodeBackEnd(wire, frame.payload())
                instanceof Decoded.Valid<BackEndMessage>(BackEndMessage message)) {
            return new Asked(message, frame.files());
        }
        frame.close();
        throw new IOException("the host asks something unknown: " + wire);
    }

    /// Answers the last message of the back-end.
    public void answer(BackEndMessage message, boolean done) throws IOException {
        writer.send(VhostCodec.encodeReply(message.wire(), new BackEndReply.Value(done ? 0 : 1)));
    }

    private @Nullable Frame frame(boolean wait) throws IOException {
        try {
            return reader.next(wait);
        } catch (FrontEndFault e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
