package ismscope.device.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;

/// Waits for any of many descriptors (`epoll`, level-triggered): one thread serves them all.
///
/// A handler runs as long as there is something to read, or the peer is gone. Thread: the owner;
/// [#wake] any.
public final class Poller implements Closeable {
    /// Waits without end in [#await].
    public static final int FOREVER = -1;

    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLLIN = 1;
    private static final int EPOLLET = 1 << 31;

    /// `struct epoll_event` is packed on x86-64: u32 events, u64 data.
    private static final long EVENT_BYTES = 12;

    private static final long DATA_AT = 4;
    private static final int BATCH = 64;

    private static final MethodHandle EPOLL_CREATE =
            SystemCall.call("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle EPOLL_CTL =
            SystemCall.call(
                    "epoll_ctl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle EPOLL_WAIT =
            SystemCall.call(
                    "epoll_wait",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

    private final MemorySegment events = Arena.ofAuto().allocate(EVENT_BYTES * BATCH, Long.BYTES);
    private final MemorySegment change = Arena.ofAuto().allocate(EVENT_BYTES, Long.BYTES);
    private final Map<Long, Handler> handlers = new HashMap<>();
    private final Map<Integer, Long> keys = new HashMap<>();
    private final Descriptor epoll;
    private final EventCounter waker;
    private long lastKey;

    /// What is done when a descriptor is ready.
    @FunctionalInterface
    public interface Handler {
        /// Reads what there is, without waiting.
        void ready();
    }

    private Poller(int fd, EventCounter waker) {
        this.epoll = new Descriptor(fd);
        this.waker = waker;
    }

    /// Makes a poller that watches nothing yet.
    ///
    /// @throws IOException if the system refuses: too many open files
    public static Poller create() throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        int fd;
        try {
            fd = (int) EPOLL_CREATE.invokeExact(scratch.errnoSlot(), EPOLL_CLOEXEC);
            SystemCall.checked(fd, "epoll_create1", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
        try {
            EventCounter waker = EventCounter.create();
            Poller poller = new Poller(fd, waker);
            poller.add(waker.fd(), poller::woken);
            return poller;
        } catch (IOException e) {
            LinuxCalls.close(fd);
            throw e;
        }
    }

    private void woken() {
        try {
            waker.drain();
        } catch (IOException e) {
            throw new IllegalStateException("the poller's own counter cannot be read", e);
        }
    }

    /// Watches a descriptor.
    ///
    /// @param fd open until [#remove]
    public void add(int fd, Handler handler) throws IOException {
        add(fd, EPOLLIN, handler);
    }

    /// Watches an event counter of somebody else without ever reading it, so that nothing its owner
    /// does to it can block: the handler runs once for the signals since it last ran.
    ///
    /// @param fd open until [#remove]
    public void addSignals(int fd, Handler handler) throws IOException {
        add(fd, EPOLLIN | EPOLLET, handler);
    }

    private void add(int fd, int wanted, Handler handler) throws IOException {
        long key = ++lastKey;
        change.set(JAVA_INT_UNALIGNED, 0, wanted);
        change.set(JAVA_LONG_UNALIGNED, DATA_AT, key);
        control(EPOLL_CTL_ADD, fd);
        handlers.put(key, handler);
        keys.put(fd, key);
    }

    /// Watches a descriptor no more; its handler does not run any more, not even for what was seen
    /// ready already. Does nothing if it is not watched.
    public void remove(int fd) throws IOException {
        Long key = keys.remove(fd);
        if (key != null) {
            handlers.remove(key);
            control(EPOLL_CTL_DEL, fd);
        }
    }

    private void control(int operation, int fd) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            int result =
                    (int)
                            EPOLL_CTL.invokeExact(
                                    scratch.errnoSlot(), epoll.number(), operation, fd, change);
            SystemCall.checked(result, "epoll_ctl", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// Waits until something is ready, and runs the handlers of what is.
    ///
    /// @param milliseconds to wait at most, 0 to look only, [#FOREVER] without end
    /// @return how many were ready; 0 when the time is over
    public int await(int milliseconds) throws IOException {
        int ready = wait(milliseconds);
        if (ready == 0) {
            return 0;
        }
        long[] seen = new long[ready];
        for (int i = 0; i < ready; i++) {
            seen[i] = events.get(JAVA_LONG_UNALIGNED, i * EVENT_BYTES + DATA_AT);
        }
        for (long key : seen) {
            Handler handler = handlers.get(key);
            if (handler != null) {
                handler.ready();
            }
        }
        return ready;
    }

    private int wait(int milliseconds) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            int ready =
                    (int)
                            EPOLL_WAIT.invokeExact(
                                    scratch.errnoSlot(),
                                    epoll.number(),
                                    events,
                                    BATCH,
                                    milliseconds);
            if (ready < 0 && scratch.errno() != SystemCall.EINTR) {
                throw SystemCall.failure("epoll_wait", scratch);
            }
            return Math.max(0, ready);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// Makes a running or the next [#await] return. Any thread.
    public void wake() {
        try {
            waker.signal();
        } catch (IOException e) {
            throw new IllegalStateException("the poller is closed", e);
        }
    }

    /// Watches nothing any more; what was watched stays open.
    @Override
    public void close() throws IOException {
        epoll.close();
        waker.close();
    }
}
