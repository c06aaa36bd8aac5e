package ismscope.device.vfio;

import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The client's end of a vfio-user connection, for tests: sends any message, sound or not.
///
/// Thread: one at a time.
public final class VfioClient implements AutoCloseable {
    /// What QEMU says of itself.
    public static final VersionText QEMU =
            VersionText.EMPTY
                    .with(VersionText.MAX_MSG_FDS, 16)
                    .with(VersionText.MAX_DATA_XFER_SIZE, 1 << 20)
                    .with(VersionText.PGSIZES, 4096)
                    .with(VersionText.MAX_DMA_MAPS, 65535)
                    .with(VersionText.WRITE_MULTIPLE, true)
                    .with("migration_of_pages_in_bytes", 4096);

    private static final int ROOM = 256 << 10;

    private final UnixSocket socket;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment out = arena.allocate(ROOM, 8);
    private final MemorySegment in = arena.allocate(ROOM, 8);
    private final List<PassedFile> files = new ArrayList<>();
    private int nextId;

    private VfioClient(UnixSocket socket) {
        this.socket = socket;
    }

    /// {@return a connection that has said nothing yet}
    public static VfioClient connect(Path path) throws IOException {
        return new VfioClient(UnixSocket.connect(path));
    }

    /// {@return a connection that has a device}
    public static VfioClient introduced(Path path) throws IOException {
        VfioClient client = connect(path);
        VfioReply reply = client.call(new VfioRequest.Version(0, 0, QEMU));
        if (!(reply instanceof VfioReply.Version)) {
            client.close();
            throw new IOException("not taken: " + reply);
        }
        return client;
    }

    public UnixSocket socket() {
        return socket;
    }

    /// Sends a request and does not wait.
    public void post(VfioRequest request) throws IOException {
        send(RequestEncoder.encode(request, nextId++ & 0xffff, VfioHeader.NO_REPLY, out));
    }

    /// Sends a request.
    ///
    /// @return the reply
    public VfioReply call(VfioRequest request, int... descriptors) throws IOException {
        send(RequestEncoder.encode(request, nextId++ & 0xffff, 0, out), descriptors);
        return reply();
    }

    /// Sends bytes as they are behind a header that is as it shall be.
    public void raw(int command, int flags, int size, byte[] payload, int... descriptors)
            throws IOException {
        HeaderCodec.encode(new VfioHeader(nextId++ & 0xffff, command, size, flags, 0), out);
        MemorySegment.copy(
                MemorySegment.ofArray(payload), 0, out, VfioHeader.LENGTH, payload.length);
        send(VfioHeader.LENGTH + payload.length, descriptors);
    }

    /// Sends a question, and the header of a second one in the same piece.
    public void questionAndHalfAnother() throws IOException {
        int length = RequestEncoder.encode(new VfioRequest.DeviceInfo(), nextId++ & 0xffff, 0, out);
        MemorySegment.copy(out, 0, out, length, VfioHeader.LENGTH);
        send(length + VfioHeader.LENGTH);
    }

    /// Sends zeros: the rest of a message.
    public void rest(int length, int... descriptors) throws IOException {
        out.asSlice(0, length).fill((byte) 0);
        send(length, descriptors);
    }

    private void send(int length, int... descriptors) throws IOException {
        socket.sendAll(out.asSlice(0, length), descriptors);
    }

    /// {@return the next reply}
    public VfioReply reply() throws IOException {
        int got = 0;
        int wanted = VfioHeader.LENGTH;
        while (got < wanted) {
            int bytes = socket.receive(in.asSlice(got, wanted - got), files, true);
            if (bytes == UnixSocket.END) {
                throw new IOException("the server ended the connection");
            }
            got += bytes;
            if (got == VfioHeader.LENGTH) {
                wanted = HeaderCodec.size(in, 0);
            }
        }
        VfioHeader header = HeaderCodec.decode(in, 0);
        if (header.id() != (nextId - 1 & 0xffff)) {
            throw new IOException("reply to another request: " + header);
        }
        return ReplyCodec.decode(in, wanted);
    }

    /// {@return whether the server ends the connection; waits for it}
    public boolean awaitEnd() throws IOException {
        int got = socket.receive(in, files, true);
        return got == UnixSocket.END;
    }

    /// {@return bytes of the last reply}
    public byte[] lastBytes(int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(in, 0, MemorySegment.ofArray(bytes), 0, length);
        return bytes;
    }

    /// {@return what a region holds}
    public long read(int region, long offset, int width) throws IOException {
        VfioReply reply = call(new VfioRequest.RegionRead(offset, region, width));
        if (reply instanceof VfioReply.Loaded loaded) {
            return loaded.value();
        }
        throw new IOException("not read: " + reply);
    }

    /// Writes to a region and waits.
    public void write(int region, long offset, int width, long value) throws IOException {
        VfioReply reply = call(new VfioRequest.RegionWrite(offset, region, width, value));
        if (!(reply instanceof VfioReply.Stored)) {
            throw new IOException("not written: " + reply);
        }
    }

    /// {@return descriptors that came with replies}
    public List<PassedFile> files() {
        return files;
    }

    /// {@return that many equal descriptors}
    public static int[] times(int count, int fd) {
        int[] all = new int[count];
        Arrays.fill(all, fd);
        return all;
    }

    @Override
    public void close() throws IOException {
        for (PassedFile file : files) {
            file.close();
        }
        socket.close();
        arena.close();
    }
}
