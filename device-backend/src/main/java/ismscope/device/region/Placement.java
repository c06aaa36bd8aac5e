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

    /// {@return a placement, null if there are no runs}
    static @Nullable Placement of(List<ChunkRun> runs, long chunkSize) {
        return runs.isEmpty() ? null : new Placement(runs, chunkSize);
    }

    /// {@return the areas, none touching the next}
    public List<Area> areas() {
        return areas;
    }

    List<ChunkRun> runs() {
        return runs;
    }
}
