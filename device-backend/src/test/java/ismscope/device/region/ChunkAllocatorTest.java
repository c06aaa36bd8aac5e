package ismscope.device.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkAllocatorTest {
    private final ChunkAllocator allocator = new ChunkAllocator(10);

    private List<ChunkRun> take(int wanted) {
        List<ChunkRun> runs = allocator.plan(wanted);
        allocator.take(runs);
        return runs;
    }

    @Test
    void takesTheLowestRunThatFits() {
        List<ChunkRun> first = take(2);
        take(1);
        List<ChunkRun> third = take(3);
        assertThat(third).containsExactly(new ChunkRun(3, 3));
        allocator.give(first);
        assertThat(allocator.plan(2)).containsExactly(new ChunkRun(0, 2));
        assertThat(allocator.plan(3)).containsExactly(new ChunkRun(6, 3));
    }

    @Test
    void scattersOnlyWhereNoRunFits() {
        List<ChunkRun> first = take(2);
        take(1);
        List<ChunkRun> third = take(2);
        take(3);
        allocator.give(first);
        allocator.give(third);
        assertThat(allocator.free()).isEqualTo(6);
        assertThat(allocator.plan(5))
                .containsExactly(new ChunkRun(0, 2), new ChunkRun(3, 2), new ChunkRun(8, 1));
        assertThat(allocator.plan(7)).isEmpty();
    }

    @Test
    void plansWithoutTaking() {
        assertThat(allocator.plan(10)).containsExactly(new ChunkRun(0, 10));
        assertThat(allocator.free()).isEqualTo(10);
        assertThat(allocator.plan(11)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverGivesAChunkTwice(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ChunkAllocator large = new ChunkAllocator(200);
        BitSet used = new BitSet();
        List<List<ChunkRun>> taken = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            if (!taken.isEmpty() && random.nextInt(2) == 0) {
                List<ChunkRun> runs = taken.remove(random.nextInt(taken.size()));
                large.give(runs);
                runs.forEach(run -> used.clear(run.first(), run.end()));
            } else {
                int wanted = 1 + random.nextInt(20);
                List<ChunkRun> runs = large.plan(wanted);
                assertThat(runs.isEmpty()).isEqualTo(wanted > 200 - used.cardinality());
                large.take(runs);
                int before = used.cardinality();
                int last = -1;
                for (ChunkRun run : runs) {
                    // Sorted, and never touching: areas are merged.
                    assertThat(run.first()).isGreaterThan(last);
                    last = run.end();
                    used.set(run.first(), run.end());
                }
                assertThat(used.cardinality() - before).isEqualTo(runs.isEmpty() ? 0 : wanted);
                if (!runs.isEmpty()) {
                    taken.add(runs);
                }
            }
            assertThat(large.free()).isEqualTo(200 - used.cardinality());
        }
    }
}
