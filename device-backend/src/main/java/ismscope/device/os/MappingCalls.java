package ismscope.device.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Calls that map memory into the process. Threads: any.
final class MappingCalls {
    static final int PROT_WRITE = 2;
    static final int PROT_READ = 1;
    private static final int MAP_SHARED = 1;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int NO_FILE = -1;
    private static final int MADV_HUGEPAGE = 14;

    private static final MethodHandle MMAP =
            SystemCall.call(
                    "mmap",
                    FunctionDescriptor.of(
                            ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP =
            SystemCall.call("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle MADVISE =
            SystemCall.call(
                    "madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private MappingCalls() {}

    /// Maps part of a file, shared; it is unmapped when the arena is closed.
    static MemorySegment mmap(int fd, long offset, long size, int protection, Arena arena)
            throws IOException {
        MemorySegment segment = mmap(fd, offset, size, protection, MAP_SHARED, arena);
        return (protection & PROT_WRITE) == 0 ? segment.asReadOnly() : segment;
    }

    /// Maps zeroed memory of this process alone; it is unmapped when the arena is closed.
    ///
    /// @param huge whether the system is asked for large pages, which it need not give
    static MemorySegment mmapPrivate(long size, boolean huge, Arena arena) throws IOException {
        int protection = PROT_READ | PROT_WRITE;
        MemorySegment segment =
                mmap(NO_FILE, 0, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, arena);
        if (huge) {
            SystemCall.Scratch scratch = SystemCall.scratch();
            try {
                // Refused by kernels without large pages, where nothing is lost.
                int _ =
                        (int)
                                MADVISE.invokeExact(
                                        scratch.errnoSlot(), segment, size, MADV_HUGEPAGE);
            } catch (Throwable e) {
                throw SystemCall.rethrown(e);
            }
        }
        return segment;
    }

    /// Suppressed: a mapped address becomes a segment here and nowhere else, with the size that was
    /// mapped and the arena that unmaps it.
    @SuppressWarnings("restricted")
    private static MemorySegment mmap(
            int fd, long offset, long size, int protection, int flags, Arena arena)
            throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            MemorySegment mapped =
                    (MemorySegment)
                            MMAP.invokeExact(
                                    scratch.errnoSlot(),
                                    MemorySegment.NULL,
                                    size,
                                    protection,
                                    flags,
                                    fd,
                                    offset);
            if (mapped.address() == -1L) {
                throw SystemCall.failure("mmap", scratch);
            }
            return mapped.reinterpret(size, arena, unmapped -> munmap(unmapped, size));
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    private static void munmap(MemorySegment mapped, long size) {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            SystemCall.checked(
                    (int) MUNMAP.invokeExact(scratch.errnoSlot(), mapped, size), "munmap", scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
