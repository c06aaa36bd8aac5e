package ismscope.device.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// System calls on memory files, event counters and mappings, with `errno` turned into
/// [IOException].
///
/// Descriptors of functions and flags below must match the C headers of Linux on 64-bit machines.
/// Threads: any.
final class LinuxCalls {
    static final int MFD_CLOEXEC = 1;
    static final int MFD_ALLOW_SEALING = 2;
    static final int F_ADD_SEALS = 1033;
    static final int F_GET_SEALS = 1034;
    static final int EFD_NONBLOCK = 0x800;
    static final int EFD_CLOEXEC = 0x80000;
    static final int F_GETFL = 3;
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int O_RDONLY = 0;
    static final int CLOCK_MONOTONIC = 1;
    static final int O_CLOEXEC = 0x80000;
    static final int F_SETFL = 4;
    static final int O_NONBLOCK = 0x800;
    static final int FALLOC_FL_KEEP_SIZE = 1;
    static final int FALLOC_FL_PUNCH_HOLE = 2;
    static final short POLLIN = 1;
    static final short POLLOUT = 4;
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    /// `struct stat` of x86-64, and its `st_dev`, `st_ino` and `st_size`.
    private static final long STAT_BYTES = 144;

    private static final long DEVICE_AT = 0;
    private static final long INODE_AT = 8;
    private static final long SIZE_AT = 48;

    private static final MethodHandle MEMFD_CREATE =
            SystemCall.call("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle FTRUNCATE =
            SystemCall.call("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle FCNTL =
            SystemCall.call(
                    "fcntl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                    Linker.Option.firstVariadicArg(2));
    private static final MethodHandle EVENTFD =
            SystemCall.call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
            SystemCall.call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            SystemCall.call(
                    "write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle POLL =
            SystemCall.call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle FSTAT =
            SystemCall.call("fstat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle TIMERFD_CREATE =
            SystemCall.call("timerfd_create", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle TIMERFD_SETTIME =
            SystemCall.call(
                    "timerfd_settime",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle OPEN =
            SystemCall.call(
                    "open",
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                    Linker.Option.firstVariadicArg(2));
    private static final MethodHandle FCHMOD =
            SystemCall.call("fchmod", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle FALLOCATE =
            SystemCall.call(
                    "fallocate",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CLOSE =
            SystemCall.call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle SETPRIORITY =
            SystemCall.call(
                    "setpriority", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

    private LinuxCalls() {}

    static int memfdCreate(String name, int flags) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try (Arena arena = Arena.ofConfined()) {
            int fd =
                    (int)
                            MEMFD_CREATE.invokeExact(
                                    scratch.errnoSlot(), arena.allocateFrom(name), flags);
            return SystemCall.checked(fd, "memfd_create", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    static void ftruncate(int fd, long size) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            SystemCall.checked(
                    (int) FTRUNCATE.invokeExact(scratch.errnoSlot(), fd, size),
                    "ftruncate",
                    scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    static int fcntl(int fd, int command, int argument) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            int result = (int) FCNTL.invokeExact(scratch.errnoSlot(), fd, command, argument);
            return SystemCall.checked(result, "fcntl", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// What an open file is.
    ///
    /// @param device and `inode` together are the same for two descriptors of one file
    /// @param size bytes
    record Status(long device, long inode, long size) {}

    static Status fstat(int fd) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(STAT_BYTES, Long.BYTES);
            int result = (int) FSTAT.invokeExact(scratch.errnoSlot(), fd, status);
            SystemCall.checked(result, "fstat", scratch);
            return new Status(
                    status.get(JAVA_LONG, DEVICE_AT),
                    status.get(JAVA_LONG, INODE_AT),
                    status.get(JAVA_LONG, SIZE_AT));
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    static void setThreadNiceness(int niceness) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            int result =
                    (int)
                            SETPRIORITY.invokeExact(
                                    scratch.errnoSlot(), PRIO_PROCESS, THIS_THREAD, niceness);
            SystemCall.checked(result, "setpriority", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    static int eventfd(int initial, int flags) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            int fd = (int) EVENTFD.invokeExact(scratch.errnoSlot(), initial, flags);
            return SystemCall.checked(fd, "eventfd", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// {@return the 8 bytes read, 0 if there is nothing to read now}
    static long readCounter(int fd) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            while (true) {
                long count = (long) READ.invokeExact(scratch.errnoSlot(), fd, scratch.eight(), 8L);
                if (count == Long.BYTES) {
                    return scratch.eight().get(JAVA_LONG, 0);
                }
                int errno = scratch.errno();
                if (errno == SystemCall.EAGAIN) {
                    return 0;
                }
                if (errno != SystemCall.EINTR) {
                    throw SystemCall.failure("read", scratch);
                }
            }
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// Adds to a counter; one that is full already is left so.
    static void writeCounter(int fd, long value) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            scratch.eight().set(JAVA_LONG, 0, value);
            while ((long) WRITE.invokeExact(scratch.errnoSlot(), fd, scratch.eight(), 8L) < 0) {
                int errno = scratch.errno();
                if (errno == SystemCall.EAGAIN) {
                    return;
                }
                if (errno != SystemCall.EINTR) {
                    throw SystemCall.failure("write", scratch);
                }
            }
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// {@return whether there is something to read; a signal to the thread counts as time over}
    ///
    /// @param milliseconds to wait at most, -1 without end
    static boolean pollIn(int fd, int milliseconds) throws IOException {
        return poll(fd, POLLIN, milliseconds);
    }

    /// {@return whether a descriptor is ready now for what is asked}
    ///
    /// @param events [#POLLIN] or [#POLLOUT]
    static boolean pollNow(int fd, short events) throws IOException {
        return poll(fd, events, 0);
    }

    private static boolean poll(int fd, short events, int milliseconds) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            scratch.eight().set(JAVA_INT, 0, fd);
            scratch.eight().set(JAVA_SHORT, 4, events);
            scratch.eight().set(JAVA_SHORT, 6, (short) 0);
            int ready =
                    (int) POLL.invokeExact(scratch.errnoSlot(), scratch.eight(), 1L, milliseconds);
            if (ready < 0 && scratch.errno() != SystemCall.EINTR) {
                throw SystemCall.failure("poll", scratch);
            }
            return ready > 0;
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// {@return a timer that is not set, non-blocking}
    static int timerfd() throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            int fd =
                    (int)
                            TIMERFD_CREATE.invokeExact(
                                    scratch.errnoSlot(),
                                    CLOCK_MONOTONIC,
                                    EFD_NONBLOCK | EFD_CLOEXEC);
            return SystemCall.checked(fd, "timerfd_create", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// Sets a timer to run out once.
    ///
    /// @param spec `struct itimerspec`: interval and value, each seconds and nanoseconds
    static void setTimer(int fd, MemorySegment spec) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            int result =
                    (int)
                            TIMERFD_SETTIME.invokeExact(
                                    scratch.errnoSlot(), fd, 0, spec, MemorySegment.NULL);
            SystemCall.checked(result, "timerfd_settime", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// {@return a new descriptor of the file that a path names}
    static int open(String path, int flags) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try (Arena arena = Arena.ofConfined()) {
            int fd = (int) OPEN.invokeExact(scratch.errnoSlot(), arena.allocateFrom(path), flags);
            return SystemCall.checked(fd, "open", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    static void fchmod(int fd, int mode) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            SystemCall.checked(
                    (int) FCHMOD.invokeExact(scratch.errnoSlot(), fd, mode), "fchmod", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// Gives the memory of a part of a file back; it reads as zeros from then on.
    static void punchHole(int fd, long offset, long length) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        int mode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
        try {
            int result = (int) FALLOCATE.invokeExact(scratch.errnoSlot(), fd, mode, offset, length);
            SystemCall.checked(result, "fallocate", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    static void close(int fd) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            SystemCall.checked((int) CLOSE.invokeExact(scratch.errnoSlot(), fd), "close", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }
}
