package ismscope.device.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The system calls this package makes, with `errno` turned into [IOException].
///
/// The only place with restricted methods of java.lang.foreign: descriptors of functions and flags
/// below must match the C headers of Linux on 64-bit machines. Threads: any.
final class LinuxCalls {
    static final int MFD_CLOEXEC = 1;
    static final int MFD_ALLOW_SEALING = 2;
    static final int F_ADD_SEALS = 1033;
    static final int F_GET_SEALS = 1034;
    static final int EFD_NONBLOCK = 0x800;
    static final int EFD_CLOEXEC = 0x80000;
    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final short POLLIN = 1;
    private static final int MAP_SHARED = 1;
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle MEMFD_CREATE =
            call("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle FTRUNCATE =
            call("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle FCNTL =
            call(
                    "fcntl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                    Linker.Option.firstVariadicArg(2));
    private static final MethodHandle MMAP =
            call(
                    "mmap",
                    FunctionDescriptor.of(
                            ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP =
            call("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle EVENTFD =
            call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
            call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle POLL =
            call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle SETPRIORITY =
            call("setpriority", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle STRERROR = errorText();

    private LinuxCalls() {}

    /// What one thread needs for calls: where `errno` is put, and room for small arguments.
    private static final class Scratch {
        static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

        private final MemorySegment errno = Arena.ofAuto().allocate(CAPTURED);

        /// 8 bytes: a counter's value, or one `struct pollfd`.
        private final MemorySegment eight = Arena.ofAuto().allocate(JAVA_LONG);

        int errno() {
            return (int) ERRNO.get(errno, 0L);
        }
    }

    static int memfdCreate(String name, int flags) throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try (Arena arena = Arena.ofConfined()) {
            int fd = (int) MEMFD_CREATE.invokeExact(scratch.errno, arena.allocateFrom(name), flags);
            return checked(fd, "memfd_create", scratch);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    static void ftruncate(int fd, long size) throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            checked((int) FTRUNCATE.invokeExact(scratch.errno, fd, size), "ftruncate", scratch);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    static int fcntl(int fd, int command, int argument) throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            int result = (int) FCNTL.invokeExact(scratch.errno, fd, command, argument);
            return checked(result, "fcntl", scratch);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    static void setThreadNiceness(int niceness) throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            int result =
                    (int)
                            SETPRIORITY.invokeExact(
                                    scratch.errno, PRIO_PROCESS, THIS_THREAD, niceness);
            checked(result, "setpriority", scratch);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /// Maps part of a file, shared; it is unmapped when the arena is closed.
    ///
    /// Suppressed: a mapped address becomes a segment here and nowhere else, with the size that was
    /// mapped and the arena that unmaps it.
    @SuppressWarnings("restricted")
    static MemorySegment mmap(int fd, long offset, long size, int protection, Arena arena)
            throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            MemorySegment mapped =
                    (MemorySegment)
                            MMAP.invokeExact(
                                    scratch.errno,
                                    MemorySegment.NULL,
                                    size,
                                    protection,
                                    MAP_SHARED,
                                    fd,
                                    offset);
            if (mapped.address() == -1L) {
                throw failure("mmap", scratch);
            }
            MemorySegment segment =
                    mapped.reinterpret(size, arena, unmapped -> munmap(unmapped, size));
            return (protection & PROT_WRITE) == 0 ? segment.asReadOnly() : segment;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static void munmap(MemorySegment mapped, long size) {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            checked((int) MUNMAP.invokeExact(scratch.errno, mapped, size), "munmap", scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static int eventfd(int initial, int flags) throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            int fd = (int) EVENTFD.invokeExact(scratch.errno, initial, flags);
            return checked(fd, "eventfd", scratch);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /// {@return the 8 bytes read, 0 if there is nothing to read now}
    static long readCounter(int fd) throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            while (true) {
                long count = (long) READ.invokeExact(scratch.errno, fd, scratch.eight, 8L);
                if (count == Long.BYTES) {
                    return scratch.eight.get(JAVA_LONG, 0);
                }
                int errno = scratch.errno();
                if (errno == EAGAIN) {
                    return 0;
                }
                if (errno != EINTR) {
                    throw failure("read", scratch);
                }
            }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /// Adds to a counter; one that is full already is left so.
    static void writeCounter(int fd, long value) throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            scratch.eight.set(JAVA_LONG, 0, value);
            while ((long) WRITE.invokeExact(scratch.errno, fd, scratch.eight, 8L) < 0) {
                int errno = scratch.errno();
                if (errno == EAGAIN) {
                    return;
                }
                if (errno != EINTR) {
                    throw failure("write", scratch);
                }
            }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /// {@return whether there is something to read; a signal to the thread counts as time over}
    ///
    /// @param milliseconds to wait at most, -1 without end
    static boolean pollIn(int fd, int milliseconds) throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            scratch.eight.set(JAVA_INT, 0, fd);
            scratch.eight.set(JAVA_SHORT, 4, POLLIN);
            scratch.eight.set(JAVA_SHORT, 6, (short) 0);
            int ready = (int) POLL.invokeExact(scratch.errno, scratch.eight, 1L, milliseconds);
            if (ready < 0 && scratch.errno() != EINTR) {
                throw failure("poll", scratch);
            }
            return ready > 0;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    static void close(int fd) throws IOException {
        Scratch scratch = Scratch.OF_THREAD.get();
        try {
            checked((int) CLOSE.invokeExact(scratch.errno, fd), "close", scratch);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static int checked(int result, String call, Scratch scratch) throws IOException {
        if (result < 0) {
            throw failure(call, scratch);
        }
        return result;
    }

    private static IOException failure(String call, Scratch scratch) {
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
    private static IOException rethrown(Throwable thrown) {
        return switch (thrown) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(thrown);
        };
    }

    /// Suppressed: the descriptors in this class are those of the C headers.
    @SuppressWarnings("restricted")
    private static MethodHandle call(
            String name, FunctionDescriptor descriptor, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(more, 0, options, 1, more.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /// Suppressed: as [#call], without `errno`, which the caller holds already.
    @SuppressWarnings("restricted")
    private static MethodHandle errorText() {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("strerror"),
                FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
}
