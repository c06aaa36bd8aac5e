package ismscope.device.os;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A memory file that is mapped whole and reached by its mapping alone: the descriptor is closed at
/// once, so that many of them use up no descriptors. Threads: any.
public final class MappedFile implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;

    /// Makes a file and maps it; memory is taken page by page when it is first written.
    ///
    /// @param name for people, seen in `/proc/PID/maps`; need not be unique
    /// @param size bytes, at least 1
    /// @throws IOException if the system refuses
    public MappedFile(String name, long size) throws IOException {
        boolean mapped = false;
        try (MemoryFile file = MemoryFile.create(name, size)) {
            segment = file.map(arena);
            mapped = true;
        } finally {
            if (!mapped) {
                arena.close();
            }
        }
    }

    /// {@return the bytes, until it is closed; a later access throws [IllegalStateException]}
    public MemorySegment segment() {
        return segment;
    }

    /// Unmaps the file, which frees its memory.
    @Override
    public void close() {
        arena.close();
    }
}
