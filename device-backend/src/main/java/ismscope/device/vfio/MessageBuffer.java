package ismscope.device.vfio;

import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Cuts a stream into messages, and finds out whose the descriptors are that came with it.
///
/// One receive takes many messages. It takes no bytes behind the message that carried descriptors,
/// which are therefore those of the last message that begins in it. Thread: one at a time.
final class MessageBuffer implements AutoCloseable {
    /// Bytes of the longest message: an access of [VfioConnection#MOST_DATA] and what is around it.
    static final int LONGEST = VfioConnection.MOST_DATA + 32;

    private static final int ROOM = 2 * LONGEST;
    private static final int NOBODY = -1;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes = arena.allocate(ROOM, Long.BYTES);
    private final List<PassedFile> fresh = new ArrayList<>();
    private List<PassedFile> files = List.of();
    private int filesOf = NOBODY;
    private int start;
    private int end;

    /// Receives what there is, without waiting.
    ///
    /// @return as [UnixSocket#receive]; 0 also if what came before fills all the room
    /// @throws IOException if the connection broke, or descriptors came with no message, or a
    ///   second time before those that came first were looked at
    int receive(UnixSocket socket) throws IOException {
        moveToFront();
        if (end == ROOM) {
            return 0;
        }
        int got = socket.receive(bytes.asSlice(end), fresh, false);
        if (got > 0) {
            int before = end;
            end += got;
            if (!fresh.isEmpty()) {
                assign(before);
            }
        }
        return got;
    }

    private void moveToFront() {
        if (start > 0) {
            MemorySegment.copy(bytes, start, bytes, 0, end - start);
            filesOf = filesOf == NOBODY ? NOBODY : filesOf - start;
            end -= start;
            start = 0;
        }
    }

    private void assign(int before) throws IOException {
        List<PassedFile> came = List.copyOf(fresh);
        fresh.clear();
        int owner = NOBODY;
        int at = start;
        while (at < end) {
            owner = at >= before ? at : owner;
            int size = end - at < VfioHeader.LENGTH ? 0 : HeaderCodec.size(bytes, at);
            at = size < VfioHeader.LENGTH ? end : at + size;
        }
        if (owner == NOBODY || filesOf != NOBODY) {
            closeAll(came);
            throw new IOException("descriptors without a message: " + came.size());
        }
        files = came;
        filesOf = owner;
    }

    /// {@return bytes of the next message, 0 if it is not whole yet}
    ///
    /// @throws IOException if there can be no message of that size
    int next() throws IOException {
        if (end - start < VfioHeader.LENGTH) {
            return 0;
        }
        int size = HeaderCodec.size(bytes, start);
        if (size < VfioHeader.LENGTH || size > LONGEST) {
            throw new IOException(
                    "a message of %s bytes".formatted(Integer.toUnsignedString(size)));
        }
        return end - start < size ? 0 : size;
    }

    /// {@return where the messages are}
    MemorySegment bytes() {
        return bytes;
    }

    /// {@return where the next message begins}
    int start() {
        return start;
    }

    /// {@return the descriptors of the next message}
    List<PassedFile> files() {
        return filesOf == start ? files : List.of();
    }

    /// Goes on to the message behind; what nobody took of the descriptors is closed.
    void skip(int size) throws IOException {
        if (filesOf == start) {
            List<PassedFile> done = files;
            files = List.of();
            filesOf = NOBODY;
            closeAll(done);
        }
        start += size;
    }

    /// Forgets all that came.
    void clear() throws IOException {
        List<PassedFile> rest = files;
        files = List.of();
        filesOf = NOBODY;
        start = 0;
        end = 0;
        closeAll(rest);
    }

    private static void closeAll(List<PassedFile> files) throws IOException {
        for (PassedFile file : files) {
            file.close();
        }
    }

    @Override
    public void close() throws IOException {
        clear();
        arena.close();
    }
}
