package ismscope.inspector.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTimelineTest {
    private static final long TOKEN = 0xfeed;
    private static final int SIZE = 64 << 10;

    private final EventLog log = new EventLog();

    private RegionBytes now() {
        return log.regions().at(TOKEN, log.last(), log);
    }

    private void created(long size) {
        log.add(0, TOKEN, new TapRecord.RegionCreated(size, 1));
    }

    private void content(long offset, String text) {
        log.add(1, TOKEN, new TapRecord.Content(offset, 0, ascii(text)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] read(RegionBytes region, long offset, int length) {
        byte[] target = new byte[length];
        assertThat(region.read(offset, target, new long[0])).isEqualTo(length);
        return target;
    }

    @Test
    void newMemoryReadsAsZeros() {
        created(SIZE);
        byte[] target = {1, 2, 3};
        long[] writtenAt = {1, 2, 3};

        assertThat(now().read(0, target, writtenAt)).isEqualTo(3);
        assertThat(target).containsOnly(0);
        assertThat(writtenAt).containsOnly(-1);
        assertThat(now().size()).isEqualTo(SIZE);
    }

    @Test
    void aRegionThatIsNotThereHasNoBytes() {
        log.add(0, 0, new TapRecord.Mark("first"));
        created(SIZE);
        RegionTimeline timeline = log.regions();

        assertThat(timeline.at(TOKEN, 0, log).size()).isZero();
        assertThat(timeline.at(TOKEN, -1, log).size()).isZero();
        assertThat(timeline.at(0xbad, 1, log).size()).isZero();
        assertThat(timeline.at(TOKEN, 0, log).find(new byte[1], 0)).isEqualTo(-1);
    }

    @Test
    void readsStopAtTheEndOfTheRegion() {
        created(100);

        assertThat(now().read(90, new byte[64], new long[64])).isEqualTo(10);
        assertThat(now().read(100, new byte[64], new long[0])).isZero();
        assertThatThrownBy(() -> now().read(101, new byte[1], new long[0]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void knowsWhichEventWroteEachByte() {
        created(SIZE);
        content(4094, "abcd");
        content(4095, "X");
        log.add(2, TOKEN, new TapRecord.Access(4097, 2, true, 0x5a59));
        log.add(2, TOKEN, new TapRecord.Access(4094, 8, false, -1));

        byte[] target = new byte[8];
        long[] writtenAt = new long[8];
        now().read(4093, target, writtenAt);

        assertThat(target).isEqualTo(new byte[] {0, 'a', 'X', 'c', 'Y', 'Z', 0, 0});
        assertThat(writtenAt).containsExactly(-1, 1, 2, 1, 3, 3, -1, -1);
    }

    @Test
    void aStoreIsAsWideAsItsWidthSays() {
        created(SIZE);
        log.add(1, TOKEN, new TapRecord.Access(0, 1, true, 0x1122334455667788L));
        log.add(1, TOKEN, new TapRecord.Access(16, 8, true, 0x1122334455667788L));
        log.add(1, TOKEN, new TapRecord.Access(32, 200, true, 0x0102030405060708L));
        log.add(1, TOKEN, new TapRecord.Access(48, 0, true, 0x0102030405060708L));

        assertThat(read(now(), 0, 2)).isEqualTo(new byte[] {(byte) 0x88, 0});
        assertThat(read(now(), 16, 9))
                .isEqualTo(new byte[] {(byte) 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0});
        assertThat(read(now(), 39, 3)).isEqualTo(new byte[] {1, 0, 0});
        assertThat(read(now(), 48, 1)).isEqualTo(new byte[] {0});
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void equalsAPlainArrayUnderSeededWrites(long seed) {
        Random random = new Random(seed);
        int size = 10_000;
        created(size);
        byte[][] arrays = new byte[1001][];
        long[][] writers = new long[1001][];
        arrays[0] = new byte[size];
        writers[0] = new long[size];
        Arrays.fill(writers[0], -1);
        for (int i = 1; i <= 1000; i++) {
            arrays[i] = arrays[i - 1].clone();
            writers[i] = writers[i - 1].clone();
            boolean hot = random.nextInt(4) != 0;
            byte[] bytes = new byte[1 + random.nextInt(hot ? 12 : 6000)];
            random.nextBytes(bytes);
            int offset = hot ? 4090 + random.nextInt(40) : random.nextInt(size);
            log.add(1, TOKEN, new TapRecord.Content(offset, 0, bytes));
            int length = Math.min(bytes.length, size - offset);
            System.arraycopy(bytes, 0, arrays[i], offset, length);
            Arrays.fill(writers[i], offset, offset + length, i);
        }
        RegionTimeline timeline = log.regions();

        for (int i = 0; i < 400; i++) {
            int event = random.nextInt(1001);
            int offset = random.nextInt(size);
            byte[] target = new byte[random.nextInt(9000)];
            long[] writtenAt = new long[target.length];
            int length = timeline.at(TOKEN, event, log).read(offset, target, writtenAt);

            assertThat(length).isEqualTo(Math.min(target.length, size - offset));
            assertThat(Arrays.mismatch(target, 0, length, arrays[event], offset, offset + length))
                    .as("bytes at event %d", event)
                    .isEqualTo(-1);
            assertThat(
                            Arrays.mismatch(
                                    writtenAt, 0, length, writers[event], offset, offset + length))
                    .as("writers at event %d", event)
                    .isEqualTo(-1);
        }
    }

    @Test
    void readingAHotPageDoesNotCostItsWholeHistory() {
        created(SIZE);
        content(100, "old");
        for (int i = 0; i < 50_000; i++) {
            log.add(1, TOKEN, new TapRecord.Access(8L * (i % 4), 8, true, i));
        }
        AtomicLong fetched = new AtomicLong();
        RegionBytes region =
                log.regions()
                        .at(
                                TOKEN,
                                log.last(),
                                event -> {
                                    fetched.incrementAndGet();
                                    return log.apply(event);
                                });

        assertThat(read(region, 100, 3)).isEqualTo(ascii("old"));
        assertThat(fetched.get()).isEqualTo(1);
        assertThat(read(region, 0, 4096)[0]).isEqualTo((byte) (49_996 & 0xff));
        assertThat(fetched.get()).isEqualTo(6);
    }

    @Test
    void aGigabyteIsReadAndSearchedByWhatWasWrittenOfIt() {
        created(1L << 30);
        content((1L << 30) - 10, "needle");
        content(12_345_678, "need");
        AtomicLong fetched = new AtomicLong();
        RegionBytes region =
                log.regions()
                        .at(
                                TOKEN,
                                log.last(),
                                event -> {
                                    fetched.incrementAndGet();
                                    return log.apply(event);
                                });

        assertThat(read(region, 1L << 29, 1 << 20)).containsOnly(0);
        assertThat(fetched.get()).isZero();
        assertThat(region.find(ascii("needle"), 0)).isEqualTo((1L << 30) - 10);
        assertThat(region.find(ascii("need"), 0)).isEqualTo(12_345_678);
        assertThat(region.find(ascii("need"), 12_345_679)).isEqualTo((1L << 30) - 10);
        assertThat(region.find(ascii("absent"), 0)).isEqualTo(-1);
        assertThat(region.find(new byte[5], 12_345_678)).isEqualTo(12_345_682);
        assertThat(fetched.get()).isLessThan(20);
    }

    @Test
    void findsAPatternAcrossPagesAndIntoUntouchedOnes() {
        created(SIZE);
        content(4095, "x");
        content(3 * 4096, "y");

        assertThat(now().find(new byte[] {0, 'x', 0, 0}, 0)).isEqualTo(4094);
        assertThat(now().find(new byte[] {0, 0, 0, 'y', 0}, 0)).isEqualTo(3 * 4096 - 3);
        assertThat(now().find(new byte[] {'y'}, 3 * 4096 + 1)).isEqualTo(-1);
        assertThat(now().find(new byte[0], 0)).isEqualTo(-1);
        assertThat(now().find(new byte[SIZE + 1], 0)).isEqualTo(-1);
        assertThat(now().find(new byte[] {'x'}, Long.MAX_VALUE)).isEqualTo(-1);
        assertThat(now().find(new byte[] {'x'}, -5)).isEqualTo(4095);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void findsWhatASearchOfAPlainArrayFinds(long seed) {
        Random random = new Random(seed);
        int size = 300_000;
        created(size);
        byte[] array = new byte[size];
        for (int i = 0; i < 60; i++) {
            byte[] bytes = new byte[1 + random.nextInt(50)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte) random.nextInt(3);
            }
            int offset = random.nextInt(size - 50);
            log.add(1, TOKEN, new TapRecord.Content(offset, 0, bytes));
            System.arraycopy(bytes, 0, array, offset, bytes.length);
        }
        RegionBytes region = now();

        for (int i = 0; i < 300; i++) {
            byte[] pattern = new byte[1 + random.nextInt(6)];
            for (int k = 0; k < pattern.length; k++) {
                pattern[k] = (byte) random.nextInt(3);
            }
            int from = random.nextInt(size);
            assertThat(region.find(pattern, from)).isEqualTo(naiveFind(array, pattern, from));
        }
    }

    private static long naiveFind(byte[] array, byte[] pattern, int from) {
        for (int i = from; i <= array.length - pattern.length; i++) {
            if (Arrays.equals(array, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void aTokenThatComesAgainIsZeroedAgain() {
        created(SIZE);
        content(0, "secret");
        log.add(0, TOKEN, new TapRecord.RegionFreed());
        created(SIZE);
        RegionTimeline timeline = log.regions();

        assertThat(read(timeline.at(TOKEN, 2, log), 0, 6)).isEqualTo(ascii("secret"));
        assertThat(read(timeline.at(TOKEN, 3, log), 0, 6)).containsOnly(0);
        assertThat(timeline.at(TOKEN, 3, log).find(ascii("secret"), 0)).isEqualTo(-1);
    }

    @Test
    void beingShownAgainInASnapshotKeepsTheBytes() {
        created(SIZE);
        content(0, "kept");
        log.add(0, TOKEN, Event.SNAPSHOT, new TapRecord.RegionCreated(SIZE, 1));

        assertThat(read(now(), 0, 4)).isEqualTo(ascii("kept"));
    }

    @Test
    void qualityIsThePoorestSoFar() {
        created(SIZE);
        content(0, "exact");
        log.add(1, TOKEN, new TapRecord.Content(0, TapRecord.Content.PAGE, new byte[1]));
        log.add(1, TOKEN, new TapRecord.Content(0, TapRecord.Content.SAMPLED, new byte[1]));
        content(0, "exact");
        RegionTimeline timeline = log.regions();

        assertThat(timeline.at(TOKEN, 1, log).quality()).isZero();
        assertThat(timeline.at(TOKEN, 2, log).quality()).isEqualTo(1);
        assertThat(timeline.at(TOKEN, 4, log).quality()).isEqualTo(2);
    }

    @Test
    void saysWhenBytesAreMissing() {
        created(SIZE);
        content(0, "a");
        log.add(0, 0xbeef, new TapRecord.Lost(1, TapRecord.Lost.CONTENT_BUDGET));
        content(0, "b");
        log.add(0, TOKEN, new TapRecord.Lost(1, TapRecord.Lost.CONTENT_BUDGET));
        RegionTimeline timeline = log.regions();

        assertThat(timeline.at(TOKEN, 3, log).incomplete()).isFalse();
        assertThat(timeline.at(TOKEN, 4, log).incomplete()).isTrue();
    }

    @Test
    void knowsBytesWhereOnlyLoadsWereLeftOut() {
        created(SIZE);
        log.add(0, TOKEN, new TapRecord.Lost(9, TapRecord.Lost.LOADS));
        log.add(0, TOKEN, new TapRecord.Lost(9, TapRecord.Lost.STORES));
        RegionTimeline timeline = log.regions();

        assertThat(timeline.at(TOKEN, 1, log).incomplete()).isFalse();
        assertThat(timeline.at(TOKEN, 2, log).incomplete()).isTrue();
    }

    @Test
    void cutContentAndHolesMakeBytesIncompleteFromThenOn() {
        created(SIZE);
        log.add(1, TOKEN, Event.CUT, new TapRecord.Content(0, 0, new byte[2]));
        assertThat(now().incomplete()).isTrue();

        EventLog holes = new EventLog();
        holes.add(0, TOKEN, new TapRecord.RegionCreated(SIZE, 1));
        holes.skip(3);
        holes.add(0, 0xbeef, new TapRecord.RegionCreated(SIZE, 1));
        RegionTimeline timeline = holes.regions();

        assertThat(timeline.at(TOKEN, 0, holes).incomplete()).isFalse();
        assertThat(timeline.at(TOKEN, 1, holes).incomplete()).isTrue();
        assertThat(timeline.at(0xbeef, 1, holes).incomplete()).isFalse();
    }

    @Test
    void offsetsBeyondAllReasonAreIgnored() {
        created(SIZE);
        log.add(1, TOKEN, new TapRecord.Content(-1, 0, new byte[8]));
        log.add(1, TOKEN, new TapRecord.Content(Long.MAX_VALUE, 0, new byte[8]));
        log.add(1, TOKEN, new TapRecord.Content(SIZE - 2, 0, new byte[] {1, 2, 3, 4}));
        log.add(1, TOKEN, new TapRecord.Access(Long.MIN_VALUE, 8, true, 1));

        assertThat(read(now(), SIZE - 3, 3)).isEqualTo(new byte[] {0, 1, 2});
    }

    @Test
    void aRegionThatNobodyIntroducedIsAsLargeAsWhatIsKnownOfIt() {
        content(5000, "abc");

        assertThat(now().size()).isEqualTo(5003);
        assertThat(read(now(), 5000, 3)).isEqualTo(ascii("abc"));
    }
}
