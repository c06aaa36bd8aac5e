package ismscope.device.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// How this package calls the system: function handles that keep `errno`, and its text.
///
/// A handle's first argument is the calling thread's [Scratch#errnoSlot]. Threads: any.
final class SystemCall {
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ECONNRESET = 104;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle STRERROR = errorText();

    private SystemCall() {}

    /// What one thread needs for calls: where `errno` is put, and room for small arguments.
    static final class Scratch {
        private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

        private final MemorySegment errno = Arena.ofAuto().allocate(CAPTURED);
        private final MemorySegment eight = Arena.ofAuto().allocate(JAVA_LONG);

        private Scratch() {}

        MemorySegment errnoSlot() {
            return errno;
        }

        /// {@return 8 bytes: a counter's value, or one `struct pollfd`}
        MemorySegment eight() {
            return eight;
        }

        /// {@return the number of the last failure}
        int errno() {
            return (int) ERRNO.get(errno, 0L);
        }
    }

    /// {@return the calling thread's}
    static Scratch scratch() {
        return Scratch.OF_THREAD.get();
    }

    /// {@return a handle of a function of the C library}
    ///
    /// Suppressed: the descriptors that are passed are those of the C headers.
    @SuppressWarnings("restricted")
    static MethodHandle call(String name, FunctionDescriptor descriptor, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(more, 0, options, 1, more.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /// {@return the result of a call, which is below 0 after a failure}
    static int checked(int result, String call, Scratch scratch) throws IOException {
        if (result < 0) {
            throw failure(call, scratch);
        }
        return result;
    }

    /// {@return the failure of the thread's last call, with its reason}
    static IOException failure(String call, Scratch scratch) {
        int errno = scratch.errno();
        return new IOException("%s: %s (errno=%d)".formatted(call, textOf(errno), errno));
    }

    /// Suppressed: the C library owns the text and ends it with a zero byte.
    @SuppressWarnings("restricted")
    private static String textOf(int errno) {
        try {
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /// Method handles declare `Throwable`; only [IOException] and unchecked ones come out.
    static IOException rethrown(Throwable thrown) {
        return switch (thrown) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(thrown);
        };
    }

    /// Suppressed: as [#call], without `errno`, which the caller holds already.
    @SuppressWarnings("restricted")
    private static MethodHandle errorText() {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("strerror"),
                FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
}
