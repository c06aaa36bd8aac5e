package ismscope.device.os;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Zeroed memory of this process alone, outside the heap and its limits.
///
/// Page by page it is taken from the system when it is first touched; from [#HUGE_FROM] bytes on in
/// large pages where the system has them, which is several times quicker. Threads: any.
public final class PrivateMemory {
    /// Bytes from which on large pages are asked for.
    public static final long HUGE_FROM = 32 << 20;

    private PrivateMemory() {}

    /// {@return new memory, given back when the arena is closed or, if it is an automatic one, when
    /// nobody can reach it}
    ///
    /// @param size bytes, at least 1
    /// @throws IOException if the system refuses
    public static MemorySegment map(long size, Arena arena) throws IOException {
        if (size <= 0) {
            throw new IllegalArgumentException("size=" + size);
        }
        return MappingCalls.mmapPrivate(size, size >= HUGE_FROM, arena);
    }
}
