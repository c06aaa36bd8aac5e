package ismscope.inspector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MatchesTest {
    private static final int EVENTS = 5 * Matches.PART + 1234;

    private final MatchesBuilder builder = new MatchesBuilder();
    private final TreeSet<Long> wanted = new TreeSet<>();

    /// Fills parts densely, sparsely and not at all.
    private void fill(long seed) {
        Random random = new Random(seed);
        long at = 0;
        while (at < EVENTS) {
            int count = (int) Math.min(Block.SIZE - (at & Block.SIZE - 1), EVENTS - at);
            count = Math.min(count, 1 + random.nextInt(Block.SIZE));
            int part = (int) (at / Matches.PART);
            long[] bits = Bits.none();
            for (int i = 0; i < count; i++) {
                if (part % 3 != 1 && random.nextInt(part == 2 ? 5000 : 3) == 0) {
                    bits[i / Long.SIZE] |= 1L << i;
                    wanted.add(at + i);
                }
            }
            builder.append(bits, count);
            at += count;
        }
    }

    @Test
    void rowsAndEventsFindEachOther() {
        fill(1);
        Matches matches = builder.matches();
        assertThat(matches.examined()).isEqualTo(EVENTS);
        assertThat(matches.count()).isEqualTo(wanted.size());
        long row = 0;
        for (long event : wanted) {
            assertThat(matches.event(row)).isEqualTo(event);
            assertThat(matches.rowOf(event)).isEqualTo(row);
            assertThat(matches.contains(event)).isTrue();
            row++;
        }
    }

    @Test
    void betweenMatchesTheNextOneIsTheRow() {
        fill(2);
        Matches matches = builder.matches();
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            long event = random.nextLong(EVENTS);
            assertThat(matches.rowOf(event)).isEqualTo(wanted.headSet(event).size());
            assertThat(matches.contains(event)).isEqualTo(wanted.contains(event));
            Long before = wanted.floor(event);
            Long after = wanted.ceiling(event);
            long nearest = matches.nearest(event);
            assertThat(nearest).isIn(before, after);
            assertThat(Math.abs(event - nearest))
                    .isEqualTo(
                            Math.min(
                                    before == null ? Long.MAX_VALUE : event - before,
                                    after == null ? Long.MAX_VALUE : after - event));
        }
    }

    @Test
    void whatWasToldStaysAsItWas() {
        fill(4);
        Matches before = builder.matches();
        long first = before.event(0);
        long count = before.count();
        builder.set(first, false);
        builder.set(first, false);
        assertThat(before.event(0)).isEqualTo(first);
        assertThat(before.count()).isEqualTo(count);
        assertThat(builder.matches().count()).isEqualTo(count - 1);
        assertThat(builder.matches().contains(first)).isFalse();
    }

    @Test
    void withoutEventsThereIsNothing() {
        assertThat(Matches.NONE.count()).isZero();
        assertThat(Matches.NONE.nearest(5)).isEqualTo(-1);
        assertThat(Matches.NONE.rowOf(5)).isZero();
        assertThat(Matches.NONE.contains(0)).isFalse();
    }
}
