package ismscope.device.os;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An `eventfd`: a counter that wakes who waits for it, here or in another process.
///
/// Signals before a [#drain] add up. Threads: any; [#close] may be called while others signal or
/// wait: waiters then get an [IOException], and the descriptor is closed when the last has left.
/// One that somebody else made is closed without a signal, which that one would take for news; so
/// it is waited for with a [Poller], or by nobody who is there when it is closed.
public final class EventCounter implements Closeable {
    /// Waits without end in [#await].
    public static final int FOREVER = -1;

    private final Descriptor descriptor;

    /// Whether nobody outside this process is known to hold it.
    private final boolean own;

    private EventCounter(int fd, boolean own) {
        this.descriptor = new Descriptor(fd);
        this.own = own;
    }

    /// Makes a counter of 0.
    ///
    /// @throws IOException if the system refuses: too many open files
    public static EventCounter create() throws IOException {
        return new EventCounter(
                LinuxCalls.eventfd(0, LinuxCalls.EFD_CLOEXEC | LinuxCalls.EFD_NONBLOCK), true);
    }

    /// {@return a counter that somebody else made}
    ///
    /// @param fd closed with it, and when this fails
    /// @throws IOException if it is something else, which might block who signals it
    static EventCounter adopt(int fd) throws IOException {
        try {
            String kind = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
            if (!kind.contains("[eventfd")) {
                throw new IOException("the passed descriptor is no eventfd: " + kind);
            }
            int flags = LinuxCalls.fcntl(fd, LinuxCalls.F_GETFL, 0);
            LinuxCalls.fcntl(fd, LinuxCalls.F_SETFL, flags | LinuxCalls.O_NONBLOCK);
            return new EventCounter(fd, false);
        } catch (IOException e) {
            LinuxCalls.close(fd);
            throw e;
        }
    }

    /// Adds 1 and wakes a waiter. Does not block: a counter at its maximum stays there, which wakes
    /// as well. Somebody else who has the counter, too, can take back that it does not block, so
    /// there it is asked before whether there is room.
    public void signal() throws IOException {
        int fd = descriptor.enter();
        try {
            if (own || LinuxCalls.pollNow(fd, LinuxCalls.POLLOUT)) {
                LinuxCalls.writeCounter(fd, 1);
            }
        } finally {
            descriptor.leave();
        }
    }

    /// {@return the count, which becomes 0; 0 if there was no signal}
    public long drain() throws IOException {
        int fd = descriptor.enter();
        try {
            return LinuxCalls.readCounter(fd);
        } finally {
            descriptor.leave();
        }
    }

    /// Waits for a signal; leaves the count as it is.
    ///
    /// @param milliseconds to wait at most, [#FOREVER] without end
    /// @return whether the count is above 0; false may come early
    /// @throws IOException if the counter is closed meanwhile
    public boolean await(int milliseconds) throws IOException {
        int fd = descriptor.enter();
        try {
            boolean signalled = LinuxCalls.pollIn(fd, milliseconds);
            if (descriptor.isClosed()) {
                throw new IOException("closed while waiting: fd=" + fd);
            }
            return signalled;
        } finally {
            descriptor.leave();
        }
    }

    /// {@return the descriptor's number, to be sent to another process; not for reading here}
    public int fd() {
        return descriptor.number();
    }

    @Override
    public void close() throws IOException {
        int fd;
        try {
            fd = descriptor.enter();
        } catch (IOException _) {
            return; // closed already
        }
        try {
            descriptor.close();
            if (!own) {
                return;
            }
            // Whoever waits must leave before the descriptor can go.
            LinuxCalls.writeCounter(fd, 1);
        } finally {
            descriptor.leave();
        }
    }
}
