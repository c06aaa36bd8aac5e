package ismscope.device.region;

import ismscope.device.os.MemoryFile;
import ismscope.device.protocol.Area;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// One memory file that all guests of a trust group map whole, and that their regions are parts of.
///
/// A region lies at the same offset in the file and in each member's device memory. Whoever maps
/// the file reaches all of it: rights of single regions are recorded and cannot be enforced.
/// Regions never belong to two pools.
///
/// Thread: the host's owner thread; the bytes any.
public final class MemoryPool implements AutoCloseable {
    private final String name;
    private final MemoryGeometry geometry;
    private final ChunkAllocator allocator;
    private final MemoryFile file;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;

    /// Makes a pool as large as one device memory; memory is taken page by page when it is written.
    ///
    /// @param name of the trust group, for people
    /// @throws IOException if the system refuses
    public MemoryPool(String name, MemoryGeometry geometry) throws IOException {
        this.name = name;
        this.geometry = geometry;
        this.allocator = new ChunkAllocator(geometry.chunks());
        this.file = MemoryFile.create("ism-pool", geometry.windowSize());
        try {
            this.bytes = file.map(arena);
        } catch (IOException e) {
            arena.close();
            file.close();
            throw e;
        }
    }

    /// {@return the name of the trust group}
    public String name() {
        return name;
    }

    /// {@return the file that members map}
    public MemoryFile file() {
        return file;
    }

    MemorySegment bytes() {
        return bytes;
    }

    /// {@return where a region of that size would go, null if there are too few free chunks}
    ///
    /// @param regionSize a whole number of chunks, at least one
    public @Nullable Placement plan(long regionSize) {
        return Placement.plan(allocator, geometry, regionSize);
    }

    /// Takes what [#plan] returned; it is all zeros then.
    void take(Placement placement) {
        allocator.take(placement.runs());
        clear(placement);
    }

    /// Gives back what was taken; what was in it is nowhere any more.
    void give(Placement placement) {
        clear(placement);
        allocator.give(placement.runs());
    }

    private void clear(Placement placement) {
        for (Area area : placement.areas()) {
            try {
                file.clear(area.offset(), area.size());
            } catch (IOException _) {
                // No byte of an older region may be seen, whatever it costs.
                bytes.asSlice(area.offset(), area.size()).fill((byte) 0);
            }
        }
    }

    /// Gives the file back to the system; members keep what they have mapped.
    @Override
    public void close() {
        arena.close();
        try {
            file.close();
        } catch (IOException e) {
            // close(2) of a memory file has nothing to write back that could fail.
            throw new UncheckedIOException(e);
        }
    }
}
