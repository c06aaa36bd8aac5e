package ismscope.device.os;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// A descriptor that came with a message; of what, only the sender knows.
///
/// Whoever takes it makes something of it, which then owns the descriptor, or closes it. Threads:
/// any.
public final class PassedFile implements Closeable {
    private static final int TAKEN = -1;

    /// What the system says that an `eventfd` is.

    private final AtomicInteger fd;

    PassedFile(int fd) {
        this.fd = new AtomicInteger(fd);
    }

    /// {@return it as a memory file of the size that it has now}
    ///
    /// The sender may still hold and, unless [MemoryFile#isSealed], shrink it.
    ///
    /// @throws IOException if it is no file with bytes; it is closed then
    public MemoryFile toMemory() throws IOException {
        return MemoryFile.adopt(take());
    }

    /// {@return it as an event counter}
    ///
    /// @throws IOException if it is something else, or the system refuses to make it non-blocking;
    ///   it is closed then
    public EventCounter toCounter() throws IOException {
        return EventCounter.adopt(take());
    }

    /// {@return it as a connected socket}
    public UnixSocket toSocket() throws IOException {
        return UnixSocket.adopt(take());
    }

    private int take() throws IOException {
        int taken = fd.getAndSet(TAKEN);
        if (taken == TAKEN) {
            throw new IOException("the passed descriptor was taken already");
        }
        return taken;
    }

    /// Closes the descriptor, if nothing was made of it.
    @Override
    public void close() throws IOException {
        int open = fd.getAndSet(TAKEN);
        if (open != TAKEN) {
            LinuxCalls.close(open);
        }
    }
}
