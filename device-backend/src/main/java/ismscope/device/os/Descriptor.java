package ismscope.device.os;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// An open file descriptor that is closed only when nobody uses it any more.
///
/// The system gives a closed number to the next file at once; a late user of the old one would hit
/// a stranger's file. So a call is bracketed by [#enter] and [#leave], and after [#close] the last
/// to leave closes. Threads: any.
final class Descriptor implements Closeable {
    private static final int CLOSED = Integer.MIN_VALUE;

    private final int fd;

    /// Users inside, plus [#CLOSED] once it is to be closed.
    private final AtomicInteger users = new AtomicInteger();

    Descriptor(int fd) {
        this.fd = fd;
    }

    /// {@return the number, to be used until [#leave]}
    ///
    /// @throws IOException if it was closed; then there is nothing to leave
    int enter() throws IOException {
        int count;
        do {
            count = users.get();
            if (count < 0) {
                throw new IOException("closed: fd=" + fd);
            }
        } while (!users.compareAndSet(count, count + 1));
        return fd;
    }

    void leave() throws IOException {
        if (users.decrementAndGet() == CLOSED) {
            LinuxCalls.close(fd);
        }
    }

    int number() {
        return fd;
    }

    /// {@return whether it was closed, even if somebody is still inside}
    boolean isClosed() {
        return users.get() < 0;
    }

    @Override
    public void close() throws IOException {
        int before = users.getAndUpdate(count -> count < 0 ? count : count + CLOSED);
        if (before == 0) {
            LinuxCalls.close(fd);
        }
    }
}
