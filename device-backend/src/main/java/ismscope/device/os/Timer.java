package ismscope.device.os;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A `timerfd`: a descriptor that a [Poller] wakes for when a time is over ([Poller#addSignals]).
/// Thread: one at a time.
public final class Timer implements Closeable {
    private static final long SECOND_NANOS = 1_000_000_000;

    /// `struct itimerspec`: interval, then value, each seconds and nanoseconds.
    private static final long SPEC_BYTES = 32;

    private static final long SECONDS_AT = 16;
    private static final long NANOS_AT = 24;

    private final MemorySegment spec = Arena.ofAuto().allocate(SPEC_BYTES, Long.BYTES);
    private final Descriptor descriptor;

    private Timer(int fd) {
        descriptor = new Descriptor(fd);
    }

    /// Makes a timer that is not set.
    ///
    /// @throws IOException if the system refuses: too many open files
    public static Timer create() throws IOException {
        return new Timer(LinuxCalls.timerfd());
    }

    /// Sets it to run out once, that many nanoseconds from now; at least 1.
    public void set(long nanos) throws IOException {
        spec.set(JAVA_LONG, SECONDS_AT, nanos / SECOND_NANOS);
        spec.set(JAVA_LONG, NANOS_AT, nanos % SECOND_NANOS);
        LinuxCalls.setTimer(descriptor.number(), spec);
    }

    /// {@return the descriptor's number, to be watched}
    public int fd() {
        return descriptor.number();
    }

    @Override
    public void close() throws IOException {
        descriptor.close();
    }
}
