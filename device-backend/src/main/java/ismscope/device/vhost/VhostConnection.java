package ismscope.device.vhost;

import ismscope.device.model.IsmDevice;
import ismscope.device.os.Poller;
import ismscope.device.os.UnixSocket;
import ismscope.device.protocol.Decoded;
import java.io.IOException;
import java.util.function.Consumer;

/// One front-end's connection: reads its messages, answers them, and ends with it.
///
/// Thread: the host's owner thread.
final class VhostConnection {
    /// Messages of one turn, so that one front-end cannot keep the host from the others.
    private static final int TURN = 32;

    private static final long FAILED = 1;

    private final UnixSocket socket;
    private final Poller poller;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final FrontEndSession session;
    private final String name;
    private final Consumer<String> log;
    private final Consumer<VhostConnection> ended;
    private boolean closed;

    /// @param name of the guest
    /// @param ended told when it is over
    VhostConnection(
            UnixSocket socket, Serving serving, String name, Consumer<VhostConnection> ended) {
        this.socket = socket;
        this.poller = serving.thread().poller();
        this.reader = new FrameReader(socket);
        this.writer = new FrameWriter(socket);
        this.session = new FrontEndSession(serving, name, this::refuse);
        this.name = name;
        this.log = serving.log();
        this.ended = ended;
    }

    void start() throws IOException {
        poller.add(socket.fd(), this::ready);
    }

    private void ready() {
        try {
            for (int i = 0; i < TURN && !closed; i++) {
                Frame frame = reader.next(false);
                if (frame == null) {
                    return;
                }
                try (frame) {
                    answer(frame);
                }
            }
        } catch (IOException _) {
            // It has closed the connection, or is gone.
            close(false);
        } catch (FrontEndFault e) {
            refuse(e);
        } catch (InternalError e) {
            refuse(new FrontEndFault(FrontEndSession.MEMORY_GONE, e));
        }
    }

    private void answer(Frame frame) throws FrontEndFault, IOException {
        VhostHeader header = frame.header();
        if (header.reply()) {
            throw new FrontEndFault("a reply where a request belongs");
        }
        FrontEndRequest request = FrontEndRequest.fromWire(header.request());
        boolean own = request != null && request.hasReply();
        boolean acknowledge = !own && header.needReply() && session.acknowledges();
        BackEndReply reply;
        try {
            reply = session.handle(decoded(frame), frame);
        } catch (FrontEndFault e) {
            if (acknowledge) {
                writer.sendNow(
                        VhostCodec.encodeReply(header.request(), new BackEndReply.Value(FAILED)));
            }
            throw e;
        }
        if (acknowledge) {
            // A request that nobody knows is not done.
            reply = new BackEndReply.Value(request == null ? FAILED : 0);
        }
        if (reply != null) {
            writer.sendNow(VhostCodec.encodeReply(header.request(), reply));
        }
    }

    private static FrontEndMessage decoded(Frame frame) throws FrontEndFault {
        int wire = frame.header().request();
        return switch (VhostCodec.decodeFrontEnd(wire, frame.payload())) {
            case Decoded.Valid<FrontEndMessage>(FrontEndMessage message) -> message;
            case Decoded.Malformed<FrontEndMessage> fault ->
                    throw new FrontEndFault(
                            "request %d of %d bytes: %s"
                                    .formatted(wire, frame.payload().length, fault.fault()));
        };
    }

    /// The front-end has broken a rule: says so, and ends the connection.
    private void refuse(FrontEndFault fault) {
        if (closed) {
            return;
        }
        String text = String.valueOf(fault.getMessage());
        IsmDevice device = session.device();
        if (device != null) {
            device.frontEndFault(text);
        }
        log.accept("the front-end of \"%s\" is disconnected: %s".formatted(name, text));
        close(false);
    }

    /// Ends the connection; nothing of it stays. Does nothing the second time.
    ///
    /// @param byHost whether the host ends it
    void close(boolean byHost) {
        if (closed) {
            return;
        }
        closed = true;
        session.close(byHost);
        reader.close();
        try {
            poller.remove(socket.fd());
            socket.close();
        } catch (IOException e) {
            log.accept("the socket of \"%s\" was not closed: %s".formatted(name, e.getMessage()));
        }
        ended.accept(this);
    }
}
