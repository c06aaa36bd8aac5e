package ismscope.device.vfio;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.model.Bench;
import ismscope.device.model.DeviceStanding;
import ismscope.device.model.IsmHost;
import ismscope.device.model.QueueShape;
import ismscope.device.model.TestGuest;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.ShrinkingFile;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.ControlCommand.SetEventVector;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.TapRecord.DeviceRemoved;
import ismscope.device.tap.ViolationRule;
import ismscope.device.transport.Carrier;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A VM over a socket from its start to its end.
class VfioLifeTest {
    private static final long CHUNK = Bench.CHUNK;
    private static final int CONFIG = VfioDevice.REGION_CONFIG;
    private static final int CYCLES = 1000;

    private final Bench bench =
            new Bench(Carrier.VFIO_USER, QueueShape.SPLIT_EVENT_IDX, Bench.SMALL);
    private final VfioTransport transport = (VfioTransport) bench.transport();

    @AfterEach
    void close() {
        bench.close();
    }

    private static VfioClient client(TestGuest guest) {
        return ((VfioBus) guest.bus()).client();
    }

    @Test
    void resetsTheDeviceWithTheMachineAndKeepsItsMemory() throws Exception {
        TestGuest guest = bench.listen("vm");
        guest.allocate(CHUNK);
        client(guest).write(CONFIG, 4, 2, 6);
        assertThat(client(guest).call(new VfioRequest.Reset())).isEqualTo(new VfioReply.Done());
        assertThat(guest.status()).isZero();
        assertThat(client(guest).read(CONFIG, 4, 2)).isZero();
        assertThat(bench.tap().of(TapRecord.RegionFreed.class)).hasSize(1);
        guest.bringUp();
        assertThat(guest.allocate(CHUNK).token()).isNotZero();
        assertThat(bench.tap().violations(guest.ordinal())).isEmpty();
    }

    @Test
    void readsAndWritesRegistersThroughItsAccessWindow() throws Exception {
        TestGuest guest = bench.listen("vm");
        VfioClient client = client(guest);
        int window = PciConfigSpace.WINDOW;
        client.write(CONFIG, window + 4, 1, BarLayout.REGISTERS);
        client.write(CONFIG, window + 8, 4, CommonRegister.DEVICE_STATUS.offset());
        client.write(CONFIG, window + 12, 4, 1);
        assertThat(client.read(CONFIG, window + 16, 1)).isEqualTo(15);
        client.write(CONFIG, window + 16, 1, 0);
        assertThat(guest.status()).isZero();
        client.write(CONFIG, window + 12, 4, 3);
        client.read(CONFIG, window + 16, 4);
        client.write(CONFIG, window + 12, 4, 4);
        client.write(CONFIG, window + 8, 4, -4);
        client.write(CONFIG, window + 16, 4, 1);
        client.write(CONFIG, window + 4, 1, 255);
        client.write(CONFIG, window + 16, 4, 1);
        assertThat(bench.tap().violations(guest.ordinal()))
                .hasSize(3)
                .containsOnly(ViolationRule.REGISTER_ACCESS);
    }

    @Test
    void looksLikeThePciFunctionThatLinuxExpects() throws Exception {
        VfioClient client = client(bench.off("vm"));
        assertThat(client.read(CONFIG, 0, 4)).isEqualTo(0x106c_1af4L);
        assertThat(client.read(CONFIG, 6, 2)).isEqualTo(0x10);
        assertThat(client.read(CONFIG, 0x30, 4)).isZero();
        client.write(CONFIG, 0x30, 4, 0xffff_f800L);
        assertThat(client.read(CONFIG, 0x30, 4)).isZero();
        client.write(CONFIG, 0x10, 4, -1);
        assertThat(client.read(CONFIG, 0x10, 4)).isZero();
        assertThat(client.read(CONFIG, 0x20, 4)).isEqualTo(0xc);
        assertThat(client.read(CONFIG, 0x3d, 1)).isZero();
        client.write(CONFIG, 0x3c, 1, 11);
        assertThat(client.read(CONFIG, 0x3c, 1)).isEqualTo(11);
        assertThat(client.call(new VfioRequest.DeviceInfo()))
                .isEqualTo(new VfioReply.DeviceInfo(3, 9, 5));
        assertThat(client.call(new VfioRequest.RegionInfo(32, BarLayout.MEMORY)))
                .isEqualTo(
                        new VfioReply.RegionInfo(
                                32, 3, BarLayout.MEMORY, 16 * CHUNK, 0, List.of()));
        assertThat(client.call(new VfioRequest.RegionInfo(32, 6)))
                .isEqualTo(new VfioReply.RegionInfo(32, 0, 6, 0, 0, List.of()));
        assertThat(client.call(new VfioRequest.IrqInfo(2)))
                .isEqualTo(new VfioReply.IrqInfo(1, 2, TestGuest.VECTORS));
    }

    @Test
    void answersVersionWithNoMoreBytesThanItGot() throws Exception {
        TestGuest guest = bench.off("vm");
        Path path = guestPath();
        try (VfioClient small = VfioClient.connect(path)) {
            VfioReply reply = small.call(new VfioRequest.Version(0, 0, VersionText.EMPTY));
            assertThat(reply).isEqualTo(new VfioReply.Version(0, 0, VersionText.EMPTY));
        }
        assertThat(guest.status()).isZero();
    }

    private Path guestPath() throws IOException {
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(transport.folder())) {
            return sockets.iterator().next();
        }
    }

    @Test
    void raisesAVectorUntilItIsTakenAwayAndHoldsItWhileItIsMasked() throws Exception {
        TestGuest a = bench.boot("a");
        TestGuest b = bench.listen("b");
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        b.ack(new SetEventVector(token, 5));
        b.interrupts();
        a.ring(0);
        bench.settle();
        assertThat(b.interrupts()).contains(5);
        VfioRequest mask = new VfioRequest.SetIrqs(0x09, 2, 5, 1, List.of());
        assertThat(client(b).call(mask)).isEqualTo(new VfioReply.Done());
        a.ring(0);
        bench.settle();
        assertThat(b.interrupts()).doesNotContain(5);
        client(b).call(new VfioRequest.SetIrqs(0x12, 2, 5, 1, List.of(true)));
        assertThat(b.interrupts()).contains(5);
        client(b).call(new VfioRequest.SetIrqs(0x21, 2, 5, 1, List.of()));
        assertThat(b.interrupts()).containsExactly(5);
        client(b).call(new VfioRequest.SetIrqs(0x24, 2, 5, 1, List.of()));
        a.ring(0);
        bench.settle();
        assertThat(b.interrupts()).doesNotContain(5);
        client(b).call(new VfioRequest.SetIrqs(0x21, 2, 0, 0, List.of()));
        a.ring(0);
        bench.settle();
        assertThat(b.interrupts()).isEmpty();
    }

    @Test
    void findsWhatAnotherHasPostedBeforeItLoads() throws Exception {
        TestGuest a = bench.boot("a");
        TestGuest b = bench.boot("b");
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        for (int i = 1; i <= 500; i++) {
            for (int k = 0; k < 50; k++) {
                client(a).post(new VfioRequest.RegionWrite(k * 8L, BarLayout.MEMORY, 8, i));
            }
            assertThat(client(b).read(BarLayout.MEMORY, 49 * 8, 8)).isEqualTo(i);
        }
    }

    @Test
    void saysThatRamIsPrivateWhenRingsAreInMemoryWithoutAFile() throws Exception {
        TestGuest guest = bench.off("vm");
        VfioClient client = client(guest);
        client.call(new VfioRequest.DmaUnmap(VfioRequest.DmaUnmap.ALL, 0, 0));
        client.call(new VfioRequest.DmaMap(3, 0, 0, 1 << 20));
        guest.bringUpWith(1L << 32);
        bench.settle();
        assertThat(bench.tap().violations(guest.ordinal()))
                .containsSubsequence(ViolationRule.RING_ADDRESS, ViolationRule.GUEST_RAM_PRIVATE);
    }

    @Test
    void suspectsThatRamIsACopyWhenANotifiedQueueIsEmpty() throws Exception {
        TestGuest guest = bench.off("vm");
        VfioClient client = client(guest);
        client.call(new VfioRequest.DmaUnmap(VfioRequest.DmaUnmap.ALL, 0, 0));
        try (MemoryFile copy = MemoryFile.create("copy", 1 << 20)) {
            client.call(new VfioRequest.DmaMap(3, 0, 0, 1 << 20), copy.fd());
        }
        guest.bringUpWith(1L << 32);
        guest.bus().notifyQueue(0);
        guest.bus().notifyQueue(0);
        bench.settle();
        assertThat(bench.tap().violations(guest.ordinal()))
                .containsExactly(ViolationRule.GUEST_RAM_SUSPECT);
    }

    /// A VMM splits and joins ranges of RAM while its guest runs.
    @Test
    void goesOnWithAQueueWhoseRingsWereUnmappedForAMoment() throws Exception {
        TestGuest a = bench.listen("a");
        TestGuest b = bench.boot("b");
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        bench.settle();
        a.events();
        client(a).call(new VfioRequest.DmaUnmap(VfioRequest.DmaUnmap.ALL, 0, 0));
        b.ring(0);
        bench.settle();
        assertThat(transport.thread().ask(VfioLifeTest::waitingOfFirst))
                .isEqualTo(DeviceStanding.NOT_RUNNING);
        client(a).call(new VfioRequest.DmaMap(3, 0, 0, TestGuest.RAM_SIZE), a.ramFile().fd());
        bench.settle();
        assertThat(a.events()).hasSize(1);
        assertThat(a.allocate(CHUNK).token()).isNotZero();
        assertThat(a.needsReset()).isFalse();
        assertThat(bench.tap().violations(a.ordinal())).isEmpty();
    }

    private static int waitingOfFirst(IsmHost host) {
        return host.devices().iterator().next().standing().queues().getFirst().waiting();
    }

    @Test
    void breaksAQueueThatIsNotifiedWhileItsRingsAreUnmapped() throws Exception {
        TestGuest guest = bench.boot("vm");
        client(guest).call(new VfioRequest.DmaUnmap(VfioRequest.DmaUnmap.ALL, 0, 0));
        assertThat(guest.needsReset()).isFalse();
        guest.bus().notifyQueue(0);
        bench.settle();
        assertThat(guest.needsReset()).isTrue();
        assertThat(bench.tap().violations(guest.ordinal()))
                .containsOnly(ViolationRule.RING_ADDRESS);
    }

    @Test
    void losesItsConnectionWhenItsMemoryShrinks() throws Exception {
        TestGuest guest = bench.off("vm");
        int ordinal = guest.ordinal();
        TestGuest bystander = bench.boot("bystander");
        VfioClient client = client(guest);
        client.call(new VfioRequest.DmaUnmap(VfioRequest.DmaUnmap.ALL, 0, 0));
        try (ShrinkingFile ram = ShrinkingFile.create(transport.folder(), 1 << 20)) {
            client.call(new VfioRequest.DmaMap(3, 0, 0, 1 << 20), ram.fd());
            guest.bringUpWith(1L << 32);
            ram.shrink();
            guest.bus().notifyQueue(0);
            assertThat(client.awaitEnd()).isTrue();
        }
        transport.thread().ask(host -> host.devices().size());
        assertThat(transport.log())
                .contains(
                        "vm: connection dropped: guest memory was taken away: its file is shorter"
                                + " now.");
        assertThat(bench.tap().violations(ordinal))
                .contains(ViolationRule.GUEST_MEMORY_GONE, ViolationRule.MESSAGE_REFUSED);
        assertThat(bystander.allocate(CHUNK).token()).isNotZero();
    }

    @Test
    void losesItsConnectionWhenSomebodyLooksAtItsShrunkenMemory() throws Exception {
        TestGuest guest = bench.off("vm");
        VfioClient client = client(guest);
        client.call(new VfioRequest.DmaUnmap(VfioRequest.DmaUnmap.ALL, 0, 0));
        try (ShrinkingFile ram = ShrinkingFile.create(transport.folder(), 1 << 20)) {
            client.call(new VfioRequest.DmaMap(3, 0, 0, 1 << 20), ram.fd());
            guest.bringUpWith(1L << 32);
            ram.shrink();
            transport.thread().ask(host -> host.devices().iterator().next().standing());
            assertThat(client.awaitEnd()).isTrue();
        }
    }

    @Test
    void usesNoReadOnlyMemory() throws Exception {
        TestGuest guest = bench.off("vm");
        client(guest).call(new VfioRequest.DmaUnmap(VfioRequest.DmaUnmap.ALL, 0, 0));
        try (MemoryFile rom = MemoryFile.create("rom", 1 << 20)) {
            assertThat(client(guest).call(new VfioRequest.DmaMap(1, 0, 0, 1 << 20), rom.fd()))
                    .isEqualTo(new VfioReply.Done());
        }
        guest.bringUpWith(1L << 32);
        assertThat(guest.needsReset()).isTrue();
    }

    @Test
    void removesADeviceWhoseMachineIsGone() throws Exception {
        TestGuest killed = bench.boot("killed");
        TestGuest stopped = bench.boot("stopped");
        stopped.status(0);
        int first = killed.ordinal();
        int second = stopped.ordinal();
        killed.bus().close();
        stopped.bus().close();
        bench.settle();
        assertThat(bench.tap().of(first, DeviceRemoved.class))
                .containsExactly(new DeviceRemoved(DeviceRemoved.DISCONNECTED));
        assertThat(bench.tap().of(second, DeviceRemoved.class))
                .containsExactly(new DeviceRemoved(DeviceRemoved.CLOSED));
        assertThat(transport.log()).contains("killed is gone.");
    }

    @Test
    void endsConnectionsSoThatNoMachineIsHurt() throws Exception {
        TestGuest guest = bench.boot("vm");
        VfioClient client = client(guest);
        for (int i = 0; i < 100; i++) {
            client.post(new VfioRequest.RegionWrite(0, BarLayout.NOTIFY_AREA, 4, 1));
        }
        bench.transport().close();
        assertThat(client.awaitEnd()).isTrue();
    }

    @Test
    void leavesNothingOpenAfterManyConnections() throws Exception {
        bench.off("beside");
        Path path = guestPath();
        cycle(path);
        int before = open();
        for (int i = 0; i < CYCLES; i++) {
            cycle(path);
        }
        TestGuest.await(() -> transport.thread().ask(host -> host.devices().size()) == 1);
        assertThat(open()).isLessThanOrEqualTo(before);
    }

    private static void cycle(Path path) throws IOException {
        try (VfioClient client = VfioClient.introduced(path);
                MemoryFile ram = MemoryFile.create("cycle-ram", 1 << 16)) {
            client.call(new VfioRequest.DmaMap(3, 0, 0, 1 << 16), ram.fd());
            client.post(new VfioRequest.RegionWrite(0, BarLayout.NOTIFY_AREA, 4, 1));
        }
    }

    private static int open() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path _ : all) {
                count++;
            }
        }
        return count;
    }
}
