package ismscope.device.os;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A `memfd`: memory of fixed size without a name in the file system, zero at first.
///
/// What [#create] makes is sealed against shrinking, growing and further seals, so that nobody who
/// holds the descriptor, here or in another process, can take bytes away under a mapping. Mappings
/// live on when the file is closed. Threads: any.
public final class MemoryFile implements Closeable {
    /// What a mapping allows.
    public enum Access {
        /// Loads only; the segment is read-only too.
        READ(MappingCalls.PROT_READ),
        /// Loads and stores, seen by all other mappings.
        READ_WRITE(MappingCalls.PROT_READ | MappingCalls.PROT_WRITE);

        private final int protection;

        Access(int protection) {
            this.protection = protection;
        }
    }

    private static final int F_SEAL_SEAL = 1;
    private static final int F_SEAL_SHRINK = 2;
    private static final int F_SEAL_GROW = 4;

    /// Whoever holds a read-only descriptor and is not the owner cannot open it anew for writing.
    private static final int OWNER_MAY_READ = 0400;

    private static final int SEALS = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW;

    private final Descriptor descriptor;
    private final long size;

    private MemoryFile(int fd, long size) {
        this.descriptor = new Descriptor(fd);
        this.size = size;
    }

    /// Makes a file; memory is taken page by page when it is first written.
    ///
    /// @param name for people, seen in `/proc/PID/maps`; need not be unique
    /// @param size bytes, at least 1
    /// @throws IOException if the system refuses: too many open files
    public static MemoryFile create(String name, long size) throws IOException {
        if (size <= 0) {
            throw new IllegalArgumentException("memory file without bytes: size=" + size);
        }
        int fd =
                LinuxCalls.memfdCreate(name, LinuxCalls.MFD_CLOEXEC | LinuxCalls.MFD_ALLOW_SEALING);
        MemoryFile file = new MemoryFile(fd, size);
        try {
            LinuxCalls.ftruncate(fd, size);
            LinuxCalls.fcntl(fd, LinuxCalls.F_ADD_SEALS, SEALS);
            LinuxCalls.fchmod(fd, OWNER_MAY_READ);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// {@return a file that somebody else made, of the size that it has now}
    ///
    /// @param fd closed with it, and when this fails
    static MemoryFile adopt(int fd) throws IOException {
        try {
            long size = LinuxCalls.fstat(fd).size();
            if (size <= 0) {
                throw new IOException("the passed descriptor is of no file with bytes");
            }
            return new MemoryFile(fd, size);
        } catch (IOException e) {
            LinuxCalls.close(fd);
            throw e;
        }
    }

    /// {@return another descriptor of the file, closed on its own}
    public MemoryFile duplicate() throws IOException {
        int fd = descriptor.enter();
        try {
            return new MemoryFile(LinuxCalls.fcntl(fd, LinuxCalls.F_DUPFD_CLOEXEC, 0), size);
        } finally {
            descriptor.leave();
        }
    }

    /// {@return another descriptor of the file that nobody can map for stores, whoever it is passed
    /// to; closed on its own}
    public MemoryFile duplicateReadOnly() throws IOException {
        int fd = descriptor.enter();
        try {
            return new MemoryFile(
                    LinuxCalls.open(
                            "/proc/self/fd/" + fd, LinuxCalls.O_RDONLY | LinuxCalls.O_CLOEXEC),
                    size);
        } finally {
            descriptor.leave();
        }
    }

    /// {@return whether two descriptors are of one and the same file}
    public boolean isSameAs(MemoryFile other) throws IOException {
        LinuxCalls.Status mine = LinuxCalls.fstat(fd());
        LinuxCalls.Status others = LinuxCalls.fstat(other.fd());
        return mine.device() == others.device() && mine.inode() == others.inode();
    }

    /// Maps all of the file for loads and stores; see the other `map`.
    public MemorySegment map(Arena arena) throws IOException {
        return map(arena, 0, size, Access.READ_WRITE);
    }

    /// Maps a part of the file, shared with all other mappings of it.
    ///
    /// @param arena unmaps it when closed; a later access then throws [IllegalStateException]
    /// @param offset a multiple of the system's page size
    /// @param length at least 1
    /// @return exactly those bytes
    /// @throws IOException if the system refuses: no address space, too many mappings
    /// @throws IndexOutOfBoundsException if the file has no such part
    public MemorySegment map(Arena arena, long offset, long length, Access access)
            throws IOException {
        Objects.checkFromIndexSize(offset, length, size);
        int fd = descriptor.enter();
        try {
            return MappingCalls.mmap(fd, offset, length, access.protection, arena);
        } finally {
            descriptor.leave();
        }
    }

    /// Gives the memory of a part of the file back: it is all zeros from then on, in all mappings.
    ///
    /// @param offset a multiple of the system's page size
    /// @param length a multiple of it, at least one page
    /// @throws IndexOutOfBoundsException if the file has no such part
    public void clear(long offset, long length) throws IOException {
        Objects.checkFromIndexSize(offset, length, size);
        int fd = descriptor.enter();
        try {
            LinuxCalls.punchHole(fd, offset, length);
        } finally {
            descriptor.leave();
        }
    }

    /// {@return whether nobody can change the size any more; always, unless the system lies}
    public boolean isSealed() throws IOException {
        int fd = descriptor.enter();
        try {
            return (LinuxCalls.fcntl(fd, LinuxCalls.F_GET_SEALS, 0) & SEALS) == SEALS;
        } finally {
            descriptor.leave();
        }
    }

    /// {@return bytes in the file}
    public long size() {
        return size;
    }

    /// {@return the descriptor's number, to be sent to another process}
    public int fd() {
        return descriptor.number();
    }

    /// Closes the descriptor; the memory is freed with its last mapping, wherever that is.
    @Override
    public void close() throws IOException {
        descriptor.close();
    }
}
