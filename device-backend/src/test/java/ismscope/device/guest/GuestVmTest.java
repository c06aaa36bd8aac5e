package ismscope.device.guest;

import static ismscope.device.guest.Machines.CHUNK;
import static ismscope.device.guest.Machines.CHUNKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.DeviceEvent.PeerAttached;
import ismscope.device.protocol.DeviceEvent.PeerDetached;
import ismscope.device.protocol.DeviceEvent.RegionUpdated;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import ismscope.device.transport.Carrier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a machine and its driver do, over every transport and with every set-up of queues.
class GuestVmTest {
    static Stream<Arguments> everyWay() {
        List<DriverOptions> options =
                List.of(
                        DriverOptions.SPLIT,
                        DriverOptions.SPLIT.withEventIndex(false),
                        DriverOptions.SPLIT.withIndirect(true),
                        DriverOptions.SPLIT.withInOrder(true),
                        DriverOptions.SPLIT.withPieceLength(1),
                        DriverOptions.SPLIT.withQueueSize(16).withEventBuffers(2),
                        DriverOptions.PACKED,
                        DriverOptions.PACKED.withEventIndex(false),
                        DriverOptions.PACKED.withIndirect(true).withPieceLength(3),
                        DriverOptions.PACKED.withInOrder(true).withPieceLength(1),
                        DriverOptions.PACKED.withQueueSize(16).withEventBuffers(1));
        // A socket's guest has to send its RAM, whose file a machine does not keep.
        return EnumSet.complementOf(EnumSet.of(Carrier.VFIO_USER)).stream()
                .flatMap(carrier -> options.stream().map(it -> Arguments.of(carrier, it)));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void bootsWithTheFeaturesItWants(Carrier carrier, DriverOptions options) throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            IsmDriver first = machines.boot("vm1").driver();
            IsmDriver second = machines.boot("vm2").driver();
            assertThat(first.registers().status())
                    .isEqualTo(
                            DeviceStatus.ACKNOWLEDGE
                                    | DeviceStatus.DRIVER
                                    | DeviceStatus.FEATURES_OK
                                    | DeviceStatus.DRIVER_OK);
            assertThat(FeatureBit.RING_PACKED.isIn(first.features())).isEqualTo(options.packed());
            assertThat(FeatureBit.EVENT_IDX.isIn(first.features())).isEqualTo(options.eventIndex());
            assertThat(FeatureBit.INDIRECT_DESC.isIn(first.features()))
                    .isEqualTo(options.indirect());
            assertThat(FeatureBit.IN_ORDER.isIn(first.features())).isEqualTo(options.inOrder());
            assertThat(first.config().gid()).isEqualTo(second.config().gid());
            assertThat(first.devid()).isNotEqualTo(second.devid());
            assertThat(first.config().chunkSize()).isEqualTo(CHUNK);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void sharesMemoryWithWhoHasTheToken(Carrier carrier, DriverOptions options) throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            GuestVm owner = machines.boot("vm1");
            GuestVm peer = machines.boot("vm2");
            GuestRegion mine = owner.driver().allocate(3 * CHUNK - 1);
            GuestRegion seen = peer.driver().attach(mine.token(), PermissionSet.READ_WRITE);
            assertThat(mine.size()).isEqualTo(3 * CHUNK).isEqualTo(seen.size());
            mine.storeText(CHUNK - 3, "over a chunk's end");
            assertThat(seen.loadText(CHUNK - 3, 64)).isEqualTo("over a chunk's end");
            seen.storeRelease(8, 0x1122334455667788L);
            assertThat(mine.loadAcquire(8)).isEqualTo(0x1122334455667788L);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void hearsOfPeersAndOfTheirDoorbells(Carrier carrier, DriverOptions options) throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            GuestVm owner = machines.boot("vm1");
            GuestVm peer = machines.boot("vm2");
            peer.driver().allocate(CHUNK);
            GuestRegion mine = owner.driver().allocate(2 * CHUNK);
            GuestRegion seen = peer.driver().attach(mine.token());
            assertThat(seen.location()).isNotEqualTo(mine.location());
            long devid = peer.driver().devid();
            assertThat(Machines.next(owner)).isEqualTo(new PeerAttached(mine.location(), devid, 2));
            peer.driver().ring(seen, CHUNK + 5);
            assertThat(Machines.next(owner)).isEqualTo(new RegionUpdated(mine.location(), devid));
            owner.driver().ring(mine);
            assertThat(Machines.next(peer))
                    .isEqualTo(new RegionUpdated(seen.location(), owner.driver().devid()));
            peer.driver().detach(mine.token());
            assertThat(Machines.next(owner)).isEqualTo(new PeerDetached(mine.location(), devid, 1));
            assertThat(machines.tap().of(2, TapRecord.Doorbell.class))
                    .containsExactly(new TapRecord.Doorbell((seen.location() / CHUNK + 1) * 4));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void refusalsSayWhy(Carrier carrier, DriverOptions options) throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            IsmDriver owner = machines.boot("vm1").driver();
            IsmDriver peer = machines.boot("vm2").driver();
            GuestRegion mine = owner.allocate(1);
            owner.grantDefault(mine.token(), new PermissionSet(PermissionSet.CLEAN_DEFAULT));
            assertThat(refusal(() -> peer.attach(mine.token()))).isEqualTo(Ack.PERM_EATTACH);
            owner.grant(
                    mine.token(),
                    peer.devid(),
                    new PermissionSet(PermissionSet.READ | PermissionSet.ATTACH));
            assertThat(refusal(() -> peer.attach(mine.token(), PermissionSet.READ_WRITE)))
                    .isEqualTo(Ack.PERM_EWRITE);
            assertThat(refusal(() -> peer.detach(mine.token()))).isEqualTo(Ack.ENOENT);
            assertThat(refusal(() -> owner.allocate(0))).isEqualTo(Ack.ERR);
            assertThat(refusal(() -> owner.allocate(CHUNKS * CHUNK))).isEqualTo(Ack.ENOSPEC);
            GuestRegion readOnly = peer.attach(mine.token());
            assertThatThrownBy(() -> readOnly.storeText(0, "no")).isInstanceOf(AccessFault.class);
        }
    }

    /// Every second chunk is free, so that a region of many chunks is as many areas.
    @ParameterizedTest
    @MethodSource("everyWay")
    void asksAgainWithRoomForAllAreas(Carrier carrier, DriverOptions options) throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            IsmDriver owner = machines.boot("vm1").driver();
            IsmDriver peer = machines.boot("vm2").driver();
            checker(owner);
            checker(peer);
            if (carrier.mapsElsewhere()) {
                assertThatThrownBy(() -> owner.allocate(CHUNKS / 2 * CHUNK))
                        .hasMessageContaining("ENOSPEC");
                return;
            }
            GuestRegion mine = owner.allocate(CHUNKS / 2 * CHUNK);
            GuestRegion seen = peer.attach(mine.token());
            assertThat(mine.areas()).hasSize(CHUNKS / 2);
            assertThat(seen.areas()).hasSize(CHUNKS / 2);
            byte[] bytes = new byte[(int) mine.size()];
            new Random(3).nextBytes(bytes);
            mine.store(0, bytes);
            assertThat(seen.load(0, bytes.length)).isEqualTo(bytes);
        }
    }

    private static void checker(IsmDriver driver) throws CommandRefused {
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < CHUNKS; i++) {
            tokens.add(driver.allocate(CHUNK).token());
        }
        for (int i = 0; i < CHUNKS; i += 2) {
            driver.detach(tokens.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void startsOverWithNothing(Carrier carrier, DriverOptions options) throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            GuestVm vm = machines.boot("vm1");
            GuestVm peer = machines.boot("vm2");
            GuestRegion before = vm.driver().allocate(1);
            peer.driver().attach(before.token());
            vm.driver().start();
            assertThat(Machines.next(peer)).isInstanceOf(PeerDetached.class);
            assertThatThrownBy(() -> before.load(0, 1)).isInstanceOf(AccessFault.class);
            assertThat(refusal(() -> vm.driver().detach(before.token()))).isEqualTo(Ack.ENOENT);
            GuestRegion again = vm.driver().attach(before.token());
            assertThat(again.size()).isEqualTo(before.size());
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void aCrashDetachesWithoutHarmToOthers(Carrier carrier, DriverOptions options)
            throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            GuestVm owner = machines.boot("vm1");
            GuestVm peer = machines.boot("vm2");
            GuestRegion mine = owner.driver().allocate(1);
            GuestRegion seen = peer.driver().attach(mine.token());
            seen.storeText(0, "last words");
            peer.crash();
            assertThat(Machines.next(owner)).isInstanceOf(PeerAttached.class);
            assertThat(Machines.next(owner)).isInstanceOf(PeerDetached.class);
            assertThat(mine.loadText(0, 64)).isEqualTo("last words");
            assertThatThrownBy(() -> peer.driver().allocate(1))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(machines.tap().of(2, TapRecord.DeviceRemoved.class))
                    .containsExactly(
                            new TapRecord.DeviceRemoved(TapRecord.DeviceRemoved.DISCONNECTED));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void powersOffInOrder(Carrier carrier, DriverOptions options) throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            GuestVm vm = machines.boot("vm1");
            vm.driver().allocate(1);
            vm.close();
            vm.close();
            assertThat(vm.isOn()).isFalse();
            assertThat(machines.tap().of(1, TapRecord.Unmapped.class))
                    .containsExactly(new TapRecord.Unmapped(TapRecord.Unmapped.RESET));
            assertThat(machines.tap().of(1, TapRecord.DeviceRemoved.class))
                    .containsExactly(new TapRecord.DeviceRemoved(TapRecord.DeviceRemoved.CLOSED));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void aRegionsVectorTellsOfItsDoorbell(Carrier carrier, DriverOptions options) throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            GuestVm owner = machines.boot("vm1");
            GuestVm peer = machines.boot("vm2");
            GuestRegion mine = owner.driver().allocate(1);
            GuestRegion seen = peer.driver().attach(mine.token());
            int vector = IsmDriver.FIRST_REGION_VECTOR;
            owner.driver().bindVector(mine.token(), vector);
            peer.driver().ring(seen);
            assertThat(owner.driver().interrupts().await(vector, Machines.PATIENCE)).isTrue();
            assertThat(owner.driver().interrupts().take(vector)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void takesMoreEventsThanItHasBuffers(Carrier carrier, DriverOptions options) throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            GuestVm owner = machines.boot("vm1");
            GuestVm peer = machines.boot("vm2");
            GuestRegion mine = owner.driver().allocate(1);
            long devid = peer.driver().devid();
            for (int i = 0; i < 100; i++) {
                peer.driver().attach(mine.token());
                peer.driver().detach(mine.token());
            }
            for (int i = 0; i < 100; i++) {
                assertThat(Machines.next(owner))
                        .isEqualTo(new PeerAttached(mine.location(), devid, 2));
                assertThat(Machines.next(owner))
                        .isEqualTo(new PeerDetached(mine.location(), devid, 1));
            }
            assertThat(owner.driver().pollEvent()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void saysThatItsDeviceNeedsAResetAndRecovers(Carrier carrier, DriverOptions options)
            throws Exception {
        try (Machines machines = new Machines(carrier, options)) {
            GuestVm vm = machines.boot("vm1");
            assertThatThrownBy(() -> vm.driver().request(new byte[] {2, 0}, 0))
                    .isInstanceOf(DeviceFailed.class)
                    .hasMessageContaining("DEVICE_NEEDS_RESET");
            vm.driver().start();
            assertThat(vm.driver().allocate(1).size()).isEqualTo(CHUNK);
        }
    }

    private static Ack refusal(ThrowingCallable command) {
        return catchThrowableOfType(CommandRefused.class, command).ack();
    }
}
