package ismscope.device.vhost;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import ismscope.device.protocol.Decoded;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts what comes on a socket into messages, and never reads past one. Thread: one at a time.
final class FrameReader {
    private final UnixSocket socket;
    private final MemorySegment room =
            Arena.ofAuto().allocate(VhostLayout.HEADER_BYTES + VhostLayout.MOST_PAYLOAD);
    private final List<PassedFile> files = new ArrayList<>();
    private @Nullable VhostHeader header;
    private int have;

    FrameReader(UnixSocket socket) {
        this.socket = socket;
    }

    /// Reads on.
    ///
    /// @param wait whether to wait for a whole message
    /// @return the next message, null if it is not there yet
    /// @throws EOFException if the peer has closed the connection
    /// @throws FrontEndFault if what came is no message
    @Nullable Frame next(boolean wait) throws IOException, FrontEndFault {
        while (true) {
            int need = needed();
            if (have == need) {
                VhostHeader present = header;
                if (present != null) {
                    return complete(present);
                }
                header = decodedHeader();
                continue;
            }
            int got = socket.receive(room.asSlice(have, need - have), files, wait);
            if (got == UnixSocket.END) {
                throw new EOFException("the connection has ended");
            }
            if (got == 0) {
                return null;
            }
            have += got;
        }
    }

    private int needed() {
        VhostHeader present = header;
        return VhostLayout.HEADER_BYTES + (present == null ? 0 : present.size());
    }

    private VhostHeader decodedHeader() throws FrontEndFault {
        byte[] bytes = room.asSlice(0, VhostLayout.HEADER_BYTES).toArray(JAVA_BYTE);
        return switch (VhostCodec.decodeHeader(bytes)) {
            case Decoded.Valid<VhostHeader>(VhostHeader valid) -> valid;
            case Decoded.Malformed<VhostHeader> fault ->
                    throw new FrontEndFault("no header of a message: " + fault);
        };
    }

    private Frame complete(VhostHeader present) {
        byte[] payload = room.asSlice(VhostLayout.HEADER_BYTES, present.size()).toArray(JAVA_BYTE);
        Frame frame = new Frame(present, payload, List.copyOf(files));
        files.clear();
        header = null;
        have = 0;
        return frame;
    }

    /// Closes descriptors of a message that was not whole.
    void close() {
        new Frame(new VhostHeader(0, false, false, 0), new byte[0], List.copyOf(files)).close();
        files.clear();
    }
}
