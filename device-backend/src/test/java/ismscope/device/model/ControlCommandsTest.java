package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlCommand.AllocRegion;
import ismscope.device.protocol.ControlCommand.AttachRegion;
import ismscope.device.protocol.ControlCommand.DetachRegion;
import ismscope.device.protocol.ControlCommand.GrantDefault;
import ismscope.device.protocol.ControlCommand.GrantDevice;
import ismscope.device.protocol.ControlCommand.SetEventVector;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.transport.Carrier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command with every ack of the draft's table, over every transport and shape of queues.
@ParameterizedClass
@MethodSource("ismscope.device.model.Benches#all")
class ControlCommandsTest {
    private static final long CHUNK = Bench.CHUNK;
    private static final long NOBODYS_TOKEN = 0x5eed;

    private final Carrier carrier;
    private final QueueShape shape;
    private Bench bench;
    private TestGuest a;
    private TestGuest b;

    ControlCommandsTest(Carrier carrier, QueueShape shape) throws Exception {
        this.carrier = carrier;
        this.shape = shape;
        bench = new Bench(carrier, shape, Bench.SMALL);
        a = bench.boot("a");
        b = bench.boot("b");
    }

    private void use(HostOptions options) throws Exception {
        bench.close();
        bench = new Bench(carrier, shape, options);
        a = bench.boot("a");
        b = bench.boot("b");
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    @Test
    void allocatesWholeChunks() throws Exception {
        ControlReply.Allocated region = a.allocate(CHUNK + 1);
        assertThat(region.areas()).containsExactly(new Area(0, 2 * CHUNK));
        assertThat(region.token()).isNotZero();
        assertThat(a.allocate(1).areas()).containsExactly(new Area(2 * CHUNK, CHUNK));
        assertThat(bench.tap().of(TapRecord.RegionCreated.class))
                .containsExactly(
                        new TapRecord.RegionCreated(2 * CHUNK, a.devid()),
                        new TapRecord.RegionCreated(CHUNK, a.devid()));
    }

    @Test
    void refusesToAllocateNothing() throws Exception {
        assertThat(a.ack(new AllocRegion(0))).isEqualTo(Ack.ERR);
    }

    @Test
    void refusesToAllocateMoreThanTheWindow() throws Exception {
        assertThat(a.ack(new AllocRegion(16 * CHUNK + 1))).isEqualTo(Ack.ENOSPEC);
        assertThat(a.ack(new AllocRegion(-1))).isEqualTo(Ack.ENOSPEC);
        assertThat(a.ack(new AllocRegion(Long.MIN_VALUE))).isEqualTo(Ack.ENOSPEC);
        assertThat(a.ack(new AllocRegion(16 * CHUNK))).isEqualTo(Ack.OK);
    }

    @Test
    void refusesToAllocateBeyondTheFreeChunks() throws Exception {
        a.allocate(15 * CHUNK);
        assertThat(a.ack(new AllocRegion(2 * CHUNK))).isEqualTo(Ack.ENOSPEC);
        assertThat(a.ack(new AllocRegion(CHUNK))).isEqualTo(Ack.OK);
        assertThat(b.ack(new AllocRegion(16 * CHUNK))).isEqualTo(Ack.OK);
    }

    @Test
    void refusesToAllocateBeyondTheMemoryOfTheHost() throws Exception {
        use(Bench.SMALL.withLimits(HostLimits.USUAL.withMemoryBytes(3 * CHUNK)));
        ControlReply.Allocated first = a.allocate(2 * CHUNK);
        assertThat(b.ack(new AllocRegion(2 * CHUNK))).isEqualTo(Ack.ENOMEM);
        assertThat(bench.tap().violations(b.ordinal()))
                .containsExactly(ViolationRule.LIMIT_REACHED);
        a.detach(first.token());
        assertThat(b.ack(new AllocRegion(3 * CHUNK))).isEqualTo(Ack.OK);
    }

    @Test
    void refusesToAllocateBeyondTheRegionsOfTheHost() throws Exception {
        use(Bench.SMALL.withLimits(HostLimits.USUAL.withCounts(4, 2, 4)));
        a.allocate(1);
        b.allocate(1);
        assertThat(b.ack(new AllocRegion(1))).isEqualTo(Ack.ENOMEM);
        assertThat(bench.tap().of(TapRecord.Violation.class).getFirst().text())
                .contains("regions=2");
    }

    @Test
    void tellsHowManyAreasAnAllocationNeeds() throws Exception {
        fragment(a);
        ControlReply.Refused refused = new ControlReply.Refused(Ack.E2BIG, 3);
        AllocRegion three = new AllocRegion(3 * CHUNK);
        if (carrier.mapsElsewhere()) {
            assertThat(a.ack(three)).isEqualTo(Ack.ENOSPEC);
            return;
        }
        assertThat(a.command(three, 17 + 2 * 16)).isEqualTo(refused);
        assertThat(a.raw(IsmCodec.encodeCommand(three), 16)).containsExactly(7);
        assertThat(a.raw(IsmCodec.encodeCommand(three), 1)).containsExactly(7);
        ControlReply done = a.command(three, 17 + 3 * 16);
        assertThat(((ControlReply.Allocated) done).areas())
                .containsExactly(
                        new Area(CHUNK, CHUNK),
                        new Area(3 * CHUNK, CHUNK),
                        new Area(5 * CHUNK, CHUNK));
    }

    @Test
    void tellsHowManyAreasAnAttachmentNeeds() throws Exception {
        fragment(b);
        long token = a.allocate(2 * CHUNK).token();
        AttachRegion attach = new AttachRegion(token, 3);
        if (carrier.mapsElsewhere()) {
            assertThat(b.ack(attach)).isEqualTo(Ack.ENOSPEC);
            return;
        }
        assertThat(b.command(attach, 9 + 16)).isEqualTo(new ControlReply.Refused(Ack.E2BIG, 2));
        assertThat(b.raw(IsmCodec.encodeCommand(attach), 8)).containsExactly(7);
        assertThat(b.detach(token)).isEqualTo(Ack.ENOENT);
        assertThat(b.command(attach, 9 + 2 * 16).ack()).isEqualTo(Ack.OK);
    }

    @Test
    void keepsTheOrderOfARegionOverItsAreas() throws Exception {
        if (!carrier.mapsElsewhere()) {
            fragment(b);
        }
        long token = a.allocate(3 * CHUNK).token();
        List<Area> scattered = b.attach(token);
        assertThat(scattered).hasSize(carrier.mapsElsewhere() ? 1 : 3);
        byte[] one = new byte[(int) (3 * CHUNK)];
        for (int i = 0; i < one.length; i++) {
            one[i] = (byte) (i / 7);
        }
        a.bus().deviceMemory().store(0, one, 0, one.length);
        byte[] other = new byte[one.length];
        int at = 0;
        for (Area area : scattered) {
            b.bus().deviceMemory().load(area.offset(), other, at, (int) area.size());
            at += (int) area.size();
        }
        assertThat(other).isEqualTo(one);
    }

    /// Leaves single free chunks 1, 3, 5 ... in a window.
    private static void fragment(TestGuest guest) throws Exception {
        long[] tokens = new long[16];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = guest.allocate(CHUNK).token();
        }
        for (int i = 1; i < tokens.length; i += 2) {
            assertThat(guest.detach(tokens[i])).isEqualTo(Ack.OK);
        }
    }

    @Test
    void attachesWithAndWithoutPadding() throws Exception {
        long token = a.allocate(CHUNK).token();
        byte[] plain = IsmCodec.encodeCommand(new AttachRegion(token, 3));
        assertThat(b.raw(Arrays.copyOf(plain, 18), 64)[0]).isZero();
        assertThat(b.detach(token)).isEqualTo(Ack.OK);
        assertThat(b.raw(plain, 64)[0]).isZero();
    }

    @Test
    void refusesToAttachAnUnknownToken() throws Exception {
        assertThat(a.ack(new AttachRegion(NOBODYS_TOKEN, 3))).isEqualTo(Ack.ENOENT);
        assertThat(a.ack(new AttachRegion(0, 3))).isEqualTo(Ack.ENOENT);
    }

    @Test
    void refusesToAttachTwice() throws Exception {
        long token = a.allocate(CHUNK).token();
        assertThat(a.ack(new AttachRegion(token, 3))).isEqualTo(Ack.ERR);
        b.attach(token);
        assertThat(b.ack(new AttachRegion(token, 1))).isEqualTo(Ack.ERR);
        assertThat(b.detach(token)).isEqualTo(Ack.OK);
        assertThat(b.detach(token)).isEqualTo(Ack.ENOENT);
    }

    @Test
    void refusesToAttachWithoutTheRightTo() throws Exception {
        long token = a.allocate(CHUNK).token();
        assertThat(a.ack(new GrantDefault(token, PermissionSet.READ_WRITE))).isEqualTo(Ack.OK);
        assertThat(b.ack(new AttachRegion(token, 3))).isEqualTo(Ack.PERM_EATTACH);
        assertThat(b.ack(new AttachRegion(token, 0))).isEqualTo(Ack.PERM_EATTACH);
    }

    @Test
    void refusesAccessThatIsNotGranted() throws Exception {
        long token = a.allocate(CHUNK).token();
        a.ack(new GrantDefault(token, rights(PermissionSet.ATTACH, PermissionSet.READ)));
        assertThat(b.ack(new AttachRegion(token, 2))).isEqualTo(Ack.PERM_EWRITE);
        assertThat(b.ack(new AttachRegion(token, 3))).isEqualTo(Ack.PERM_EWRITE);
        a.ack(new GrantDefault(token, rights(PermissionSet.ATTACH, PermissionSet.WRITE)));
        assertThat(b.ack(new AttachRegion(token, 1))).isEqualTo(Ack.PERM_EREAD);
        assertThat(b.ack(new AttachRegion(token, 3))).isEqualTo(Ack.PERM_EREAD);
        a.ack(new GrantDefault(token, rights(PermissionSet.ATTACH)));
        assertThat(b.ack(new AttachRegion(token, 0))).isEqualTo(Ack.PERM_EREAD);
        assertThat(b.ack(new AttachRegion(token, 2))).isEqualTo(Ack.PERM_EWRITE);
        assertThat(bench.tap().of(b.ordinal(), TapRecord.Mapped.class)).isEmpty();
    }

    @Test
    void givesAllThatIsGrantedToADriverThatAsksForNothing() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token, PermissionSet.NOTHING);
        assertThat(mappedRights(b)).containsExactly(3L);
        b.detach(token);
        a.ack(new GrantDefault(token, rights(PermissionSet.ATTACH, PermissionSet.READ)));
        b.attach(token, PermissionSet.NOTHING);
        assertThat(mappedRights(b)).containsExactly(3L, 1L);
    }

    @Test
    void refusesToAttachBeyondTheFreeChunks() throws Exception {
        long token = a.allocate(2 * CHUNK).token();
        b.allocate(15 * CHUNK);
        assertThat(b.ack(new AttachRegion(token, 3))).isEqualTo(Ack.ENOSPEC);
    }

    @Test
    void refusesToAttachBeyondTheDevicesOfARegion() throws Exception {
        use(Bench.SMALL.withLimits(HostLimits.USUAL.withCounts(4, 4, 2)));
        TestGuest c = bench.boot("c");
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        assertThat(c.ack(new AttachRegion(token, 3))).isEqualTo(Ack.ENOMEM);
        assertThat(bench.tap().violations(c.ordinal()))
                .containsExactly(ViolationRule.LIMIT_REACHED);
        b.detach(token);
        assertThat(c.ack(new AttachRegion(token, 3))).isEqualTo(Ack.OK);
    }

    @Test
    void notesUnknownBitsInAnAccess() throws Exception {
        long token = a.allocate(CHUNK).token();
        assertThat(b.ack(new AttachRegion(token, 0x41))).isEqualTo(Ack.OK);
        assertThat(bench.tap().violations(b.ordinal()))
                .containsExactly(ViolationRule.PERMISSION_BITS);
        assertThat(mappedRights(b)).containsExactly(1L);
    }

    @Test
    void refusesToDetachWhatIsNotAttached() throws Exception {
        long token = a.allocate(CHUNK).token();
        assertThat(b.detach(token)).isEqualTo(Ack.ENOENT);
        assertThat(b.detach(NOBODYS_TOKEN)).isEqualTo(Ack.ENOENT);
    }

    @Test
    void freesARegionWithItsLastDevice() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        assertThat(a.detach(token)).isEqualTo(Ack.OK);
        assertThat(bench.tap().of(TapRecord.RegionFreed.class)).isEmpty();
        assertThat(a.ack(new AttachRegion(token, 3))).isEqualTo(Ack.OK);
        assertThat(a.detach(token)).isEqualTo(Ack.OK);
        assertThat(b.detach(token)).isEqualTo(Ack.OK);
        assertThat(bench.tap().of(TapRecord.RegionFreed.class)).hasSize(1);
        assertThat(b.ack(new AttachRegion(token, 3))).isEqualTo(Ack.ENOENT);
    }

    @Test
    void refusesGrantsOfWhatIsNotAttached() throws Exception {
        long token = a.allocate(CHUNK).token();
        PermissionSet all = PermissionSet.ALLOCATOR;
        assertThat(b.ack(new GrantDefault(token, all))).isEqualTo(Ack.ENOENT);
        assertThat(b.ack(new GrantDevice(token, all, b.devid()))).isEqualTo(Ack.ENOENT);
        assertThat(b.ack(new GrantDefault(NOBODYS_TOKEN, all))).isEqualTo(Ack.ENOENT);
    }

    @Test
    void refusesGrantsWithoutManage() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        PermissionSet all = PermissionSet.ALLOCATOR;
        assertThat(b.ack(new GrantDefault(token, all))).isEqualTo(Ack.PERM_EATTACH);
        assertThat(b.ack(new GrantDevice(token, all, b.devid()))).isEqualTo(Ack.PERM_EATTACH);
        assertThat(bench.tap().of(b.ordinal(), TapRecord.Grant.class)).isEmpty();
    }

    @Test
    void passesManageOn() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        assertThat(a.ack(new GrantDevice(token, PermissionSet.ALLOCATOR, b.devid())))
                .isEqualTo(Ack.OK);
        assertThat(b.ack(new GrantDevice(token, PermissionSet.READ_ONLY, a.devid())))
                .isEqualTo(Ack.OK);
        assertThat(a.ack(new GrantDefault(token, PermissionSet.ALLOCATOR)))
                .isEqualTo(Ack.PERM_EATTACH);
    }

    @Test
    void cleansTheDefaultWhateverElseIsSet() throws Exception {
        long token = a.allocate(CHUNK).token();
        PermissionSet clean = rights(PermissionSet.CLEAN_DEFAULT, 7);
        assertThat(a.ack(new GrantDefault(token, clean))).isEqualTo(Ack.OK);
        assertThat(b.ack(new AttachRegion(token, 0))).isEqualTo(Ack.PERM_EATTACH);
        assertThat(bench.tap().of(TapRecord.Grant.class).getLast())
                .isEqualTo(new TapRecord.Grant(TapRecord.Grant.DEFAULT, 0));
    }

    @Test
    void ignoresTheDefaultForADeviceWithAnEntryOfItsOwn() throws Exception {
        long token = a.allocate(CHUNK).token();
        a.ack(new GrantDefault(token, rights(PermissionSet.CLEAN_DEFAULT)));
        PermissionSet reader = rights(PermissionSet.ATTACH, PermissionSet.READ);
        assertThat(a.ack(new GrantDevice(token, reader, b.devid()))).isEqualTo(Ack.OK);
        assertThat(b.ack(new AttachRegion(token, 1))).isEqualTo(Ack.OK);
        TestGuest c = bench.boot("c");
        assertThat(c.ack(new AttachRegion(token, 1))).isEqualTo(Ack.PERM_EATTACH);
    }

    @Test
    void keepsGrantsOfDevicesThatDoNotExistYet() throws Exception {
        long token = a.allocate(CHUNK).token();
        a.ack(new GrantDefault(token, rights(PermissionSet.CLEAN_DEFAULT)));
        long next = b.devid() + 1;
        assertThat(a.ack(new GrantDevice(token, rights(7), next))).isEqualTo(Ack.OK);
        TestGuest c = bench.boot("c");
        assertThat(c.devid()).isEqualTo(next);
        assertThat(c.ack(new AttachRegion(token, 3))).isEqualTo(Ack.OK);
    }

    @Test
    void boundsTheGrantsOfARegion() throws Exception {
        use(Bench.SMALL.withLimits(HostLimits.USUAL.withCounts(4, 4, 3)));
        long token = a.allocate(CHUNK).token();
        assertThat(a.ack(new GrantDevice(token, rights(7), 100))).isEqualTo(Ack.OK);
        assertThat(a.ack(new GrantDevice(token, rights(7), 101))).isEqualTo(Ack.OK);
        assertThat(a.ack(new GrantDevice(token, rights(7), 102))).isEqualTo(Ack.ENOMEM);
        assertThat(a.ack(new GrantDevice(token, rights(1), 100))).isEqualTo(Ack.OK);
    }

    @Test
    void keepsAndNotesUnknownPermissionBits() throws Exception {
        long token = a.allocate(CHUNK).token();
        assertThat(a.ack(new GrantDevice(token, rights(0x107), b.devid()))).isEqualTo(Ack.OK);
        assertThat(bench.tap().violations(a.ordinal()))
                .containsExactly(ViolationRule.PERMISSION_BITS);
        assertThat(bench.tap().of(TapRecord.Grant.class).getLast())
                .isEqualTo(new TapRecord.Grant(b.devid(), 0x107));
    }

    @Test
    void bindsVectorsOfAttachedRegionsOnly() throws Exception {
        long token = a.allocate(CHUNK).token();
        assertThat(a.ack(new SetEventVector(token, 3))).isEqualTo(Ack.OK);
        assertThat(a.ack(new SetEventVector(token, 0xffff))).isEqualTo(Ack.OK);
        assertThat(b.ack(new SetEventVector(token, 3))).isEqualTo(Ack.ENOENT);
        assertThat(a.ack(new SetEventVector(NOBODYS_TOKEN, 3))).isEqualTo(Ack.ENOENT);
    }

    @Test
    void refusesVectorsThatTheDeviceDoesNotHave() throws Exception {
        long token = a.allocate(CHUNK).token();
        assertThat(a.ack(new SetEventVector(token, TestGuest.VECTORS))).isEqualTo(Ack.ERR);
        assertThat(a.ack(new SetEventVector(token, -1))).isEqualTo(Ack.ERR);
        assertThat(bench.tap().violations(a.ordinal()))
                .containsExactly(ViolationRule.VECTOR_UNKNOWN, ViolationRule.VECTOR_UNKNOWN);
    }

    @Test
    void refusesVectorsThatWereNotNegotiated() throws Exception {
        TestGuest plain = bench.boot("plain", FeatureBit.VERSION_1.mask());
        long token = plain.allocate(CHUNK).token();
        assertThat(plain.ack(new SetEventVector(token, 3))).isEqualTo(Ack.ERR);
    }

    @Test
    void answersUnknownCommandsWithErr() throws Exception {
        for (byte[] unknown : new byte[][] {{0, 1}, {3, 2}, {5, 0, 1, 2}, {-1, -1}}) {
            assertThat(a.raw(unknown, 32)).containsExactly(0xff);
            TapRecord.Violation seen = bench.tap().of(TapRecord.Violation.class).getLast();
            assertThat(seen.rule()).isEqualTo(ViolationRule.COMMAND_UNKNOWN.code());
            assertThat(seen.raw()).isEqualTo(unknown);
        }
    }

    @Test
    void answersCommandsOfTheWrongLengthWithErr() throws Exception {
        byte[] alloc = IsmCodec.encodeCommand(new AllocRegion(CHUNK));
        byte[] grant = IsmCodec.encodeCommand(new GrantDevice(1, PermissionSet.READ_ONLY, 2));
        byte[] detach = IsmCodec.encodeCommand(new DetachRegion(1));
        byte[][] wrong = {
            {},
            {0},
            {0, 0},
            Arrays.copyOf(alloc, 9),
            Arrays.copyOf(alloc, 11),
            Arrays.copyOf(grant, 25),
            Arrays.copyOf(detach, 5000)
        };
        for (byte[] bytes : wrong) {
            assertThat(a.raw(bytes, 64)).containsExactly(0xff);
        }
        assertThat(bench.tap().violations(a.ordinal()))
                .hasSize(wrong.length)
                .containsOnly(ViolationRule.COMMAND_SHORT);
        assertThat(a.needsReset()).isFalse();
    }

    @Test
    void needsAResetWithoutRoomForTheAck() throws Exception {
        a.submit(IsmCodec.encodeCommand(new AllocRegion(CHUNK)), 0);
        TestGuest.await(a::needsReset);
        bench.settle();
        assertThat(bench.tap().violations(a.ordinal()))
                .containsExactly(ViolationRule.NO_ROOM_FOR_ACK);
        assertThat(a.interrupts()).contains(TestGuest.VECTOR_CONFIG);
        assertThat(a.control().reclaim()).isNull();
        assertThat(b.ack(new AllocRegion(CHUNK))).isEqualTo(Ack.OK);
        assertThat(b.needsReset()).isFalse();
        a.bringUp();
        assertThat(a.ack(new AllocRegion(CHUNK))).isEqualTo(Ack.OK);
    }

    private List<Long> mappedRights(TestGuest guest) {
        return bench.tap().of(guest.ordinal(), TapRecord.Mapped.class).stream()
                .map(TapRecord.Mapped::rights)
                .toList();
    }

    private static PermissionSet rights(long... bits) {
        return new PermissionSet(Arrays.stream(bits).reduce(0, (all, bit) -> all | bit));
    }
}
