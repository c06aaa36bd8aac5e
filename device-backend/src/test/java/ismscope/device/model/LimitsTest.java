package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand.AllocRegion;
import ismscope.device.protocol.ControlCommand.AttachRegion;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.Lockstep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The stated limits hold, and what is beyond is refused.
class LimitsTest {
    private static final long MODERN = FeatureBit.VERSION_1.mask();

    private static Lockstep unseen(HostOptions options) {
        return new Lockstep(
                new IsmHost(options, DeviceTap.NONE, new VirtualClock(), TokenSource.seeded(3)));
    }

    @Test
    void connectsFourThousandDevicesOverOneRegion() throws Exception {
        List<TestGuest> guests = new ArrayList<>();
        try (Lockstep lockstep = unseen(HostOptions.usual())) {
            for (int i = 0; i < 4096; i++) {
                guests.add(TestGuest.booted(lockstep, "vm" + i, MODERN));
            }
            assertThatThrownBy(() -> TestGuest.off(lockstep, "one more"))
                    .isInstanceOf(HostFullException.class)
                    .hasMessage(
                            "The host has 4096 devices, which is its limit; \"one more\" cannot"
                                    + " have one.");
            long token = guests.getFirst().allocate(1).token();
            for (TestGuest guest : guests.subList(1, guests.size())) {
                assertThat(guest.ack(new AttachRegion(token, 3))).isEqualTo(Ack.OK);
            }
            guests.getLast().bus().deviceMemory().storeRelease(8, 4096);
            for (TestGuest guest : guests) {
                assertThat(guest.bus().deviceMemory().loadAcquire(8)).isEqualTo(4096);
            }
            guests.removeLast().close();
            guests.add(TestGuest.booted(lockstep, "another", MODERN));
        } finally {
            guests.forEach(TestGuest::close);
        }
    }

    @Test
    void holdsSixtyFiveThousandRegions() throws Exception {
        List<TestGuest> guests = new ArrayList<>();
        HostOptions options =
                HostOptions.usual().withLimits(HostLimits.USUAL.withMemoryBytes(Long.MAX_VALUE));
        try (Lockstep lockstep = unseen(options)) {
            int perDevice = options.geometry().chunks();
            Set<Long> tokens = new HashSet<>();
            for (int device = 0; device < 65536 / perDevice; device++) {
                TestGuest guest = TestGuest.booted(lockstep, "vm" + device, MODERN);
                guests.add(guest);
                for (int i = 0; i < perDevice; i++) {
                    tokens.add(guest.allocate(1).token());
                }
                assertThat(guest.ack(new AllocRegion(1))).isEqualTo(Ack.ENOSPEC);
            }
            assertThat(tokens).hasSize(65536).doesNotContain(0L);
            TestGuest more = TestGuest.booted(lockstep, "more", MODERN);
            guests.add(more);
            assertThat(more.ack(new AllocRegion(1))).isEqualTo(Ack.ENOMEM);
        } finally {
            guests.forEach(TestGuest::close);
        }
    }

    @Test
    void connectsOneDeviceToThousandsOfOthers() throws Exception {
        List<TestGuest> guests = new ArrayList<>();
        try (Lockstep lockstep = unseen(HostOptions.usual())) {
            TestGuest hub = TestGuest.booted(lockstep, "hub", MODERN);
            guests.add(hub);
            for (int i = 0; i < 4000; i++) {
                TestGuest spoke = TestGuest.booted(lockstep, "spoke" + i, MODERN);
                guests.add(spoke);
                hub.attach(spoke.allocate(1).token());
            }
            assertThat(lockstep.host().regionsInUse()).hasSize(4000);
        } finally {
            guests.forEach(TestGuest::close);
        }
    }
}
