package ismscope.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The least that waking a thread costs: an eventfd that is written and read with nothing around
/// it, no check and no `errno`. The yardstick for [NotifyBench].
final class BlockingEventfd implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle EVENTFD =
            call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
            call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final int fd;
    private final MemorySegment one = Arena.ofAuto().allocate(JAVA_LONG);
    private final MemorySegment count = Arena.ofAuto().allocate(JAVA_LONG);

    BlockingEventfd() throws Throwable {
        fd = (int) EVENTFD.invokeExact(0, 0);
        one.set(JAVA_LONG, 0, 1);
    }

    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
    }

    /// Wakes the reader.
    void write() throws Throwable {
        if ((long) WRITE.invokeExact(fd, one, 8L) != 8) {
            throw new IllegalStateException("write");
        }
    }

    /// Sleeps until written; one reader at a time.
    void read() throws Throwable {
        if ((long) READ.invokeExact(fd, count, 8L) != 8) {
            throw new IllegalStateException("read");
        }
    }

    @Override
    public void close() throws Exception {
        try {
            int _ = (int) CLOSE.invokeExact(fd);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
