package ismscope.inspector.control;

import ismscope.device.os.UnixSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/// A socket that a capture is written to; whoever writes waits for the peer, until the socket is
/// shut down.
final class SocketTarget implements WritableByteChannel {
    private static final int[] NO_DESCRIPTORS = {};

    private final UnixSocket socket;

    SocketTarget(UnixSocket socket) {
        this.socket = socket;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int sent = socket.send(MemorySegment.ofBuffer(source), NO_DESCRIPTORS, true);
        source.position(source.position() + sent);
        return sent;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /// Tells the peer that nothing more comes; the socket itself is its owner's to close.
    @Override
    public void close() {
        socket.shutdown();
    }
}
