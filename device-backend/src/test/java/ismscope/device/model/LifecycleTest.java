package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand.AttachRegion;
import ismscope.device.protocol.ControlCommand.GrantDevice;
import ismscope.device.protocol.DeviceEvent.PeerAttached;
import ismscope.device.protocol.DeviceEvent.PeerDetached;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.TapRecord.DeviceRemoved;
import ismscope.device.tap.TapRecord.Unmapped;
import ismscope.device.transport.Carrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Devices that are reset, unplugged or gone, and what is left of their regions.
@ParameterizedClass
@MethodSource("ismscope.device.model.Benches#all")
class LifecycleTest {
    private static final long CHUNK = Bench.CHUNK;

    private final Bench bench;
    private final TestGuest a;
    private final TestGuest b;

    LifecycleTest(Carrier carrier, QueueShape shape) throws Exception {
        bench = new Bench(carrier, shape, Bench.SMALL);
        a = bench.listen("a");
        b = bench.listen("b");
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    @Test
    void detachesEverythingWithAReset() throws Exception {
        long shared = a.allocate(CHUNK).token();
        long own = a.allocate(CHUNK).token();
        b.attach(shared);
        b.quieten();
        a.status(0);
        assertThat(b.events()).containsExactly(new PeerDetached(0, a.devid(), 1));
        assertThat(bench.tap().of(a.ordinal(), Unmapped.class))
                .containsExactly(new Unmapped(Unmapped.RESET), new Unmapped(Unmapped.RESET));
        assertThat(b.ack(new AttachRegion(own, 3))).isEqualTo(Ack.ENOENT);
        byte[] buffer = new byte[1];
        assertThatThrownBy(() -> a.bus().deviceMemory().load(0, buffer, 0, 1))
                .isInstanceOf(AccessFault.class);
        b.bus().deviceMemory().load(0, buffer, 0, 1);
        a.bringUp();
        assertThat(a.attach(shared)).hasSize(1);
        assertThat(b.events()).containsExactly(new PeerAttached(0, a.devid(), 2));
    }

    @Test
    void startsAnewAfterAReset() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        for (int i = 0; i < 10; i++) {
            a.ring(0);
        }
        bench.settle();
        b.bringUp();
        b.offerEvents(8, 32);
        b.attach(token);
        bench.settle();
        assertThat(b.events()).isEmpty();
        a.ring(0);
        bench.settle();
        assertThat(b.events()).hasSize(1);
    }

    @Test
    void detachesEverythingOfAGuestThatIsGone() throws Exception {
        long shared = a.allocate(CHUNK).token();
        b.attach(shared);
        b.quieten();
        int ordinal = a.ordinal();
        a.bus().close();
        bench.settle();
        assertThat(b.events()).containsExactly(new PeerDetached(0, ordinal, 1));
        assertThat(bench.tap().of(ordinal, Unmapped.class))
                .containsExactly(new Unmapped(Unmapped.DISCONNECTED));
        assertThat(bench.tap().of(ordinal, DeviceRemoved.class))
                .containsExactly(new DeviceRemoved(DeviceRemoved.DISCONNECTED));
        assertThat(b.detach(shared)).isEqualTo(Ack.OK);
        assertThat(bench.tap().of(TapRecord.RegionFreed.class)).hasSize(1);
    }

    @Test
    void refusesEverythingOnABusThatIsClosed() {
        a.bus().close();
        a.bus().close();
        assertThatThrownBy(a::status).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> a.bus().notifyQueue(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> a.ring(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> a.bus().deviceMemory()).isInstanceOf(IllegalStateException.class);
        assertThat(b.status()).isEqualTo(15);
    }

    @Test
    void givesNoDeviceTheIdOfAnother() throws Exception {
        long gone = b.devid();
        b.bus().close();
        TestGuest c = bench.boot("c");
        assertThat(c.devid()).isGreaterThan(gone);
        long token = a.allocate(CHUNK).token();
        assertThat(a.ack(new GrantDevice(token, PermissionSet.NOTHING, gone))).isEqualTo(Ack.OK);
        assertThat(c.ack(new AttachRegion(token, 3))).isEqualTo(Ack.OK);
    }

    @Test
    void tellsOfEachDeviceFirstWhatItIs() throws Exception {
        RecordingTap.Seen first =
                bench.tap().all().stream()
                        .filter(seen -> seen.device() == b.ordinal())
                        .findFirst()
                        .orElseThrow();
        assertThat(first.record())
                .isEqualTo(
                        new TapRecord.DeviceAdded(
                                b.devid(), b.bus().readConfig(0, 8), CHUNK, 4, 16 * CHUNK, "b"));
    }

    @Test
    void leavesNothingWhenTheHostCloses() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        bench.transport().close();
        assertThat(bench.tap().of(DeviceRemoved.class))
                .containsExactly(
                        new DeviceRemoved(DeviceRemoved.CLOSED),
                        new DeviceRemoved(DeviceRemoved.CLOSED));
        assertThat(bench.tap().of(TapRecord.RegionFreed.class)).hasSize(1);
        assertThatThrownBy(a::status).isInstanceOf(IllegalStateException.class);
        bench.transport().close();
    }
}
