package ismscope.inspector.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongColumnTest {
    private static final int SEVERAL_PARTS = 100_000;

    private final LongColumn column = new LongColumn(new ColumnMemory());

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 100_000, 1L << 40, -77})
    void keepsValuesAtEveryDistanceFromEachOther(long step) {
        for (long i = 0; i < SEVERAL_PARTS; i++) {
            column.add(i * step);
        }
        assertThat(column.length()).isEqualTo(SEVERAL_PARTS);
        long[] copy = new long[SEVERAL_PARTS - 7];
        column.read(7, copy.length, copy);
        for (long i = 0; i < SEVERAL_PARTS; i++) {
            assertThat(column.get(i)).isEqualTo(i * step);
            assertThat(column.getAcquire(i)).isEqualTo(i * step);
            assertThat(i < 7 ? i * step : copy[(int) i - 7]).isEqualTo(i * step);
        }
    }

    @Test
    void keepsExtremesAmongNeighboursThatAreNear() {
        long[] values = {5, 6, Long.MAX_VALUE, 7, Long.MIN_VALUE, 0, -1, 8};
        for (long value : values) {
            column.add(value);
        }
        for (int i = 0; i < values.length; i++) {
            assertThat(column.get(i)).isEqualTo(values[i]);
        }
    }

    @Test
    void changesInPlaceAlsoToWhatIsFarAway() {
        SplittableRandom random = new SplittableRandom(7);
        long[] model = new long[SEVERAL_PARTS];
        for (int i = 0; i < SEVERAL_PARTS; i++) {
            column.add(i);
            model[i] = i;
        }
        for (int i = 0; i < 1_000; i++) {
            int at = random.nextInt(SEVERAL_PARTS);
            model[at] = i % 10 == 0 ? random.nextLong() : random.nextInt(SEVERAL_PARTS);
            column.set(at, model[at]);
        }
        for (int i = 0; i < SEVERAL_PARTS; i++) {
            assertThat(column.get(i)).isEqualTo(model[i]);
        }
    }

    @Test
    void findsPlacesOfAscendingValues() {
        for (long i = 0; i < SEVERAL_PARTS; i++) {
            column.add(i * 3);
        }
        assertThat(column.lowerBound(-1, SEVERAL_PARTS)).isZero();
        assertThat(column.lowerBound(299_997, SEVERAL_PARTS)).isEqualTo(99_999);
        assertThat(column.lowerBound(299_998, SEVERAL_PARTS)).isEqualTo(SEVERAL_PARTS);
        assertThat(column.lowerBound(100, 10)).isEqualTo(10);
    }

    @Test
    void aReaderSeesAllThatWasPublishedWhilePartsBecomeWide() throws Exception {
        AtomicLong published = new AtomicLong();
        CompletableFuture<Long> wrong =
                CompletableFuture.supplyAsync(() -> {
                    SplittableRandom random = new SplittableRandom(1);
                    long mistakes = 0;
                    while (published.get() < SEVERAL_PARTS) {
                        long length = published.get();
                        if (length > 0) {
                            long at = random.nextLong(length);
                            mistakes += column.get(at) == value(at) ? 0 : 1;
                        }
                    }
                    return mistakes;
                });
        for (long i = 0; i < SEVERAL_PARTS; i++) {
            column.add(value(i));
            published.set(i + 1);
        }
        assertThat(wrong.get()).isZero();
    }

    /// Near its neighbours, but for one in ten thousand.
    private static long value(long at) {
        return at % 10_000 == 9_999 ? at << 40 : at;
    }
}
