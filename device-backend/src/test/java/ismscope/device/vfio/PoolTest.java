package ismscope.device.vfio;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRam;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.Bench;
import ismscope.device.model.QueueShape;
import ismscope.device.model.TestGuest;
import ismscope.device.os.MemoryFile;
import ismscope.device.peer.PeerBus;
import ismscope.device.peer.PeerThread;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlCommand.AllocRegion;
import ismscope.device.protocol.ControlCommand.AttachRegion;
import ismscope.device.protocol.ControlReply;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.transport.Carrier;
import ismscope.device.vhost.VhostUserServer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// VMs of a trust group that map one file, and what keeps them apart from all others.
class PoolTest {
    private static final long CHUNK = Bench.CHUNK;
    private static final int MEMORY = BarLayout.MEMORY;

    private final Arena arena = Arena.ofShared();
    private final Bench bench =
            new Bench(Carrier.VFIO_USER, QueueShape.PACKED_INDIRECT, Bench.SMALL);
    private final VfioTransport transport = (VfioTransport) bench.transport();
    private TestGuest a;
    private TestGuest b;

    @BeforeEach
    void boot() throws Exception {
        transport.usePool("blue");
        a = bench.listen("a");
        b = bench.listen("b");
    }

    @AfterEach
    void close() {
        bench.close();
        arena.close();
    }

    private static VfioClient client(TestGuest guest) {
        return ((VfioBus) guest.bus()).client();
    }

    /// Maps device memory as QEMU does.
    private MemorySegment map(TestGuest guest) throws IOException {
        VfioClient client = client(guest);
        VfioReply.RegionInfo info =
                (VfioReply.RegionInfo) client.call(new VfioRequest.RegionInfo(64, MEMORY));
        assertThat(info.flags())
                .isEqualTo(
                        VfioReply.RegionInfo.READ
                                | VfioReply.RegionInfo.WRITE
                                | VfioReply.RegionInfo.MMAP
                                | VfioReply.RegionInfo.CAPS);
        VfioReply.Sparse whole = info.mappable().getFirst();
        assertThat(whole).isEqualTo(new VfioReply.Sparse(0, 16 * CHUNK));
        try (MemoryFile file = client.files().removeLast().toMemory()) {
            assertThat(file.isSealed()).isTrue();
            return file.map(
                    arena,
                    info.offset() + whole.offset(),
                    whole.size(),
                    MemoryFile.Access.READ_WRITE);
        }
    }

    @Test
    void sharesOneFileInWhichARegionLiesAtOnePlace() throws Exception {
        a.allocate(CHUNK);
        b.allocate(2 * CHUNK);
        ControlReply.Allocated region = a.allocate(CHUNK);
        assertThat(region.areas()).containsExactly(new Area(3 * CHUNK, CHUNK));
        assertThat(b.attach(region.token())).isEqualTo(region.areas());
        MemorySegment mine = map(a);
        MemorySegment others = map(b);
        mine.set(JAVA_BYTE, 3 * CHUNK + 5, (byte) 42);
        assertThat(others.get(JAVA_BYTE, 3 * CHUNK + 5)).isEqualTo((byte) 42);
        byte[] trapped = new byte[1];
        b.bus().deviceMemory().load(3 * CHUNK + 5, trapped, 0, 1);
        assertThat(trapped).containsExactly(42);
        b.bus().deviceMemory().store(3 * CHUNK + 6, new byte[] {7}, 0, 1);
        bench.settle();
        assertThat(mine.get(JAVA_BYTE, 3 * CHUNK + 6)).isEqualTo((byte) 7);
    }

    @Test
    void stillHearsItsDoorbells() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        b.quieten();
        a.ring(0);
        bench.settle();
        assertThat(b.events()).hasSize(1);
        assertThat(bench.tap().of(a.ordinal(), TapRecord.Doorbell.class)).hasSize(1);
    }

    @Test
    void clearsMemoryThatIsFreedAndMemoryThatIsGiven() throws Exception {
        MemorySegment mine = map(a);
        long token = a.allocate(2 * CHUNK).token();
        mine.set(JAVA_BYTE, CHUNK + 1, (byte) 1);
        a.detach(token);
        assertThat(mine.get(JAVA_BYTE, CHUNK + 1)).isZero();
        // Nothing keeps a member from writing where no region is.
        mine.set(JAVA_BYTE, CHUNK + 1, (byte) 2);
        b.allocate(2 * CHUNK);
        assertThat(mine.get(JAVA_BYTE, CHUNK + 1)).isZero();
    }

    @Test
    void scattersARegionAtTheSamePlacesForAll() throws Exception {
        long first = a.allocate(CHUNK).token();
        a.allocate(CHUNK);
        long third = a.allocate(CHUNK).token();
        a.allocate(13 * CHUNK);
        assertThat(b.ack(new AllocRegion(CHUNK))).isEqualTo(Ack.ENOSPEC);
        a.detach(first);
        a.detach(third);
        ControlReply.Allocated region = b.allocate(2 * CHUNK);
        List<Area> places = List.of(new Area(0, CHUNK), new Area(2 * CHUNK, CHUNK));
        assertThat(region.areas()).isEqualTo(places);
        assertThat(a.attach(region.token())).isEqualTo(places);
        map(b).set(JAVA_BYTE, 2 * CHUNK, (byte) 9);
        byte[] across = new byte[2];
        bench.settle();
        transport
                .thread()
                .ask(host -> {
                    host.regionsInUse()
                            .forEach(known -> {
                                if (known.token() == region.token()) {
                                    known.read(CHUNK - 1, across, 0, 2);
                                }
                            });
                    return true;
                });
        assertThat(across).containsExactly(0, 9);
    }

    @Test
    void neverCrossesPools() throws Exception {
        long blue = a.allocate(CHUNK).token();
        transport.usePool("red");
        TestGuest red = bench.boot("red");
        transport.usePool("");
        TestGuest alone = bench.boot("alone");
        long isolated = alone.allocate(CHUNK).token();
        assertThat(red.ack(new AttachRegion(blue, 3))).isEqualTo(Ack.PERM_EATTACH);
        assertThat(alone.ack(new AttachRegion(blue, 3))).isEqualTo(Ack.PERM_EATTACH);
        assertThat(a.ack(new AttachRegion(isolated, 3))).isEqualTo(Ack.PERM_EATTACH);
        assertThat(bench.tap().violations(alone.ordinal()))
                .containsExactly(ViolationRule.POOL_CROSSED);
        assertThat(bench.tap().violations(a.ordinal()))
                .containsExactly(ViolationRule.NOT_ISOLATED, ViolationRule.POOL_CROSSED);
        assertThat(b.ack(new AttachRegion(blue, 3))).isEqualTo(Ack.OK);
        assertThat(map(red).get(JAVA_BYTE, 0)).isZero();
    }

    @Test
    void saysThatItIsNotIsolated() {
        List<TapRecord.DeviceAdded> added = bench.tap().of(TapRecord.DeviceAdded.class);
        assertThat(added).extracting(TapRecord.DeviceAdded::pool).containsExactly("blue", "blue");
        assertThat(bench.tap().violations(a.ordinal())).containsExactly(ViolationRule.NOT_ISOLATED);
    }

    @Test
    void saysThatItsRegionsAreNotKnownExactly() throws Exception {
        a.allocate(CHUNK);
        assertThat(bench.tap().of(TapRecord.Lost.class))
                .containsExactly(new TapRecord.Lost(0, TapRecord.Lost.UNSEEN));
    }

    @Test
    void tellsAClientWithLittleRoomHowMuchToGive() throws Exception {
        VfioClient client = client(a);
        assertThat(client.call(new VfioRequest.RegionInfo(32, MEMORY)))
                .isEqualTo(new VfioReply.RegionInfo(64, 3, MEMORY, 16 * CHUNK, 0, List.of()));
        assertThat(client.files()).isEmpty();
        VfioReply.RegionInfo registers =
                (VfioReply.RegionInfo) client.call(new VfioRequest.RegionInfo(64, 0));
        assertThat(registers.flags()).isEqualTo(3);
        assertThat(client.files()).isEmpty();
    }

    @Test
    void refusesARegionToAProcessPeer() throws Exception {
        long token = a.allocate(CHUNK).token();
        try (VhostUserServer server =
                        new VhostUserServer(transport.folder().resolve("peer"), "box", _ -> {});
                PeerThread peers = PeerThread.start()) {
            server.open(transport.thread());
            try (GuestVm box =
                    GuestVm.<IOException>powerOn(
                            "box",
                            GuestRam.passable("box", 64 << 10),
                            DriverOptions.SPLIT.withQueueSize(16),
                            (_, ram, vectors) ->
                                    PeerBus.connect(peers, server.path(), ram, vectors))) {
                box.driver().start();
                assertThatThrownBy(() -> box.driver().attach(token))
                        .isInstanceOfSatisfying(
                                CommandRefused.class,
                                refusal -> assertThat(refusal.ack()).isEqualTo(Ack.PERM_EATTACH));
                assertThat(box.driver().allocate(CHUNK).size()).isEqualTo(CHUNK);
            }
        }
        assertThat(bench.tap().violations(3)).contains(ViolationRule.POOL_CROSSED);
    }
}
