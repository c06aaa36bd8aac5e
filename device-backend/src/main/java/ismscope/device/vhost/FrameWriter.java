package ismscope.device.vhost;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.os.UnixSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Sends messages on a socket. Thread: one at a time.
final class FrameWriter {
    private final UnixSocket socket;
    private final MemorySegment room =
            Arena.ofAuto().allocate(VhostLayout.HEADER_BYTES + VhostLayout.MOST_PAYLOAD);

    FrameWriter(UnixSocket socket) {
        this.socket = socket;
    }

    /// Sends a message whole, and never waits.
    ///
    /// @throws IOException if the connection is broken
    /// @throws FrontEndFault if the peer reads so slowly that there is no room
    void sendNow(byte[] message, int... descriptors) throws IOException, FrontEndFault {
        if (socket.send(filled(message), descriptors, false) != message.length) {
            throw new FrontEndFault("it does not read what it is sent");
        }
    }

    /// Sends a message whole, and waits for room.
    void send(byte[] message, int... descriptors) throws IOException {
        socket.sendAll(filled(message), descriptors);
    }

    private MemorySegment filled(byte[] message) {
        MemorySegment.copy(message, 0, room, JAVA_BYTE, 0, message.length);
        return room.asSlice(0, message.length);
    }
}
