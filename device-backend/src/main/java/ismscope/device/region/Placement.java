package ismscope.device.region;

import ismscope.device.protocol.Area;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a region would lie in a device memory window: free chunks, in region order.
///
/// Valid until the window changes.
public final class Placement {
    private final List<ChunkRun> runs;
    private final List<Area> areas;

    private Placement(List<ChunkRun> runs, long chunkSize) {
        this.runs = runs;
        this.areas =
                runs.stream()
                        .map(run -> new Area(run.first() * chunkSize, run.count() * chunkSize))
                        .toList();
    }

    /// {@return where a region of that size would go, null if there are too few free chunks}
    ///
    /// @param regionSize a whole number of chunks, at least one
    static @Nullable Placement plan(
            ChunkAllocator allocator, MemoryGeometry geometry, long regionSize) {
        if (regionSize > geometry.windowSize()) {
            return null;
        }
        List<ChunkRun> runs = allocator.plan((int) (regionSize / geometry.chunkSize()));
        return runs.isEmpty() ? null : new Placement(runs, geometry.chunkSize());
    }

    /// {@return the areas, none touching the next}
    public List<Area> areas() {
        return areas;
    }

    List<ChunkRun> runs() {
        return runs;
    }
}
