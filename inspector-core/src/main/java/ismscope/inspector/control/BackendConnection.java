package ismscope.inspector.control;

import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The capture of a running backend, as it comes. Thread: one reads; [#stop] any.
public final class BackendConnection implements Closeable {
    private static final int BUFFER = 1 << 18;

    private final BackendAddress address;
    private final UnixSocket socket;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER);
    private volatile boolean stopped;
    private boolean closed;

    private BackendConnection(BackendAddress address, UnixSocket socket) {
        this.address = address;
        this.socket = socket;
    }

    /// Connects.
    ///
    /// @throws IOException with a sentence for people, if there is no backend that can be reached
    public static BackendConnection open(BackendAddress address) throws IOException {
        Path path = address.captureSocket();
        if (!Files.exists(path)) {
            throw new IOException("there is no backend at %s".formatted(address));
        }
        try {
            return new BackendConnection(address, UnixSocket.connect(path));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            throw new IOException(
                    reason.contains("ermission")
                            ? "the backend at %s is not for you: permission denied"
                                    .formatted(address)
                            : "nobody listens at %s any more".formatted(address),
                    e);
        }
    }

    /// {@return where the backend is}
    public BackendAddress address() {
        return address;
    }

    /// Hands on whatever comes, until the backend ends or [#stop] is called.
    ///
    /// @return bytes handed on
    /// @throws IOException what the target throws; how the connection ends makes no difference
    public long transferTo(WritableByteChannel target) throws IOException {
        List<PassedFile> passed = new ArrayList<>();
        long total = 0;
        for (int count = receive(passed); count > 0; count = receive(passed)) {
            for (PassedFile file : passed) {
                file.close();
            }
            passed.clear();
            ByteBuffer bytes = buffer.asSlice(0, count).asByteBuffer();
            while (bytes.hasRemaining()) {
                target.write(bytes);
            }
            total += count;
        }
        return total;
    }

    private int receive(List<PassedFile> passed) {
        try {
            return socket.receive(buffer, passed, true);
        } catch (IOException _) {
            // A backend that was killed.
            return UnixSocket.END;
        }
    }

    /// {@return whether the end was wanted here}
    public boolean isStopped() {
        return stopped;
    }

    /// Ends [#transferTo]. Does nothing once that has ended.
    public synchronized void stop() {
        // The number of a closed socket may be another file's by now.
        if (!closed) {
            stopped = true;
            socket.shutdown();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        socket.close();
    }
}
