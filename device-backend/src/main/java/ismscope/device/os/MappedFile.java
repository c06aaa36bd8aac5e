package ismscope.device.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A memory file that is mapped whole. Its descriptor is closed at once, so that many of them use
/// up no descriptors, unless it is to be passed to another process. Threads: any.
public final class MappedFile implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final @Nullable MemoryFile file;
    private final MemorySegment segment;

    /// Makes a file and maps it; memory is taken page by page when it is first written.
    ///
    /// @param name for people, seen in `/proc/PID/maps`; need not be unique
    /// @param size bytes, at least 1
    /// @throws IOException if the system refuses
    public MappedFile(String name, long size) throws IOException {
        this(MemoryFile.create(name, size), false);
    }

    /// {@return the same with the descriptor kept open}
    public static MappedFile passable(String name, long size) throws IOException {
        return new MappedFile(MemoryFile.create(name, size), true);
    }

    private MappedFile(MemoryFile made, boolean keep) throws IOException {
        boolean mapped = false;
        try {
            file = keep ? made : null;
            segment = made.map(arena);
            mapped = true;
        } finally {
            if (!mapped || !keep) {
                made.close();
            }
            if (!mapped) {
                arena.close();
            }
        }
    }

    /// {@return the bytes, until it is closed; a later access throws [IllegalStateException]}
    public MemorySegment segment() {
        return segment;
    }

    /// {@return the file, null if its descriptor is closed}
    public @Nullable MemoryFile file() {
        return file;
    }

    /// Unmaps the file, which frees its memory where no other process has it.
    @Override
    public void close() {
        arena.close();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // close(2) of a memory file has nothing to write back that could fail.
            throw new UncheckedIOException(e);
        }
    }
}
