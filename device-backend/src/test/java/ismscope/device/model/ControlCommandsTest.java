package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlReply;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.Lockstep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlCommandsTest {
    private final RecordingTap tap = new RecordingTap();
    private final Lockstep lockstep =
            new Lockstep(
                    new IsmHost(
                            HostOptions.usual(), tap, new VirtualClock(), TokenSource.seeded(1)));

    @AfterEach
    void closeHost() {
        lockstep.close();
    }

    @ParameterizedTest
    @EnumSource(QueueShape.class)
    void sharesARegion(QueueShape shape) throws Exception {
        TestGuest a = TestGuest.booted(lockstep, "a", shape);
        TestGuest b = TestGuest.booted(lockstep, "b", shape);
        a.offerEvents(8, 32);
        b.offerEvents(8, 32);
        ControlReply.Allocated region = a.allocate(100_000);
        assertThat(region.areas()).containsExactly(new Area(0, 128 << 10));
        assertThat(b.attach(region.token())).containsExactly(new Area(0, 128 << 10));
        a.bus().deviceMemory().store(70_000, new byte[] {1, 2, 3}, 0, 3);
        a.ring(70_000);
        byte[] seen = new byte[3];
        b.bus().deviceMemory().load(70_000, seen, 0, 3);
        assertThat(seen).containsExactly(1, 2, 3);
        assertThat(b.events()).hasSize(1);
        assertThat(a.detach(region.token())).isEqualTo(Ack.OK);
        assertThat(tap.all()).isNotEmpty();
    }
}
