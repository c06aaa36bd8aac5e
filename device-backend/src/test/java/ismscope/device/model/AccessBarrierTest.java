package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlCommand.GrantDefault;
import ismscope.device.protocol.ControlCommand.GrantDevice;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.MemoryGeometry;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.transport.Carrier;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// No guest reads or writes what it has no right to, and the host sees each try; over vhost-user
/// the guest maps regions itself (`PeerAccessTest`).
@ParameterizedClass
@EnumSource(
        value = Carrier.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = {"VFIO_USER", "VHOST_USER"})
class AccessBarrierTest {
    private static final long CHUNK = Bench.CHUNK;
    private static final byte[] SECRET = {'s', 'e', 'c', 'r', 'e', 't', '!', '!'};

    private final Bench bench;
    private final TestGuest a;
    private final TestGuest b;

    AccessBarrierTest(Carrier carrier) throws Exception {
        bench = new Bench(carrier, QueueShape.PACKED_INDIRECT, Bench.SMALL);
        a = bench.boot("a");
        b = bench.boot("b");
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    private static byte[] load(TestGuest guest, long offset, int length) throws AccessFault {
        byte[] bytes = new byte[length];
        guest.bus().deviceMemory().load(offset, bytes, 0, length);
        return bytes;
    }

    private static void store(TestGuest guest, long offset, byte... bytes) throws AccessFault {
        guest.bus().deviceMemory().store(offset, bytes, 0, bytes.length);
    }

    private static void assertNoLoad(TestGuest guest, long offset, int length) {
        byte[] target = new byte[length];
        assertThatThrownBy(() -> guest.bus().deviceMemory().load(offset, target, 0, length))
                .isInstanceOf(AccessFault.class);
        assertThat(target).containsOnly(0);
    }

    private static void assertNoStore(TestGuest guest, long offset, int length) {
        assertThatThrownBy(
                        () -> guest.bus().deviceMemory().store(offset, new byte[length], 0, length))
                .isInstanceOf(AccessFault.class);
    }

    @Test
    void touchesNothingWhereNothingIsMapped() throws Exception {
        assertNoLoad(a, 0, 1);
        assertNoStore(a, 0, 1);
        a.allocate(CHUNK);
        assertThat(load(a, CHUNK - 1, 1)).containsExactly(0);
        assertNoLoad(a, CHUNK - 1, 2);
        assertNoStore(a, CHUNK - 4, 5);
        assertNoLoad(a, 16 * CHUNK, 1);
        assertNoLoad(a, 16 * CHUNK - 1, 2);
        assertNoLoad(a, -1, 2);
        assertNoLoad(a, Long.MAX_VALUE, 8);
        assertNoStore(a, Long.MIN_VALUE, 8);
        bench.settle();
        assertThat(bench.tap().violations(a.ordinal()))
                .hasSize(9)
                .containsOnly(ViolationRule.ACCESS_OUTSIDE);
        assertNoLoad(b, 0, 1);
    }

    @Test
    void storesNothingOfAStoreThatIsPartlyForbidden() throws Exception {
        long writable = a.allocate(CHUNK).token();
        long readOnly = a.allocate(CHUNK).token();
        b.attach(writable);
        b.attach(readOnly, PermissionSet.READ_ONLY);
        byte[] across = {1, 2, 3, 4};
        assertThatThrownBy(() -> store(b, CHUNK - 2, across)).isInstanceOf(AccessFault.class);
        assertThat(load(a, CHUNK - 2, 4)).containsOnly(0);
        assertThat(load(b, CHUNK - 2, 4)).containsOnly(0);
    }

    @Test
    void storesAcrossRegionsThatAreBothWritable() throws Exception {
        a.allocate(CHUNK);
        long second = a.allocate(CHUNK).token();
        b.attach(second);
        store(a, CHUNK - 2, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
        assertThat(load(a, CHUNK - 2, 4)).containsExactly(1, 2, 3, 4);
        assertThat(load(b, 0, 2)).containsExactly(3, 4);
        bench.settle();
        assertThat(bench.tap().of(TapRecord.Content.class))
                .extracting(TapRecord.Content::offset)
                .containsExactly(CHUNK - 2, 0L);
    }

    @Test
    void readsOnlyWhatIsReadable() throws Exception {
        long token = a.allocate(CHUNK).token();
        store(a, 0, SECRET);
        b.attach(token, new PermissionSet(PermissionSet.WRITE));
        assertNoLoad(b, 0, 8);
        assertThatThrownBy(() -> b.bus().deviceMemory().loadAcquire(0))
                .isInstanceOf(AccessFault.class);
        b.bus().deviceMemory().storeRelease(8, 5);
        assertThat(a.bus().deviceMemory().loadAcquire(8)).isEqualTo(5);
    }

    @Test
    void writesOnlyWhatIsWritable() throws Exception {
        long token = a.allocate(CHUNK).token();
        store(a, 0, SECRET);
        b.attach(token, PermissionSet.READ_ONLY);
        assertThat(load(b, 0, 8)).isEqualTo(SECRET);
        assertNoStore(b, 0, 1);
        assertThatThrownBy(() -> b.bus().deviceMemory().storeRelease(0, 1))
                .isInstanceOf(AccessFault.class);
        assertThat(load(a, 0, 8)).isEqualTo(SECRET);
        bench.settle();
        assertThat(bench.tap().violations(b.ordinal()))
                .containsExactly(
                        ViolationRule.ACCESS_NOT_PERMITTED, ViolationRule.ACCESS_NOT_PERMITTED);
    }

    @Test
    void losesARightAtOnceAndGetsItBackAtOnce() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        store(b, 0, (byte) 1);
        a.ack(new GrantDevice(token, PermissionSet.READ_ONLY, b.devid()));
        assertNoStore(b, 0, 1);
        assertThat(load(b, 0, 1)).containsExactly(1);
        a.ack(new GrantDevice(token, new PermissionSet(PermissionSet.WRITE), b.devid()));
        assertNoLoad(b, 0, 1);
        store(b, 0, (byte) 2);
        a.ack(new GrantDevice(token, PermissionSet.READ_WRITE, b.devid()));
        assertThat(load(b, 0, 1)).containsExactly(2);
        a.ack(new GrantDevice(token, PermissionSet.NOTHING, b.devid()));
        assertNoLoad(b, 0, 1);
        assertNoStore(b, 0, 1);
        a.ack(new GrantDevice(token, PermissionSet.ALLOCATOR, b.devid()));
        assertNoLoad(b, 0, 1);
        assertThat(bench.tap().of(b.ordinal(), TapRecord.Mapped.class))
                .extracting(TapRecord.Mapped::rights)
                .containsExactly(3L, 1L, 2L, 3L);
    }

    @Test
    void getsNoMoreThanItAskedFor() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token, PermissionSet.READ_ONLY);
        a.ack(new GrantDevice(token, PermissionSet.ALLOCATOR, b.devid()));
        assertNoStore(b, 0, 1);
    }

    @Test
    void cannotKeepARegionThatItLeft() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        DeviceMemory kept = b.bus().deviceMemory();
        b.detach(token);
        assertThatThrownBy(() -> kept.load(0, new byte[1], 0, 1)).isInstanceOf(AccessFault.class);
        store(a, 0, SECRET);
        b.allocate(CHUNK);
        byte[] own = new byte[8];
        kept.load(0, own, 0, 8);
        assertThat(own).containsOnly(0);
    }

    @Test
    void findsNewMemoryFullOfZeros() throws Exception {
        byte[] full = new byte[(int) CHUNK];
        Arrays.fill(full, (byte) 0x5a);
        for (int round = 0; round < 8; round++) {
            long token = a.allocate(CHUNK).token();
            assertThat(load(a, 0, full.length)).containsOnly(0);
            store(a, 0, full);
            a.detach(token);
        }
        long token = b.allocate(CHUNK).token();
        assertThat(load(b, 0, full.length)).containsOnly(0);
        b.detach(token);
    }

    @Test
    void seesItsOwnRegionInAChunkThatHeldAnother() throws Exception {
        long first = a.allocate(CHUNK).token();
        b.attach(first);
        store(a, 0, SECRET);
        b.detach(first);
        long second = b.allocate(CHUNK).token();
        store(b, 0, (byte) 9);
        assertThat(load(a, 0, 8)).isEqualTo(SECRET);
        assertThat(a.attach(second)).containsExactly(new Area(CHUNK, CHUNK));
        assertThat(load(a, CHUNK, 1)).containsExactly(9);
    }

    @Test
    void losesARightInTheMiddleOfAStormOfStores() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        for (int round = 1; round <= 50; round++) {
            a.ack(new GrantDefault(token, PermissionSet.DEFAULT_FOR_OTHERS));
            Thread storm = storing(b, (byte) round);
            TestGuest.await(() -> stopped(storm) || firstByte(a) != 0);
            a.ack(
                    new GrantDefault(
                            token, new PermissionSet(PermissionSet.READ | PermissionSet.ATTACH)));
            // From here on no store of b may land, whatever it was about to do.
            store(a, 0, (byte) 0);
            byte[] all = load(a, 0, 64);
            storm.join();
            assertThat(load(a, 0, 64)).isEqualTo(all);
        }
    }

    private static boolean stopped(Thread thread) {
        return !thread.isAlive();
    }

    private static byte firstByte(TestGuest guest) {
        try {
            return load(guest, 0, 1)[0];
        } catch (AccessFault e) {
            throw new AssertionError(e);
        }
    }

    /// Stores until it is refused; in lockstep only once, as all is one thread there.
    private Thread storing(TestGuest guest, byte value) throws Exception {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, value);
        DeviceMemory memory = guest.bus().deviceMemory();
        if (bench.isLockstep()) {
            memory.store(0, bytes, 0, bytes.length);
            return new Thread(() -> {});
        }
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        while (true) {
                            memory.store(0, bytes, 0, bytes.length);
                        }
                    } catch (AccessFault e) {
                        assertThat(e).hasMessageContaining("NOT_PERMITTED");
                    }
                });
    }

    @Test
    void endsAStoreThatTheSystemHasNoMemoryForAsAFault() throws Exception {
        long huge = 1L << 50;
        HostOptions options =
                HostOptions.usual()
                        .withGeometry(new MemoryGeometry(huge, 2 * huge, 4))
                        .withLimits(HostLimits.USUAL.withMemoryBytes(Long.MAX_VALUE));
        try (Bench vast = Bench.inLockstep(options)) {
            TestGuest guest = vast.boot("vast");
            guest.allocate(huge);
            assertThat(load(guest, huge - 4, 4)).containsOnly(0);
            assertThatThrownBy(() -> store(guest, 0, (byte) 1))
                    .isInstanceOf(AccessFault.class)
                    .hasMessageContaining("no memory");
            assertThat(load(guest, 0, 1)).containsExactly(0);
            assertThat(vast.tap().violations(guest.ordinal()))
                    .containsExactly(ViolationRule.LIMIT_REACHED);
            assertThat(guest.status()).isEqualTo(15);
        }
    }
}
