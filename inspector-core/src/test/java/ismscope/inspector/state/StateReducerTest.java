package ismscope.inspector.state;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.QueueState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StateReducerTest {
    private static final long TOKEN = 0x1f2e_3d4c_5b6a_7988L;
    private static final TapRecord ADDED =
            new TapRecord.DeviceAdded(0xd1, 0x6170, 1 << 20, 4096, 64L << 20, "vm1");
    private static final List<Area> AREAS = List.of(new Area(2 << 20, 1 << 20));

    private final EventLog log = new EventLog();

    private DeviceState device(int ordinal) {
        return Objects.requireNonNull(log.state().device(ordinal));
    }

    private RegionState region() {
        return Objects.requireNonNull(log.state().region(TOKEN));
    }

    private static TapRecord.Request request(int head) {
        return new TapRecord.Request(0, head, 2, 10, 33, new byte[10]);
    }

    private static TapRecord.Reply reply(int head, int ack) {
        return new TapRecord.Reply(0, head, 1, 3000, new byte[] {(byte) ack});
    }

    @Test
    void nothingIsKnownBeforeTheFirstEvent() {
        SessionState state = new StateTimeline().at(-1, log);

        assertThat(state.event()).isEqualTo(-1);
        assertThat(state.devices()).isEmpty();
        assertThat(state.regions()).isEmpty();
    }

    @Test
    void introducesADeviceWithItsIdentity() {
        log.add(0, 0, new TapRecord.Mark("start"));
        log.add(1, 0, ADDED);

        DeviceState state = device(1);

        assertThat(state.name()).isEqualTo("vm1");
        assertThat(state.devid()).isEqualTo(0xd1);
        assertThat(state.gid()).isEqualTo(0x6170);
        assertThat(state.chunkSize()).isEqualTo(1 << 20);
        assertThat(state.notifySize()).isEqualTo(4096);
        assertThat(state.windowSize()).isEqualTo(64L << 20);
        assertThat(state.since()).isEqualTo(1);
        assertThat(state.present()).isTrue();
        assertThat(state.removedAt()).isEqualTo(-1);
    }

    @Test
    void keepsADeviceThatLeftAsGone() {
        log.add(1, 0, ADDED);
        log.add(1, 0, request(4));
        log.add(1, 0, new TapRecord.DeviceRemoved(TapRecord.DeviceRemoved.DISCONNECTED));

        assertThat(device(1).present()).isFalse();
        assertThat(device(1).removedAt()).isEqualTo(2);
        assertThat(device(1).pendingRequests()).isEmpty();
    }

    @Test
    void aResetForgetsFeaturesQueuesAndRequests() {
        log.add(1, 0, ADDED);
        log.add(1, 0, new TapRecord.Status(0, 0xb));
        log.add(1, 0, new TapRecord.Features(7, 3));
        log.add(1, 0, new TapRecord.Queue(0, 64, true, true, 0x1000, 0x2000, 0x3000));
        log.add(1, 0, request(4));
        DeviceState before = device(1);
        log.add(1, 0, new TapRecord.Status(0xb, 0));
        DeviceState after = device(1);

        assertThat(before.status()).isEqualTo(0xb);
        assertThat(before.features()).isEqualTo(3);
        assertThat(before.queues())
                .containsEntry(0, new QueueState(0, 64, true, true, 0x1000, 0x2000, 0x3000));
        assertThat(before.pendingRequests()).containsExactly(4L);
        assertThat(after.status()).isZero();
        assertThat(after.features()).isZero();
        assertThat(after.queues()).isEmpty();
        assertThat(after.pendingRequests()).isEmpty();
        assertThat(after.commands()).isEqualTo(1);
    }

    @Test
    void aRequestIsPendingUntilItsChainComesBack() {
        log.add(1, 0, ADDED);
        log.add(1, 0, request(4));
        log.add(1, 0, request(6));
        log.add(1, 0, request(8));
        log.add(1, 0, reply(6, 0));

        assertThat(device(1).pendingRequests()).containsExactly(1L, 3L);
        assertThat(device(1).commands()).isEqualTo(3);
        assertThat(device(1).refusals()).isZero();
    }

    @Test
    void aReusedHeadShowsThatAReplyWasLost() {
        log.add(1, 0, ADDED);
        log.add(1, 0, request(4));
        log.add(1, 0, request(6));
        log.add(1, 0, request(4));

        assertThat(device(1).pendingRequests()).containsExactly(2L, 3L);
    }

    @Test
    void countsWhatADeviceDoes() {
        log.add(1, 0, ADDED);
        log.add(1, 0, reply(1, 100));
        log.add(1, 0, reply(1, 255));
        log.add(1, TOKEN, new TapRecord.Doorbell(0));
        log.add(1, TOKEN, new TapRecord.Event(1, 0, 24, new byte[24]));
        log.add(1, TOKEN, new TapRecord.Swallowed(TapRecord.Swallowed.MERGED, 37));
        log.add(1, TOKEN, new TapRecord.Swallowed(TapRecord.Swallowed.NO_PEER, 1));
        log.add(1, 0, new TapRecord.Violation(1, Severity.ERROR, "", new byte[0]));

        DeviceState state = device(1);

        assertThat(state.refusals()).isEqualTo(2);
        assertThat(state.doorbells()).isEqualTo(1);
        assertThat(state.eventsDelivered()).isEqualTo(1);
        assertThat(state.swallowed()).isEqualTo(38);
        assertThat(state.violations()).isEqualTo(1);
    }

    @Test
    void followsARegionFromItsCreationToItsEnd() {
        log.add(1, 0, ADDED);
        log.add(0, TOKEN, new TapRecord.RegionCreated(1 << 20, 0xd1));
        log.add(1, TOKEN, new TapRecord.Mapped(3, AREAS));
        log.add(2, TOKEN, new TapRecord.Mapped(1, AREAS));
        log.add(0, TOKEN, new TapRecord.Grant(TapRecord.Grant.DEFAULT, 1));
        log.add(0, TOKEN, new TapRecord.Grant(0xd2, 5));
        log.add(0, TOKEN, new TapRecord.Content(0, 0, new byte[4]));
        log.add(1, TOKEN, new TapRecord.Doorbell(0x2000));
        log.add(2, TOKEN, new TapRecord.Unmapped(TapRecord.Unmapped.DETACHED));
        RegionState alive = region();
        log.add(0, TOKEN, new TapRecord.RegionFreed());
        RegionState freed = region();

        assertThat(alive.size()).isEqualTo(1 << 20);
        assertThat(alive.creatorDevid()).isEqualTo(0xd1);
        assertThat(alive.since()).isEqualTo(1);
        assertThat(alive.alive()).isTrue();
        assertThat(alive.defaultRights()).isEqualTo(1);
        assertThat(alive.grants()).containsExactly(java.util.Map.entry(0xd2L, 5L));
        assertThat(alive.doorbells()).isEqualTo(1);
        assertThat(alive.contentEvents()).isEqualTo(1);
        assertThat(alive.mappings())
                .containsEntry(1, new MappingState(1, 3, AREAS, 2, true, -1))
                .containsEntry(2, new MappingState(2, 1, AREAS, 3, false, 8));
        assertThat(freed.alive()).isFalse();
        assertThat(freed.freedAt()).isEqualTo(9);
        assertThat(freed.mappings().get(1)).isEqualTo(new MappingState(1, 3, AREAS, 2, false, 9));
    }

    @Test
    void othersMayReadWriteAndAttachUnlessARecordSaysOtherwise() {
        log.add(0, TOKEN, new TapRecord.RegionCreated(1 << 20, 0xd1));

        assertThat(region().defaultRights())
                .isEqualTo(PermissionSet.READ | PermissionSet.WRITE | PermissionSet.ATTACH);
    }

    @Test
    void mappingAgainWithOtherRightsIsTheSameMapping() {
        log.add(1, TOKEN, new TapRecord.Mapped(3, AREAS));
        log.add(1, TOKEN, new TapRecord.Mapped(1, AREAS));
        MappingState narrowed = region().mappings().get(1);
        log.add(1, TOKEN, new TapRecord.Unmapped(3));
        log.add(1, TOKEN, new TapRecord.Mapped(3, AREAS));
        MappingState again = region().mappings().get(1);

        assertThat(narrowed).isEqualTo(new MappingState(1, 1, AREAS, 0, true, -1));
        assertThat(again).isEqualTo(new MappingState(1, 3, AREAS, 3, true, -1));
    }

    @Test
    void aTokenThatComesAgainIsANewRegion() {
        log.add(0, TOKEN, new TapRecord.RegionCreated(1 << 20, 0xd1));
        log.add(1, TOKEN, new TapRecord.Mapped(3, AREAS));
        log.add(0, TOKEN, new TapRecord.RegionFreed());
        log.add(0, TOKEN, new TapRecord.RegionCreated(2 << 20, 0xd2));

        assertThat(region().since()).isEqualTo(3);
        assertThat(region().alive()).isTrue();
        assertThat(region().size()).isEqualTo(2 << 20);
        assertThat(region().mappings()).isEmpty();
    }

    @Test
    void makesUpDevicesAndMappedRegionsThatNobodyIntroduced() {
        log.add(7, TOKEN, new TapRecord.Mapped(3, AREAS));

        assertThat(device(7).name()).isEqualTo("device 7");
        assertThat(region().size()).isEqualTo(1 << 20);
        assertThat(region().creatorDevid()).isZero();
    }

    @Test
    void theHostIsNoDevice() {
        log.add(0, 0, new TapRecord.Violation(1, Severity.ERROR, "", new byte[0]));

        assertThat(log.state().devices()).isEmpty();
    }

    @Test
    void recordsAboutARegionThatNobodyKnowsChangeNothing() {
        log.add(1, TOKEN, new TapRecord.Unmapped(0));
        log.add(1, TOKEN, new TapRecord.RegionFreed());
        log.add(1, TOKEN, new TapRecord.Grant(1, 1));
        log.add(1, TOKEN, new TapRecord.Content(0, 0, new byte[1]));
        log.add(1, TOKEN, new TapRecord.Access(0, 4, true, 1));
        log.add(1, TOKEN, new TapRecord.Unknown(99, new byte[3]));

        assertThat(log.state().regions()).isEmpty();
    }

    @Test
    void afterALossADeviceThatLeavesTakesItsMappingsWithIt() {
        log.add(1, TOKEN, new TapRecord.Mapped(3, AREAS));
        log.add(2, TOKEN, new TapRecord.Mapped(3, AREAS));
        log.skip(5);
        log.add(1, 0, new TapRecord.DeviceRemoved(1));

        assertThat(region().mappings().get(1)).extracting("active").isEqualTo(false);
        assertThat(region().mappings().get(2)).extracting("active").isEqualTo(true);
    }

    @Test
    void withoutALossTheRecordsAloneSayWhenAMappingEnds() {
        log.add(1, TOKEN, new TapRecord.Mapped(3, AREAS));
        log.add(1, 0, new TapRecord.DeviceRemoved(1));
        MappingState between = region().mappings().get(1);
        log.add(1, TOKEN, new TapRecord.Unmapped(TapRecord.Unmapped.DISCONNECTED));

        assertThat(between).extracting("active").isEqualTo(true);
        assertThat(region().mappings().get(1))
                .isEqualTo(new MappingState(1, 3, AREAS, 0, false, 2));
    }

    @Test
    void snapshotRecordsRebuildTheState() {
        log.add(3, 0, Event.SNAPSHOT, ADDED);
        log.add(3, 0, Event.SNAPSHOT, new TapRecord.Status(0, 0xf));
        log.add(3, 0, Event.SNAPSHOT, new TapRecord.Features(3, 3));
        log.add(0, TOKEN, Event.SNAPSHOT, new TapRecord.RegionCreated(1 << 20, 0xd1));
        log.add(3, TOKEN, Event.SNAPSHOT, new TapRecord.Mapped(3, AREAS));

        assertThat(device(3).status()).isEqualTo(0xf);
        assertThat(device(3).since()).isZero();
        assertThat(region().mappings().get(3))
                .isEqualTo(new MappingState(3, 3, AREAS, 4, true, -1));
    }
}
