package ismscope.device.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.memory.GuestMemoryException;
import ismscope.device.model.Bench;
import ismscope.device.model.IsmDevice;
import ismscope.device.model.IsmHost;
import ismscope.device.model.QueueShape;
import ismscope.device.model.RecordingTap;
import ismscope.device.model.TestGuest;
import ismscope.device.os.MemoryFile;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand.AttachRegion;
import ismscope.device.protocol.ControlCommand.GrantDefault;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.HostThread;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A front-end that does what QEMU 11 does: maps only as answers while the device runs, no rights
/// that it cannot enforce, maps forgotten when it stops.
class QemuFrontEndTest {
    private static final long MODERN = HostileFrontEndTest.MODERN;

    @TempDir Path folder;
    private final RecordingTap tap = new RecordingTap();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<MemoryFile> maps = new ArrayList<>();
    private HostThread host;
    private VhostUserServer server;
    private FakeFrontEnd qemu;
    private TestGuest other;

    @BeforeEach
    void serve() throws Exception {
        host =
                HostThread.serving(
                        new IsmHost(Bench.SMALL, tap, new VirtualClock(), TokenSource.seeded(3)));
        server = new VhostUserServer(folder.resolve("s"), "vm", log::add);
        server.open(host);
        qemu = new FakeFrontEnd(server.path());
        other = TestGuest.booted(host, "other", QueueShape.SPLIT);
    }

    @AfterEach
    void close() throws Exception {
        for (MemoryFile file : maps) {
            file.close();
        }
        qemu.close();
        other.close();
        server.close();
        host.close();
        assertThat(log).isEmpty();
    }

    private byte[] reply(int count) throws Exception {
        byte[] reply = qemu.replyNow(count);
        while (reply == null) {
            assertThat(qemu.call.await(5_000)).isTrue();
            qemu.call.drain();
            reply = qemu.replyNow(count);
        }
        return reply;
    }

    private static byte[] attach(long token, int rights) {
        return IsmCodec.encodeCommand(new AttachRegion(token, rights));
    }

    @Test
    void sumsItsSharedMemoryToAPowerOfTwo() throws Exception {
        qemu.negotiate(FakeFrontEnd.QEMU);
        BackEndReply sizes = qemu.ask(new FrontEndMessage.Plain(FrontEndRequest.GET_SHMEM_CONFIG));
        assertThat(sizes)
                .isInstanceOfSatisfying(
                        BackEndReply.SharedMemory.class,
                        memory -> {
                            long one = memory.sizes().get(1);
                            long two = memory.sizes().get(2);
                            assertThat(Long.bitCount(one + two)).isEqualTo(1);
                            assertThat(one % 4096).isZero();
                            assertThat(two % 4096).isZero();
                            assertThat(one).isGreaterThanOrEqualTo(16 * Bench.CHUNK);
                        });
    }

    @Test
    void answersAnAllocationWhenItIsMapped() throws Exception {
        qemu.start(MODERN);
        qemu.allocate();
        BackEndMessage wish = qemu.wish(new ArrayList<>());
        assertThat(wish)
                .isEqualTo(
                        new BackEndMessage.Map(
                                new SharedPiece(1, 0, 0, Bench.CHUNK, SharedPiece.WRITABLE)));
        qemu.settle();
        assertThat(qemu.replyNow(1)).isNull();
        assertThat(tap.of(TapRecord.RegionCreated.class)).isEmpty();
        qemu.answer(wish, 0);
        assertThat(reply(1)[0]).isZero();
        assertThat(tap.of(TapRecord.RegionCreated.class)).hasSize(1);
    }

    @Test
    void undoesAnAllocationThatIsNotMapped() throws Exception {
        qemu.start(MODERN);
        qemu.allocate();
        qemu.answer(qemu.wish(new ArrayList<>()), 1);
        assertThat(reply(1)).containsExactly(Ack.ENOMEM.code());
        assertThat(host.<Integer>ask(all -> all.regionsInUse().size())).isZero();
        assertThat(tap.of(TapRecord.RegionCreated.class)).isEmpty();
        qemu.allocate();
        qemu.takeMap(maps);
        assertThat(reply(2)[0]).isZero();
    }

    @Test
    void mapsNothingUntilADeviceRunsAndNothingAfterItStopped() throws Exception {
        qemu.negotiate(FakeFrontEnd.QEMU);
        qemu.settle();
        assertThat(qemu.isAsked()).isFalse();
        qemu.value(FrontEndRequest.SET_FEATURES, MODERN);
        qemu.tellMemory();
        qemu.describe(0, 16);
        qemu.allocate();
        qemu.settle();
        assertThat(qemu.isAsked()).isFalse();
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
        // Kicks from before it ran are not lost.
        qemu.takeMap(maps);
        assertThat(reply(1)[0]).isZero();
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 0);
        qemu.ask(new FrontEndMessage.VringState(FrontEndRequest.GET_VRING_BASE, 0, 0));
        qemu.settle();
        assertThat(qemu.isAsked()).isFalse();
        assertThat(tap.of(TapRecord.Unmapped.class))
                .containsExactly(new TapRecord.Unmapped(TapRecord.Unmapped.RESET));
    }

    @Test
    void forgetsACommandThatIsHeldWhenTheGuestResets() throws Exception {
        qemu.start(MODERN);
        qemu.allocate();
        BackEndMessage wish = qemu.wish(new ArrayList<>());
        qemu.stop();
        assertThat(host.<Integer>ask(all -> all.regionsInUse().size())).isZero();
        qemu.answer(wish, 0);
        qemu.settle();
        assertThat(qemu.isAsked()).isFalse();
        assertThat(qemu.replyNow(1)).isNull();
    }

    @Test
    void refusesAccessThatItCannotEnforce() throws Exception {
        long token = other.allocate(Bench.CHUNK).token();
        qemu.start(MODERN);
        qemu.command(attach(token, 1));
        assertThat(reply(1)).containsExactly(Ack.PERM_EWRITE.code());
        qemu.command(attach(token, 2));
        assertThat(reply(2)).containsExactly(Ack.PERM_EREAD.code());
        other.ack(
                new GrantDefault(
                        token, new PermissionSet(PermissionSet.READ | PermissionSet.ATTACH)));
        qemu.command(attach(token, 0));
        assertThat(reply(3)).containsExactly(Ack.PERM_EWRITE.code());
        assertThat(qemu.isAsked()).isFalse();
    }

    @Test
    void takesTheWholeRegionAwayWhenRightsAreNarrowed() throws Exception {
        long token = other.allocate(Bench.CHUNK).token();
        qemu.start(MODERN);
        qemu.command(attach(token, 3));
        qemu.takeMap(maps);
        assertThat(reply(1)[0]).isZero();
        other.ack(
                new GrantDefault(
                        token, new PermissionSet(PermissionSet.READ | PermissionSet.ATTACH)));
        BackEndMessage wish = qemu.wish(new ArrayList<>());
        assertThat(wish).isInstanceOf(BackEndMessage.Unmap.class);
        qemu.answer(wish, 0);
        assertThat(tap.of(TapRecord.Unmapped.class))
                .containsExactly(new TapRecord.Unmapped(TapRecord.Unmapped.RIGHTS_WITHDRAWN));
    }

    @Test
    void undoesAnAttachmentWhoseRegionIsGoneMeanwhile() throws Exception {
        long token = other.allocate(Bench.CHUNK).token();
        qemu.start(MODERN);
        qemu.command(attach(token, 3));
        BackEndMessage wish = qemu.wish(new ArrayList<>());
        assertThat(other.detach(token)).isEqualTo(Ack.OK);
        qemu.answer(wish, 0);
        BackEndMessage undo = qemu.wish(new ArrayList<>());
        assertThat(undo).isInstanceOf(BackEndMessage.Unmap.class);
        qemu.answer(undo, 0);
        assertThat(reply(1)).containsExactly(Ack.ENOENT.code());
    }

    /// Nothing tells the host of a store: it looks, and all it sees of two is one.
    @Test
    void findsDoorbellsThatAreStoredToTheNotifyArea() throws Exception {
        long token = other.allocate(3 * Bench.CHUNK).token();
        other.offerEvents(8, 32);
        qemu.start(MODERN);
        qemu.command(attach(token, 3));
        qemu.takeMap(maps);
        reply(1);
        TestGuest.await(() -> eventsOf(other).size() == 1);
        MemorySegment area = Objects.requireNonNull(qemu.notifyArea);
        area.set(ValueLayout.JAVA_BYTE, 8, (byte) 1);
        TestGuest.await(() -> eventsOf(other).size() == 1);
        assertThat(tap.of(TapRecord.Doorbell.class)).containsExactly(new TapRecord.Doorbell(8));
        assertThat(area.get(ValueLayout.JAVA_INT, 8)).isZero();
    }

    private static List<?> eventsOf(TestGuest guest) {
        try {
            return guest.events();
        } catch (GuestMemoryException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keepsMappingsOfMemoryThatDidNotChange() throws Exception {
        qemu.start(MODERN);
        OpenFiles before = OpenFiles.now();
        assertThat(before.mappings()).isPositive();
        for (int i = 0; i < 10; i++) {
            qemu.tellMemory();
        }
        qemu.settle();
        assertThat(OpenFiles.now()).isEqualTo(before);
        qemu.allocate();
        qemu.takeMap(maps);
        assertThat(reply(1)[0]).isZero();
    }

    @Test
    void startsAgainAfterAStop() throws Exception {
        qemu.start(MODERN);
        qemu.allocate();
        qemu.takeMap(maps);
        reply(1);
        qemu.stop();
        qemu.clearRings();
        qemu.value(FrontEndRequest.SET_FEATURES, MODERN);
        qemu.tellMemory();
        qemu.describe(0, 16);
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
        qemu.settle();
        qemu.allocate();
        qemu.takeMap(maps);
        assertThat(reply(1)[0]).isZero();
    }

    /// Its driver need not use all of them, and one that means ill uses none.
    @Test
    void leavesAloneARingThatTheGuestHasNotSetUp() throws Exception {
        qemu.negotiate(FakeFrontEnd.QEMU);
        qemu.value(FrontEndRequest.SET_FEATURES, MODERN);
        qemu.tellMemory();
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 1, 1);
        qemu.settle();
        qemu.stop();
        qemu.describe(0, 16);
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 1, 1);
        qemu.allocate();
        qemu.takeMap(maps);
        assertThat(reply(1)[0]).isZero();
        qemu.stop();
        qemu.tellMemory();
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 1, 1);
        qemu.settle();
    }

    /// A reset, a reboot and a VM that is held look the same until it starts again.
    @Test
    void goesOnWhereItsRingsWereWhenTheMachineWasOnlyHeld() throws Exception {
        qemu.start(MODERN);
        qemu.allocate();
        SharedPiece piece = qemu.takeMap(maps);
        reply(1);
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 0);
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 1, 0);
        int base = qemu.stopRing(0);
        assertThat(base).isEqualTo(1);
        assertThat(qemu.stopRing(1)).isZero();

        qemu.value(FrontEndRequest.SET_FEATURES, MODERN);
        qemu.tellMemory();
        qemu.describe(0, 16, base);
        qemu.describe(1, 16);
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 1, 1);

        // The region is gone from the device, so it goes from the guest, too.
        BackEndMessage wish = qemu.wish(new ArrayList<>());
        while (wish instanceof BackEndMessage.Unmap(SharedPiece other) && other.id() != 1) {
            qemu.answer(wish, 0);
            wish = qemu.wish(new ArrayList<>());
        }
        assertThat(wish)
                .isEqualTo(
                        new BackEndMessage.Unmap(
                                new SharedPiece(
                                        1, 0, piece.offset(), piece.length(), piece.flags())));
        qemu.answer(wish, 0);
        qemu.settle();
        assertThat(qemu.replyNow(2)).isNull();
        qemu.allocate();
        qemu.takeMap(maps);
        assertThat(reply(2)[0]).isZero();
    }

    @Test
    void needsAResetWithRingsOutsideItsMemory() throws Exception {
        qemu.negotiate(FakeFrontEnd.QEMU);
        qemu.value(FrontEndRequest.SET_FEATURES, MODERN);
        qemu.tellMemory();
        qemu.describe(0, 16);
        qemu.send(new FrontEndMessage.VringAddress(0, 0, 0, 0x2000, 0x4000, 0));
        qemu.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
        qemu.settle();
        assertThat(tap.of(TapRecord.Violation.class)).hasSize(1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void answersUnknownRequestsWithFailure() throws Exception {
        qemu.negotiate(FakeFrontEnd.QEMU);
        assertThat(qemu.acknowledged(new FrontEndMessage.Unknown(41, 16), qemu.kick.fd()))
                .isEqualTo(1);
        qemu.send(new FrontEndMessage.Unknown(34, 0));
        qemu.settle();
    }

    private static List<String> devices(IsmHost all) {
        return all.devices().stream().map(IsmDevice::name).toList();
    }

    @Test
    void numbersGuestsOfOneSocket() throws Exception {
        qemu.negotiate(FakeFrontEnd.QEMU);
        try (FakeFrontEnd second = new FakeFrontEnd(server.path())) {
            second.negotiate(FakeFrontEnd.QEMU);
            second.settle();
            assertThat(host.ask(QemuFrontEndTest::devices)).contains("vm", "vm-2");
        }
    }
}
