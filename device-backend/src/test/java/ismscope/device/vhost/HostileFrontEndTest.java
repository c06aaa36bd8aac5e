package ismscope.device.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.model.Bench;
import ismscope.device.model.IsmHost;
import ismscope.device.model.QueueShape;
import ismscope.device.model.RecordingTap;
import ismscope.device.model.TestGuest;
import ismscope.device.os.ShrinkingFile;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.HostThread;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A front-end that breaks a rule loses its connection, with a sentence that says why; nothing of
/// it stays, and nobody else notices.
class HostileFrontEndTest {
    static final long MODERN = FeatureBit.mask(FeatureBit.VERSION_1, FeatureBit.EVENT_VQ);

    @TempDir Path folder;
    private final RecordingTap tap = new RecordingTap();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private HostThread host;
    private VhostUserServer server;
    private TestGuest bystander;

    @BeforeEach
    void serve() throws Exception {
        host =
                HostThread.serving(
                        new IsmHost(Bench.SMALL, tap, new VirtualClock(), TokenSource.seeded(3)));
        server = new VhostUserServer(folder.resolve("s"), "fake", log::add);
        server.open(host);
        bystander = TestGuest.booted(host, "bystander", QueueShape.SPLIT);
        bystander.allocate(Bench.CHUNK);
    }

    @AfterEach
    void close() throws Exception {
        bystander.close();
        server.close();
        host.close();
    }

    @ParameterizedTest
    @MethodSource("ismscope.device.vhost.Offence#all")
    void losesItsConnectionAndNothingElse(Offence offence) throws Exception {
        OpenFiles before = OpenFiles.now();
        try (FakeFrontEnd fake = new FakeFrontEnd(server.path())) {
            offence.deed().commit(fake);
            fake.awaitEnd();
        }
        assertThat(server.connections()).isZero();
        assertThat(log).hasSize(1);
        assertThat(log.getFirst())
                .startsWith("the front-end of \"fake\" is disconnected: ")
                .contains(offence.sentence());
        if (!tap.of(TapRecord.DeviceRemoved.class).isEmpty()) {
            assertThat(tap.of(TapRecord.Violation.class))
                    .extracting(TapRecord.Violation::rule)
                    .contains(ViolationRule.FRONT_END_PROTOCOL.code());
        }
        assertThat(OpenFiles.now()).isEqualTo(before);
        assertThat(bystander.ack(new ControlCommand.AllocRegion(1))).isEqualTo(Ack.OK);
    }

    @Test
    void losesItsConnectionWhenItsMemoryShrinks() throws Exception {
        OpenFiles before = OpenFiles.now();
        try (FakeFrontEnd fake = new FakeFrontEnd(server.path());
                ShrinkingFile ram = ShrinkingFile.create(folder, FakeFrontEnd.RAM)) {
            fake.negotiate(FakeFrontEnd.QEMU);
            fake.value(FrontEndRequest.SET_FEATURES, MODERN);
            fake.tellMemory(ram.fd());
            fake.describe(0, 16);
            fake.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
            fake.settle();
            ram.shrink();
            fake.kick.signal();
            fake.awaitEnd();
        }
        assertThat(server.connections()).isZero();
        assertThat(log)
                .containsExactly(
                        "the front-end of \"fake\" is disconnected: guest memory was taken away:"
                                + " its file is shorter now");
        assertThat(OpenFiles.now()).isEqualTo(before);
        assertThat(bystander.ack(new ControlCommand.AllocRegion(1))).isEqualTo(Ack.OK);
    }
}
