package ismscope.inspector.index;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceSharesTest {
    private final LongColumn heads = new LongColumn(new ColumnMemory());
    private final DeviceShares shares = new DeviceShares(new ColumnMemory(), heads);
    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);

    private void add(int device) {
        heads.add(EventHead.of(device, 0, 9));
        shares.add();
    }

    private long count(long from, long to, int device) {
        long count = 0;
        for (long event = from; event < to; event++) {
            count += EventHead.device(heads.get(event)) == device ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void areExactForAsManyDevicesAsAreKept(int devices) {
        for (int i = 0; i < 20_000; i++) {
            // Some devices are busier than others, and at different times.
            add(Math.min(devices - 1, random.nextInt(1 + (i / 3_000) % devices + 1)));
        }
        DeviceTally tally = new DeviceTally();
        for (int i = 0; i < 2_000; i++) {
            long from = random.nextLong(20_001);
            long to = from + random.nextLong(20_001 - from);
            int found = shares.busiest(from, to, tally);
            long most = count(from, to, found);
            for (int device = 0; device < devices; device++) {
                long other = count(from, to, device);
                assertThat(other).isLessThanOrEqualTo(most);
                assertThat(other == most && device < found).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 1_000, 900_000})
    void areWithinTheirBoundForManyDevices(int devices) {
        for (int i = 0; i < 30_000; i++) {
            add(random.nextInt(4) == 0 ? 7 : random.nextInt(devices));
        }
        DeviceTally tally = new DeviceTally();
        for (int i = 0; i < 200; i++) {
            long from = random.nextLong(25_000);
            long to = from + 5_000;
            int found = shares.busiest(from, to, tally);
            // Device 7 has a quarter of the events, more than the ninth that may be missed.
            assertThat(found).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 63, 64, 65})
    void ofNothingIsTheHost(long place) {
        for (int i = 0; i < 70; i++) {
            add(3);
        }
        assertThat(shares.busiest(place, place, new DeviceTally())).isZero();
    }
}
