package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapRecord;
import ismscope.device.tap.TapRecord.Content;
import ismscope.device.tap.TapRecord.Lost;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What guests store is told exactly, within the budget, and what is left out is counted.
class ContentTest {
    private static final long CHUNK = Bench.CHUNK;
    private static final int PIECE = 60 << 10;

    private static Bench bench(int snapshotLength, long bytesPerSecond) {
        return Bench.inLockstep(
                Bench.SMALL.withContent(new ContentOptions(snapshotLength, bytesPerSecond)));
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    private static void store(TestGuest guest, long offset, byte[] bytes) throws Exception {
        guest.bus().deviceMemory().store(offset, bytes, 0, bytes.length);
    }

    @Test
    void tellsWhatIsStoredAndWhereInTheRegion() throws Exception {
        try (Bench bench = bench(1 << 20, 1 << 30)) {
            TestGuest a = bench.boot("a");
            a.allocate(CHUNK);
            long token = a.allocate(CHUNK).token();
            byte[] bytes = noise(300);
            store(a, CHUNK + 17, bytes);
            a.bus().deviceMemory().storeRelease(CHUNK + 8, 0x0102030405060708L);
            List<RecordingTap.Seen> contents = contents(bench);
            assertThat(contents).extracting(RecordingTap.Seen::token).containsOnly(token);
            Content first = (Content) contents.getFirst().record();
            assertThat(first.offset()).isEqualTo(17);
            assertThat(first.quality()).isEqualTo(Content.EXACT);
            assertThat(first.bytes()).isEqualTo(bytes);
            Content second = (Content) contents.getLast().record();
            assertThat(second.offset()).isEqualTo(8);
            assertThat(second.bytes()).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
            assertThat(bench.tap().of(Lost.class)).isEmpty();
        }
    }

    @Test
    void splitsALongStoreOverRecordsOfOneFlow() throws Exception {
        try (Bench bench = bench(1 << 20, 1 << 30)) {
            TestGuest a = bench.boot("a");
            a.allocate(4 * CHUNK);
            byte[] bytes = noise(200_000);
            store(a, 5, bytes);
            List<RecordingTap.Seen> contents = contents(bench);
            assertThat(contents).hasSize(4);
            assertThat(contents.stream().map(RecordingTap.Seen::flow).distinct()).hasSize(1);
            assertThat(contents.getFirst().flow()).isPositive();
            byte[] joined = new byte[bytes.length];
            for (RecordingTap.Seen seen : contents) {
                Content content = (Content) seen.record();
                assertThat(content.bytes().length).isLessThanOrEqualTo(PIECE);
                System.arraycopy(
                        content.bytes(),
                        0,
                        joined,
                        (int) content.offset() - 5,
                        content.bytes().length);
            }
            assertThat(joined).isEqualTo(bytes);
        }
    }

    @Test
    void countsWhatTheSnapshotLengthCuts() throws Exception {
        try (Bench bench = bench(100, 1 << 30)) {
            TestGuest a = bench.boot("a");
            long token = a.allocate(4 * CHUNK).token();
            byte[] bytes = noise(200_000);
            store(a, 0, bytes);
            a.ring(0);
            List<RecordingTap.Seen> contents = contents(bench);
            assertThat(contents).hasSize(1);
            assertThat(((Content) contents.getFirst().record()).bytes())
                    .isEqualTo(Arrays.copyOf(bytes, 100));
            assertLost(bench, token, 4);
        }
    }

    @Test
    void countsEverythingWhereNothingIsKept() throws Exception {
        try (Bench bench = bench(0, 1 << 30)) {
            TestGuest a = bench.boot("a");
            long token = a.allocate(CHUNK).token();
            store(a, 0, noise(10));
            store(a, 0, noise(10));
            a.ring(0);
            assertThat(contents(bench)).isEmpty();
            assertLost(bench, token, 2);
        }
    }

    @Test
    void countsWhatTheBudgetOfASecondLeavesOut() throws Exception {
        try (Bench bench = bench(1 << 20, 1000)) {
            TestGuest a = bench.boot("a");
            long token = a.allocate(CHUNK).token();
            for (int i = 0; i < 5; i++) {
                store(a, 0, noise(300));
            }
            a.ring(0);
            List<RecordingTap.Seen> contents = contents(bench);
            assertThat(contents)
                    .extracting(seen -> ((Content) seen.record()).bytes().length)
                    .containsExactly(300, 300, 300, 100);
            assertLost(bench, token, 2);
        }
    }

    @Test
    void hasANewBudgetEverySecond() throws Exception {
        try (Bench bench = bench(1 << 20, 300)) {
            TestGuest a = bench.boot("a");
            a.allocate(CHUNK);
            store(a, 0, noise(300));
            store(a, 0, noise(300));
            bench.clock().sleep(Duration.ofSeconds(1));
            store(a, 0, noise(300));
            assertThat(
                            bench.tap().all().stream()
                                    .map(seen -> seen.record().kind().name())
                                    .filter(kind -> kind.equals("CONTENT") || kind.equals("LOST")))
                    .containsExactly("CONTENT", "LOST", "CONTENT");
        }
    }

    @Test
    void tellsOfLossBeforeWhatDependsOnIt() throws Exception {
        try (Bench bench = bench(0, 0)) {
            TestGuest a = bench.boot("a");
            long token = a.allocate(CHUNK).token();
            store(a, 0, noise(10));
            bench.tap().clear();
            a.detach(token);
            assertThat(bench.tap().all().getFirst().record())
                    .isEqualTo(new Lost(1, Lost.CONTENT_BUDGET));
            assertThat(bench.tap().all().get(1).record()).isInstanceOf(TapRecord.Request.class);
        }
    }

    private static void assertLost(Bench bench, long token, long records) {
        List<RecordingTap.Seen> lost =
                bench.tap().all().stream().filter(seen -> seen.record() instanceof Lost).toList();
        assertThat(lost).hasSize(1);
        assertThat(lost.getFirst().token()).isEqualTo(token);
        assertThat(lost.getFirst().record()).isEqualTo(new Lost(records, Lost.CONTENT_BUDGET));
    }

    private static List<RecordingTap.Seen> contents(Bench bench) {
        return bench.tap().all().stream().filter(seen -> seen.record() instanceof Content).toList();
    }
}
