package ismscope.inspector.index;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.column.ColumnMemory;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeColumnTest {
    @ParameterizedTest(name = "steps back in {0} of 100 events")
    @ValueSource(ints = {0, 1, 30, 100})
    void findsByTheLatestTimeSoFar(int backwards) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(backwards);
        TimeColumn column = new TimeColumn(new ColumnMemory());
        int count = 3_000;
        long[] latest = new long[count];
        long time = 1_000_000;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(100) < backwards ? -random.nextInt(500) : random.nextInt(50);
            column.add(time);
            latest[i] = Math.max(time, i == 0 ? Long.MIN_VALUE : latest[i - 1]);
            assertThat(column.get(i)).isEqualTo(time);
        }
        long runs = column.runs();
        for (int i = 0; i < count; i++) {
            assertThat(column.latest(i, runs)).isEqualTo(latest[i]);
        }
        for (int i = 0; i < 2_000; i++) {
            long wanted = 990_000L + random.nextInt(120_000);
            int expected = 0;
            while (expected < count && latest[expected] < wanted) {
                expected++;
            }
            assertThat(column.firstAtOrAfter(wanted, 0, count, runs)).isEqualTo(expected);
        }
    }
}
