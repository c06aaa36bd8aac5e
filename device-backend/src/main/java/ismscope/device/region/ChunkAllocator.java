package ismscope.device.region;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Which chunks of one device memory window are free.
///
/// Lowest first fit: the lowest free run that holds all chunks, and where no run does, the lowest
/// free chunks in as many runs as they take. Thread: the host's owner thread.
final class ChunkAllocator {
    private final int chunks;
    private final BitSet used = new BitSet();
    private int free;

    /// @param chunks in the window
    ChunkAllocator(int chunks) {
        this.chunks = chunks;
        this.free = chunks;
    }

    /// {@return where that many chunks would go, by number; empty if there are too few}
    ///
    /// @param wanted at least 1
    List<ChunkRun> plan(int wanted) {
        if (wanted > free) {
            return List.of();
        }
        for (int first = used.nextClearBit(0); first < chunks; ) {
            int end = endOfFree(first);
            if (end - first >= wanted) {
                return List.of(new ChunkRun(first, wanted));
            }
            first = used.nextClearBit(end);
        }
        return scattered(wanted);
    }

    private List<ChunkRun> scattered(int wanted) {
        List<ChunkRun> runs = new ArrayList<>();
        int left = wanted;
        for (int first = used.nextClearBit(0); left > 0; ) {
            int end = endOfFree(first);
            int count = Math.min(left, end - first);
            runs.add(new ChunkRun(first, count));
            left -= count;
            first = used.nextClearBit(end);
        }
        return List.copyOf(runs);
    }

    private int endOfFree(int first) {
        int end = used.nextSetBit(first);
        return end < 0 ? chunks : Math.min(end, chunks);
    }

    /// Takes what [#plan] returned, with nothing taken or given back in between.
    void take(List<ChunkRun> runs) {
        for (ChunkRun run : runs) {
            used.set(run.first(), run.end());
            free -= run.count();
        }
    }

    /// Gives back what was taken.
    void give(List<ChunkRun> runs) {
        for (ChunkRun run : runs) {
            used.clear(run.first(), run.end());
            free += run.count();
        }
    }

    /// {@return free chunks}
    int free() {
        return free;
    }
}
