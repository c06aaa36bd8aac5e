package ismscope.inspector.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class EventIndexTest {
    private final EventIndex index = new EventIndex();
    private final List<Event> events = new ArrayList<>();
    private long sequence;

    private long add(int device, long flow, TapRecord record) {
        return add(1_000 + events.size() * 10L, device, ++sequence, flow, record);
    }

    private long add(long time, int device, long number, long flow, TapRecord record) {
        Event event =
                new Event(events.size(), time, device, 0, number, flow, 0, record, new byte[0], "");
        index.add(event, events.size() * 100L);
        events.add(event);
        return event.number();
    }

    private static TapRecord request(int head) {
        return new TapRecord.Request(0, head, 1, 2, 1, new byte[2]);
    }

    private static TapRecord reply(int head) {
        return new TapRecord.Reply(0, head, 1, 5, new byte[1]);
    }

    private static TapRecord violation() {
        return new TapRecord.Violation(200, Severity.WARN, "", new byte[0]);
    }

    @Test
    void repliesFindTheirRequestsByQueueHeadAndFlow() {
        long first = add(1, 11, request(3));
        long other = add(2, 12, request(3));
        IndexSnapshot before = index.snapshot();
        long answer = add(1, 11, reply(3));
        long wrongFlow = add(2, 99, reply(3));
        long again = add(2, 12, reply(3));
        IndexSnapshot after = index.snapshot();
        assertThat(after.counterpart(first)).isEqualTo(answer);
        assertThat(after.counterpart(answer)).isEqualTo(first);
        assertThat(after.counterpart(wrongFlow)).isEqualTo(-1);
        assertThat(after.counterpart(other)).isEqualTo(-1);
        assertThat(after.counterpart(again)).isEqualTo(-1);
        // The older snapshot does not know what came later.
        assertThat(before.counterpart(first)).isEqualTo(-1);
        assertThatThrownBy(() -> before.counterpart(answer))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void violationsAreFoundInOrder() {
        for (int i = 0; i < 1_000; i++) {
            add(1, 0, i % 100 == 50 ? violation() : new TapRecord.Doorbell(i));
        }
        IndexSnapshot snapshot = index.snapshot();
        assertThat(snapshot.violationCount()).isEqualTo(10);
        assertThat(snapshot.nextViolation(0)).isEqualTo(50);
        assertThat(snapshot.nextViolation(50)).isEqualTo(50);
        assertThat(snapshot.nextViolation(51)).isEqualTo(150);
        assertThat(snapshot.nextViolation(951)).isEqualTo(-1);
    }

    @Test
    void holesAndLostRecordsAreCountedOnce() {
        TapRecord bell = new TapRecord.Doorbell(0);
        add(1, 1, 1, 0, bell);
        add(2, 1, 12, 0, new TapRecord.Lost(6, TapRecord.Lost.BUFFER_FULL));
        add(3, 2, 13, 0, new TapRecord.Lost(4, TapRecord.Lost.BUFFER_FULL));
        assertThat(index.snapshot().lostCount()).isEqualTo(10);
        add(4, 1, 20, 0, bell);
        assertThat(index.snapshot().lostCount()).isEqualTo(16);
        add(5, 1, 21, 0, new TapRecord.Lost(100, TapRecord.Lost.CONTENT_BUDGET));
        assertThat(index.snapshot().lostCount()).isEqualTo(116);
        add(6, 1, 19, 0, bell);
        add(7, 1, 22, 0, new TapRecord.Lost(-5, 0));
        assertThat(index.snapshot().lostCount()).isEqualTo(116);
        index.section(CaptureOrigin.UNKNOWN);
        add(8, 1, 1_000, 0, bell);
        assertThat(index.snapshot().lostCount()).isEqualTo(116);
    }

    @Test
    void whoIsWhoIsKnownFromTheMomentItAppears() {
        IndexSnapshot nothing = index.snapshot();
        long added = add(4, 0, new TapRecord.DeviceAdded(0xd4, 1, 4096, 8, 1 << 20, "db"));
        long created = add(4, 0, new TapRecord.RegionCreated(4096, 0xd4));
        IndexSnapshot snapshot = index.snapshot();
        assertThat(snapshot.deviceCount()).isEqualTo(5);
        assertThat(snapshot.deviceName(4)).isEqualTo("db");
        assertThat(snapshot.deviceName(3)).isEqualTo("device 3");
        assertThat(snapshot.deviceWithDevid(0xd4)).isEqualTo(4);
        assertThat(snapshot.deviceAppearance(4)).isEqualTo(added);
        assertThat(snapshot.regionCreation(0)).isEqualTo(created);
        assertThat(nothing.deviceCount()).isEqualTo(1);
        assertThat(nothing.deviceWithDevid(0xd4)).isEqualTo(-1);
        assertThat(nothing.deviceAppearance(4)).isEqualTo(-1);
        assertThat(nothing.regionCreation(0)).isEqualTo(-1);
    }

    @Test
    void timesAreFoundAtTheirEdges() {
        add(100, 1, 1, 0, new TapRecord.Doorbell(0));
        add(200, 1, 2, 0, new TapRecord.Doorbell(0));
        add(200, 1, 3, 0, new TapRecord.Doorbell(0));
        add(300, 1, 4, 0, new TapRecord.Doorbell(0));
        IndexSnapshot snapshot = index.snapshot();
        assertThat(snapshot.eventAtTime(99)).isEqualTo(-1);
        assertThat(snapshot.eventAtTime(100)).isEqualTo(0);
        assertThat(snapshot.eventAtTime(200)).isEqualTo(2);
        assertThat(snapshot.eventAtTime(299)).isEqualTo(2);
        assertThat(snapshot.eventAtTime(Long.MAX_VALUE)).isEqualTo(3);
        assertThat(snapshot.eventAtTime(Long.MIN_VALUE)).isEqualTo(-1);
        assertThat(IndexSnapshot.empty().eventAtTime(5)).isEqualTo(-1);
    }

    @Test
    void spreadCountsEveryEventOnceInItsShareOfTime() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        long time = 1_700_000_000_000_000_000L;
        for (int i = 0; i < 5_000; i++) {
            time += random.nextInt(3) == 0 ? random.nextInt(1_000_000) : 0;
            sequence += random.nextInt(50) == 0 ? 5 : 1;
            TapRecord record = random.nextInt(40) == 0 ? violation() : new TapRecord.Doorbell(i);
            add(time, random.nextInt(5), sequence, 0, record);
        }
        IndexSnapshot snapshot = index.snapshot();
        for (int buckets : new int[] {1, 7, 500, 20_000}) {
            assertThat(snapshot.spread(buckets))
                    .usingRecursiveComparison()
                    .isEqualTo(spreadByHand(buckets));
        }
    }

    /// The same by going through all events.
    private IndexSnapshot.Spread spreadByHand(int buckets) {
        int[] counts = new int[buckets];
        int[] violations = new int[buckets];
        int[] lost = new int[buckets];
        int[][] devices = new int[buckets][5];
        long first = events.getFirst().timeNanos();
        long span = events.getLast().timeNanos() - first;
        long before = 0;
        for (Event event : events) {
            long since = event.timeNanos() - first;
            int bucket = buckets - 1;
            while (bucket > 0
                    && since < span / buckets * bucket + span % buckets * bucket / buckets) {
                bucket--;
            }
            counts[bucket]++;
            violations[bucket] += event.kind() == TapKind.VIOLATION ? 1 : 0;
            lost[bucket] += before == 0 ? 0 : (int) (event.sequence() - before - 1);
            before = event.sequence();
            devices[bucket][event.device()]++;
        }
        int[] dominant = new int[buckets];
        for (int bucket = 0; bucket < buckets; bucket++) {
            int[] of = devices[bucket];
            int most = Arrays.stream(of).max().orElseThrow();
            while (of[dominant[bucket]] < most) {
                dominant[bucket]++;
            }
        }
        return new IndexSnapshot.Spread(counts, violations, lost, dominant);
    }

    @Test
    void spreadOfNothingAndOfOneMomentAreSpreadsToo() {
        assertThat(index.snapshot().spread(3).events()).containsExactly(0, 0, 0);
        add(77, 1, 1, 0, new TapRecord.Doorbell(0));
        add(77, 1, 2, 0, new TapRecord.Doorbell(0));
        assertThat(Arrays.stream(index.snapshot().spread(3).events()).sum()).isEqualTo(2);
        assertThatThrownBy(() -> index.snapshot().spread(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSnapshotDoesNotChangeWhileTheIndexGrows() {
        for (int i = 0; i < 100; i++) {
            add(1, i, i % 2 == 0 ? request(i) : violation());
        }
        IndexSnapshot snapshot = index.snapshot();
        IndexSnapshot.Spread before = snapshot.spread(10);
        for (int i = 0; i < 100_000; i++) {
            add(2, i, i < 100 ? reply(i) : violation());
        }
        assertThat(snapshot.eventCount()).isEqualTo(100);
        assertThat(snapshot.violationCount()).isEqualTo(50);
        assertThat(snapshot.spread(10)).usingRecursiveComparison().isEqualTo(before);
        assertThat(snapshot.eventAtTime(Long.MAX_VALUE)).isEqualTo(99);
        assertThat(snapshot.deviceCount()).isEqualTo(2);
        for (long event = 0; event < 100; event++) {
            assertThat(snapshot.counterpart(event)).isEqualTo(-1);
            assertThat(snapshot.offset(event)).isEqualTo(event * 100);
        }
    }
}
