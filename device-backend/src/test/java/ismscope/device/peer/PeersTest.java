package ismscope.device.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRam;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.guest.IsmDriver;
import ismscope.device.model.HostLimits;
import ismscope.device.model.HostOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.model.RecordingTap;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.MemoryGeometry;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.HostThread;
import ismscope.device.vhost.VhostUserServer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Process peers, many of them, on one socket.
class PeersTest {
    private static final long CHUNK = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PermissionSet MAY_READ =
            new PermissionSet(PermissionSet.READ | PermissionSet.ATTACH);
    private static final int SMALL_RAM = 64 << 10;

    @TempDir Path folder;
    private final RecordingTap recording = new RecordingTap();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<GuestVm> vms = new ArrayList<>();
    private HostThread host;
    private VhostUserServer server;
    private PeerThread peers;

    @BeforeEach
    void serve() throws Exception {
        serve(recording);
    }

    private void serve(DeviceTap tap) throws Exception {
        HostOptions options =
                HostOptions.usual()
                        .withGeometry(new MemoryGeometry(CHUNK, 64 * CHUNK, 4))
                        .withLimits(HostLimits.USUAL);
        host =
                HostThread.serving(
                        new IsmHost(options, tap, new VirtualClock(), TokenSource.seeded(5)));
        server = new VhostUserServer(folder.resolve("s"), "box", log::add);
        server.open(host);
        peers = PeerThread.start();
    }

    @AfterEach
    void close() throws Exception {
        vms.forEach(GuestVm::close);
        vms.clear();
        server.close();
        host.close();
        peers.close();
        assertThat(log).isEmpty();
    }

    private GuestVm boot() throws IOException {
        GuestVm vm = powerOn();
        vms.add(vm);
        vm.driver().start();
        return vm;
    }

    private GuestVm powerOn() throws IOException {
        return GuestVm.<IOException>powerOn(
                "peer",
                GuestRam.passable("peer", SMALL_RAM),
                DriverOptions.SPLIT.withQueueSize(16),
                (_, ram, vectors) -> PeerBus.connect(peers, server.path(), ram, vectors));
    }

    @Test
    void cannotStoreToWhatIsReadOnly() throws Exception {
        IsmDriver owner = boot().driver();
        IsmDriver reader = boot().driver();
        GuestRegion mine = owner.allocate(CHUNK);
        mine.storeText(0, "look");
        owner.grantDefault(mine.token(), MAY_READ);
        GuestRegion seen = reader.attach(mine.token());
        assertThat(seen.loadText(0, 8)).isEqualTo("look");
        assertThatThrownBy(() -> seen.storeText(0, "mine")).isInstanceOf(AccessFault.class);
        assertThatThrownBy(() -> seen.storeRelease(0, 1)).isInstanceOf(AccessFault.class);
        assertThat(mine.loadText(0, 8)).isEqualTo("look");
    }

    @Test
    void losesAtOnceWhatIsWithdrawn() throws Exception {
        IsmDriver owner = boot().driver();
        IsmDriver user = boot().driver();
        GuestRegion mine = owner.allocate(CHUNK);
        GuestRegion seen = user.attach(mine.token());
        seen.storeText(0, "both");
        owner.grantDefault(mine.token(), MAY_READ);
        peers.settle();
        settleHost();
        peers.settle();
        assertThat(seen.loadText(0, 8)).isEqualTo("both");
        assertThatThrownBy(() -> seen.storeText(0, "no")).isInstanceOf(AccessFault.class);
        owner.grantDefault(mine.token(), PermissionSet.NOTHING);
        settleHost();
        peers.settle();
        assertThatThrownBy(() -> seen.loadText(0, 8)).isInstanceOf(AccessFault.class);
        owner.grantDefault(mine.token(), PermissionSet.DEFAULT_FOR_OTHERS);
        GuestRegion again = user.attach(mine.token());
        assertThat(again.loadText(0, 8)).isEqualTo("both");
    }

    @Test
    void whatIsMappedForWritingIsSaidNotToBeKnownExactly() throws Exception {
        IsmDriver owner = boot().driver();
        IsmDriver reader = boot().driver();
        GuestRegion mine = owner.allocate(CHUNK);
        TapRecord.Lost unseen = new TapRecord.Lost(0, TapRecord.Lost.UNSEEN);
        settleHost();
        assertThat(recording.of(TapRecord.Lost.class)).containsExactly(unseen);
        owner.grantDefault(mine.token(), MAY_READ);
        reader.attach(mine.token(), PermissionSet.READ_ONLY);
        settleHost();
        assertThat(recording.of(TapRecord.Lost.class)).containsExactly(unseen);
        RecordingTap late = new RecordingTap();
        host.ask(model -> {
            model.describeTo(late);
            return true;
        });
        assertThat(late.of(TapRecord.Lost.class)).containsExactly(unseen);
    }

    private void settleHost() {
        host.ask(_ -> drained());
    }

    private boolean drained() {
        try {
            while (host.poller().await(0) > 0) {
                Thread.onSpinWait();
            }
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void countsEveryDoorbellOfAStorm() throws Exception {
        IsmDriver ringer = boot().driver();
        IsmDriver other = boot().driver();
        GuestRegion mine = ringer.allocate(CHUNK);
        other.attach(mine.token());
        int rings = 100_000;
        for (int i = 0; i < rings; i++) {
            ringer.ring(mine);
        }
        // A command is done after what came before it.
        ringer.grantDefault(mine.token(), MAY_READ);
        assertThat(recording.of(TapRecord.Doorbell.class)).hasSize(rings);
    }

    @Test
    void serves1000PeersAtOnce() throws Exception {
        List<IsmDriver> drivers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            drivers.add(boot().driver());
        }
        assertThat(server.connections()).isEqualTo(1_000);
        GuestRegion first = drivers.getFirst().allocate(CHUNK);
        List<GuestRegion> seen = new ArrayList<>();
        for (IsmDriver driver : drivers.subList(1, 1_000)) {
            seen.add(driver.attach(first.token()));
        }
        first.storeText(0, "to all");
        drivers.getFirst().ring(first);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i).loadText(0, 16)).isEqualTo("to all");
            if (seen.size() - i > HostLimits.USUAL.pendingEvents()) {
                // It had no buffers left for so many that attached after it.
                continue;
            }
            DeviceEvent event = drivers.get(i + 1).awaitEvent(PATIENCE);
            while (event instanceof DeviceEvent.PeerAttached) {
                event = drivers.get(i + 1).awaitEvent(PATIENCE);
            }
            assertThat(event)
                    .isEqualTo(new DeviceEvent.RegionUpdated(0, drivers.getFirst().devid()));
        }
    }

    @Test
    void leavesNothingAfter10000Connections() throws Exception {
        close();
        serve(DeviceTap.NONE);
        cycles(500);
        long open = descriptors();
        long mapped = mappings();
        long heap = heapInUse();
        cycles(9_500);
        assertThat(descriptors()).isEqualTo(open);
        assertThat(mappings()).isEqualTo(mapped);
        assertThat(heapInUse()).isLessThan(heap + (16 << 20));
        assertThat(host.<Integer>ask(all -> all.devices().size())).isZero();
        assertThat(host.<Integer>ask(all -> all.regionsInUse().size())).isZero();
    }

    /// Half of them leave in order, half are gone from one moment to the next.
    private void cycles(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            GuestVm vm = powerOn();
            vm.driver().start();
            vm.driver().allocate(CHUNK).storeRelease(0, i);
            if (i % 2 == 0) {
                vm.close();
            } else {
                vm.crash();
            }
        }
        while (server.connections() > 0) {
            Thread.onSpinWait();
        }
    }

    private static long heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long descriptors() throws IOException {
        long count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path _ : open) {
                count++;
            }
        }
        return count;
    }

    private static long mappings() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/memfd:")).count();
        }
    }
}
