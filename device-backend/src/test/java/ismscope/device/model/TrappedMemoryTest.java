package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.TapRecord.Access;
import ismscope.device.tap.TapRecord.Lost;
import ismscope.device.tap.ViolationRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Device memory whose every access comes to the host, and which accesses are recorded.
class TrappedMemoryTest {
    private static final long CHUNK = Bench.CHUNK;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bench bench = Bench.inLockstep(Bench.SMALL);
    private TestGuest guest;
    private TrappedMemory memory;
    private long token;

    @BeforeEach
    void allocate() throws Exception {
        guest = bench.boot("vm");
        token = guest.allocate(CHUNK).token();
        memory = bench.host().devices().iterator().next().trapped();
        bench.tap().clear();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<Access> accesses() {
        return bench.tap().of(Access.class);
    }

    private List<Lost> losses() {
        return bench.tap().of(Lost.class);
    }

    @Test
    void recordsEachAccessWithItsValue() throws Exception {
        memory.store(8, 8, 0x1122_3344_5566_7788L);
        memory.store(2, 2, 0xffff_beefL);
        assertThat(memory.load(8, 4)).isEqualTo(0x5566_7788L);
        assertThat(memory.load(1, 3)).isEqualTo(0xbeef00L);
        assertThat(accesses())
                .containsExactly(
                        new Access(8, 8, true, 0x1122_3344_5566_7788L),
                        new Access(2, 2, true, 0xbeef),
                        new Access(8, 4, false, 0x5566_7788L),
                        new Access(1, 3, false, 0xbeef00));
        assertThat(bench.tap().all()).allMatch(seen -> seen.token() == token);
        byte[] bytes = new byte[2];
        guest.bus().deviceMemory().load(2, bytes, 0, 2);
        assertThat(bytes).containsExactly(0xef, 0xbe);
    }

    @Test
    void cutsAnAccessWhereARegionEnds() throws Exception {
        guest.allocate(CHUNK);
        memory.store(CHUNK - 3, 8, 0x8877_6655_4433_2211L);
        assertThat(memory.load(CHUNK - 3, 8)).isEqualTo(0x8877_6655_4433_2211L);
        assertThat(accesses())
                .startsWith(
                        new Access(CHUNK - 3, 3, true, 0x332211),
                        new Access(0, 5, true, 0x88_7766_5544L));
    }

    @Test
    void loadsOnesAndStoresNothingWhereItMayNot() throws Exception {
        TestGuest other = bench.boot("other");
        other.attach(token, PermissionSet.READ_ONLY);
        TrappedMemory theirs = bench.host().device(other.devid()).trapped();
        theirs.store(0, 4, 7);
        assertThat(theirs.load(0, 4)).isZero();
        assertThat(theirs.load(CHUNK, 4)).isEqualTo(-1);
        assertThat(theirs.load(CHUNK - 2, 4)).isEqualTo(-1);
        theirs.store(-1, 1, 0);
        theirs.store(Long.MAX_VALUE, 8, 0);
        assertThat(bench.tap().violations(other.ordinal()))
                .containsExactly(
                        ViolationRule.ACCESS_NOT_PERMITTED,
                        ViolationRule.ACCESS_OUTSIDE,
                        ViolationRule.ACCESS_OUTSIDE,
                        ViolationRule.ACCESS_OUTSIDE,
                        ViolationRule.ACCESS_OUTSIDE);
        assertThat(accesses()).containsExactly(new Access(0, 4, false, 0));
    }

    @Test
    void countsLoadsThatAreNotWanted() {
        bench.host()
                .recordAccesses(new AccessOptions(false, true, AccessOptions.UNLIMITED, List.of()));
        memory.load(0, 4);
        memory.load(4, 4);
        memory.store(0, 4, 1);
        assertThat(bench.tap().all())
                .extracting(RecordingTap.Seen::record)
                .containsExactly(new Lost(2, Lost.LOADS), new Access(0, 4, true, 1));
    }

    @Test
    void countsWhatIsBeyondTheRateOfASecond() {
        bench.host().recordAccesses(new AccessOptions(true, true, 2, List.of()));
        bench.clock().sleep(SECOND);
        for (int i = 0; i < 5; i++) {
            memory.store(i, 1, i);
        }
        assertThat(accesses()).hasSize(2);
        guest.ring(0);
        assertThat(losses()).containsExactly(new Lost(3, Lost.STORES));
        bench.clock().sleep(SECOND);
        memory.store(9, 1, 9);
        assertThat(accesses()).last().isEqualTo(new Access(9, 1, true, 9));
    }

    @Test
    void recordsOnlyWhatTouchesARange() throws Exception {
        long second = guest.allocate(CHUNK).token();
        bench.tap().clear();
        AccessRange range = new AccessRange(second, 8, 16);
        bench.host()
                .recordAccesses(
                        new AccessOptions(true, true, AccessOptions.UNLIMITED, List.of(range)));
        memory.store(8, 8, 1);
        memory.store(CHUNK, 8, 2);
        memory.store(CHUNK + 6, 4, 3);
        memory.store(CHUNK + 16, 1, 4);
        assertThat(accesses()).containsExactly(new Access(6, 4, true, 3));
        assertThat(losses()).containsExactly(new Lost(1, Lost.STORES), new Lost(1, Lost.STORES));
        assertThatThrownBy(() -> new AccessRange(0, 8, 8))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatItHasLeftOutBeforeTheRegionGoes() throws Exception {
        bench.host()
                .recordAccesses(
                        new AccessOptions(false, false, AccessOptions.UNLIMITED, List.of()));
        memory.store(0, 1, 1);
        guest.detach(token);
        List<TapRecord> told = bench.tap().all().stream().map(RecordingTap.Seen::record).toList();
        assertThat(told.indexOf(new Lost(1, Lost.STORES)))
                .isBetween(0, told.indexOf(new TapRecord.RegionFreed()) - 1);
    }
}
