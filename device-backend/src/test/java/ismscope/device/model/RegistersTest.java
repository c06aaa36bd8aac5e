package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.ControlCommand.AllocRegion;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.transport.Carrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The common configuration, register by register, as a driver sees it; over vhost-user the
/// front-end keeps it.
@ParameterizedClass
@EnumSource(value = Carrier.class, mode = EnumSource.Mode.EXCLUDE, names = "VHOST_USER")
class RegistersTest {
    private static final int KNOWN = DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER;
    private static final int AGREED = KNOWN | DeviceStatus.FEATURES_OK;
    private static final long MODERN = FeatureBit.VERSION_1.mask();

    private final Bench bench;
    private final TestGuest guest;

    RegistersTest(Carrier carrier) throws Exception {
        bench = new Bench(carrier, QueueShape.SPLIT, Bench.SMALL.withGid(0x1234_5678_9abc_def0L));
        guest = bench.off("vm");
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    private void agree(long features) {
        guest.status(KNOWN);
        guest.accept(features);
        guest.status(AGREED);
    }

    private ViolationRule broken() {
        return bench.tap().violations(guest.ordinal()).getLast();
    }

    @Test
    void readsAsAFreshDevice() {
        assertThat(guest.read(CommonRegister.NUM_QUEUES)).isEqualTo(2);
        assertThat(guest.status()).isZero();
        assertThat(guest.read(CommonRegister.CONFIG_GENERATION)).isZero();
        assertThat(guest.read(CommonRegister.CONFIG_MSIX_VECTOR)).isEqualTo(0xffff);
        assertThat(guest.read(CommonRegister.QUEUE_SIZE)).isEqualTo(1024);
        assertThat(guest.read(CommonRegister.QUEUE_MSIX_VECTOR)).isEqualTo(0xffff);
        assertThat(guest.read(CommonRegister.QUEUE_ENABLE)).isZero();
        guest.write(CommonRegister.QUEUE_SELECT, 1);
        assertThat(guest.read(CommonRegister.QUEUE_NOTIFY_OFF)).isEqualTo(1);
        assertThat(guest.read(CommonRegister.ADMIN_QUEUE_NUM)).isZero();
    }

    @Test
    void hasNoEventQueueWhereItIsNotOffered() throws Exception {
        try (Bench plain = Bench.inLockstep(Bench.SMALL.without(FeatureBit.EVENT_VQ))) {
            TestGuest other = plain.off("other");
            assertThat(other.read(CommonRegister.NUM_QUEUES)).isEqualTo(1);
            assertThat(other.read(CommonRegister.DEVICE_FEATURE) & 1).isZero();
        }
    }

    @Test
    void offersItsFeaturesInWindows() {
        long low = guest.read(CommonRegister.DEVICE_FEATURE);
        guest.write(CommonRegister.DEVICE_FEATURE_SELECT, 1);
        long high = guest.read(CommonRegister.DEVICE_FEATURE);
        assertThat((high << 32) | low).isEqualTo(HostOptions.ALL_FEATURES);
        guest.write(CommonRegister.DEVICE_FEATURE_SELECT, 2);
        assertThat(guest.read(CommonRegister.DEVICE_FEATURE)).isZero();
        guest.write(CommonRegister.DEVICE_FEATURE_SELECT, 0xffff_ffffL);
        assertThat(guest.read(CommonRegister.DEVICE_FEATURE)).isZero();
        assertThat(guest.read(CommonRegister.DEVICE_FEATURE_SELECT)).isEqualTo(0xffff_ffffL);
    }

    @Test
    void readsBackAcceptedFeatures() {
        guest.accept(MODERN | 3);
        assertThat(guest.read(CommonRegister.DRIVER_FEATURE)).isEqualTo(1);
        guest.write(CommonRegister.DRIVER_FEATURE_SELECT, 0);
        assertThat(guest.read(CommonRegister.DRIVER_FEATURE)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 1L << 32 | 1L << 20, 1L << 32 | 1L << 63})
    void refusesFeaturesThatDoNotWork(long features) {
        agree(features);
        assertThat(guest.status()).isEqualTo(KNOWN);
        assertThat(broken()).isEqualTo(ViolationRule.FEATURES_REFUSED);
        agree(MODERN);
        assertThat(guest.status()).isEqualTo(AGREED);
        assertThat(bench.tap().of(TapRecord.Features.class))
                .containsExactly(new TapRecord.Features(HostOptions.ALL_FEATURES, MODERN));
    }

    @Test
    void refusesFeaturesBeyondTheKnownWindows() {
        guest.status(KNOWN);
        guest.accept(MODERN);
        guest.write(CommonRegister.DRIVER_FEATURE_SELECT, 2);
        guest.write(CommonRegister.DRIVER_FEATURE, 1);
        guest.status(AGREED);
        assertThat(guest.status()).isEqualTo(KNOWN);
        guest.status(0);
        agree(MODERN);
        assertThat(guest.status()).isEqualTo(AGREED);
    }

    @Test
    void keepsFeaturesAfterTheyWereAgreed() {
        agree(MODERN);
        guest.accept(MODERN | 1);
        assertThat(broken()).isEqualTo(ViolationRule.FEATURES_TOO_LATE);
        guest.write(CommonRegister.DRIVER_FEATURE_SELECT, 0);
        assertThat(guest.read(CommonRegister.DRIVER_FEATURE)).isZero();
    }

    @Test
    void clearsNoStatusBitWithoutAReset() {
        agree(MODERN);
        guest.status(DeviceStatus.ACKNOWLEDGE);
        assertThat(guest.status()).isEqualTo(AGREED);
        assertThat(broken()).isEqualTo(ViolationRule.STATUS_BIT_CLEARED);
    }

    @Test
    void isNotReadyBeforeFeaturesAreAgreed() {
        guest.status(KNOWN);
        guest.status(KNOWN | DeviceStatus.DRIVER_OK);
        assertThat(guest.status()).isEqualTo(KNOWN);
        assertThat(broken()).isEqualTo(ViolationRule.STATUS_ORDER);
    }

    @Test
    void cannotBeToldThatItNeedsAReset() {
        guest.status(KNOWN | DeviceStatus.NEEDS_RESET);
        assertThat(guest.status()).isEqualTo(KNOWN);
        guest.status(KNOWN | DeviceStatus.FAILED);
        assertThat(guest.status()).isEqualTo(KNOWN | DeviceStatus.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "24", "2048", "65535"})
    void refusesSizesThatASplitQueueCannotHave(int size) {
        agree(MODERN);
        guest.write(CommonRegister.QUEUE_SIZE, size);
        assertThat(guest.read(CommonRegister.QUEUE_SIZE)).isEqualTo(1024);
        assertThat(broken()).isEqualTo(ViolationRule.QUEUE_SIZE);
    }

    @Test
    void takesAnySizeForAPackedQueue() {
        agree(MODERN | FeatureBit.RING_PACKED.mask());
        guest.write(CommonRegister.QUEUE_SIZE, 24);
        assertThat(guest.read(CommonRegister.QUEUE_SIZE)).isEqualTo(24);
        guest.write(CommonRegister.QUEUE_SIZE, 1025);
        assertThat(guest.read(CommonRegister.QUEUE_SIZE)).isEqualTo(24);
    }

    @Test
    void takesAddressesWholeAndInHalves() {
        agree(MODERN);
        guest.write(CommonRegister.QUEUE_DESC, 0x1122_3344_5566_7788L);
        assertThat(guest.bus().readCommon(32, 4)).isEqualTo(0x5566_7788L);
        assertThat(guest.bus().readCommon(36, 4)).isEqualTo(0x1122_3344L);
        guest.bus().writeCommon(36, 4, 0xffff_eeeeL);
        guest.bus().writeCommon(32, 4, 0xdddd_cccc_0000_0010L);
        assertThat(guest.read(CommonRegister.QUEUE_DESC)).isEqualTo(0xffff_eeee_0000_0010L);
    }

    @Test
    void enablesNoQueueBeforeFeaturesAreAgreed() {
        guest.status(KNOWN);
        guest.write(CommonRegister.QUEUE_ENABLE, 1);
        assertThat(guest.read(CommonRegister.QUEUE_ENABLE)).isZero();
        assertThat(broken()).isEqualTo(ViolationRule.QUEUE_ENABLED_TOO_EARLY);
    }

    @Test
    void changesNothingOfAQueueThatRuns() throws Exception {
        agree(MODERN);
        guest.queue(0, TestGuest.CONTROL_RING, TestGuest.VECTOR_CONTROL);
        guest.write(CommonRegister.QUEUE_SIZE, 64);
        guest.write(CommonRegister.QUEUE_DESC, 0);
        guest.write(CommonRegister.QUEUE_ENABLE, 1);
        assertThat(guest.read(CommonRegister.QUEUE_SIZE)).isEqualTo(TestGuest.QUEUE_SIZE);
        assertThat(guest.read(CommonRegister.QUEUE_DESC)).isEqualTo(TestGuest.CONTROL_RING);
        assertThat(bench.tap().violations(guest.ordinal()))
                .hasSize(3)
                .containsOnly(ViolationRule.QUEUE_CHANGED_WHILE_ENABLED);
    }

    @Test
    void enablesWithOneOnly() {
        agree(MODERN);
        guest.write(CommonRegister.QUEUE_ENABLE, 2);
        assertThat(guest.read(CommonRegister.QUEUE_ENABLE)).isZero();
        assertThat(broken()).isEqualTo(ViolationRule.REGISTER_ACCESS);
    }

    @Test
    void hasOnlyItsOwnQueues() {
        agree(MODERN);
        guest.write(CommonRegister.QUEUE_SELECT, 2);
        assertThat(guest.read(CommonRegister.QUEUE_SIZE)).isZero();
        assertThat(guest.read(CommonRegister.QUEUE_MSIX_VECTOR)).isEqualTo(0xffff);
        guest.write(CommonRegister.QUEUE_ENABLE, 1);
        assertThat(broken()).isEqualTo(ViolationRule.REGISTER_ACCESS);
        guest.write(CommonRegister.QUEUE_MSIX_VECTOR, 1);
        assertThat(bench.tap().violations(guest.ordinal())).hasSize(2);
    }

    @Test
    void needsAResetForARingOutsideMemory() throws Exception {
        agree(MODERN);
        guest.queue(0, TestGuest.CONTROL_RING, TestGuest.VECTOR_CONTROL);
        guest.status(AGREED | DeviceStatus.DRIVER_OK);
        guest.write(CommonRegister.CONFIG_MSIX_VECTOR, 7);
        guest.write(CommonRegister.QUEUE_SELECT, 1);
        guest.write(CommonRegister.QUEUE_DESC, TestGuest.RAM_SIZE);
        guest.write(CommonRegister.QUEUE_ENABLE, 1);
        assertThat(guest.read(CommonRegister.QUEUE_ENABLE)).isZero();
        assertThat(guest.needsReset()).isTrue();
        assertThat(broken()).isEqualTo(ViolationRule.RING_ADDRESS);
        assertThat(guest.interrupts()).containsExactly(7);
        assertThat(bench.tap().of(TapRecord.Interrupt.class))
                .contains(new TapRecord.Interrupt(7, TapRecord.Interrupt.CAUSE_CONFIGURATION));
        guest.status(0);
        assertThat(guest.status()).isZero();
    }

    @Test
    void tellsADriverThatIsNotReadyNothing() {
        agree(MODERN);
        guest.write(CommonRegister.CONFIG_MSIX_VECTOR, 7);
        guest.write(CommonRegister.QUEUE_DESC, 3);
        guest.write(CommonRegister.QUEUE_ENABLE, 1);
        assertThat(guest.needsReset()).isTrue();
        assertThat(broken()).isEqualTo(ViolationRule.RING_ALIGNMENT);
        assertThat(guest.interrupts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8, 0xffff", "7, 7", "0xffff, 0xffff", "0x10007, 7"})
    void readsBackOnlyVectorsThatItHas(String written, String read) {
        guest.write(CommonRegister.CONFIG_MSIX_VECTOR, Long.decode(written));
        assertThat(guest.read(CommonRegister.CONFIG_MSIX_VECTOR)).isEqualTo(Long.decode(read));
        guest.write(CommonRegister.QUEUE_MSIX_VECTOR, Long.decode(written));
        assertThat(guest.read(CommonRegister.QUEUE_MSIX_VECTOR)).isEqualTo(Long.decode(read));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1",
        "64, 1",
        "0, 1",
        "0, 2",
        "0, 8",
        "1, 4",
        "2, 2",
        "20, 2",
        "21, 2",
        "22, 1",
        "32, 2",
        "34, 4",
        "36, 8",
        "33, 1",
        "62, 4",
        "0, 0",
        "0, -4",
        "2147483647, 4"
    })
    void isUnharmedByAccessesOfTheWrongWidthOrPlace(int offset, int width) {
        guest.status(KNOWN);
        guest.bus().writeCommon(offset, width, 0);
        assertThat(guest.bus().readCommon(offset, width)).isZero();
        assertThat(bench.tap().violations(guest.ordinal()))
                .containsExactly(ViolationRule.REGISTER_ACCESS, ViolationRule.REGISTER_ACCESS);
        assertThat(guest.status()).isEqualTo(KNOWN);
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "18, 2", "21, 1", "30, 2", "56, 2", "60, 2"})
    void isUnharmedByWritesToReadOnlyRegisters(int offset, int width) {
        long before = guest.bus().readCommon(offset, width);
        guest.bus().writeCommon(offset, width, ~before);
        assertThat(guest.bus().readCommon(offset, width)).isEqualTo(before);
        assertThat(broken()).isEqualTo(ViolationRule.REGISTER_ACCESS);
    }

    @Test
    void showsItsConfigurationInAnyWidth() {
        assertThat(guest.bus().readConfig(0, 8)).isEqualTo(0x1234_5678_9abc_def0L);
        assertThat(guest.bus().readConfig(4, 4)).isEqualTo(0x1234_5678L);
        assertThat(guest.bus().readConfig(1, 1)).isEqualTo(0xde);
        assertThat(guest.bus().readConfig(8, 8)).isEqualTo(guest.ordinal());
        assertThat(guest.bus().readConfig(16, 8)).isEqualTo(Bench.CHUNK);
        assertThat(guest.bus().readConfig(24, 2)).isEqualTo(4);
        assertThat(bench.tap().violations(guest.ordinal())).isEmpty();
        for (int[] wrong : new int[][] {{32, 1}, {25, 8}, {-1, 1}, {0, 3}, {0, 16}, {0, 0}}) {
            assertThat(guest.bus().readConfig(wrong[0], wrong[1])).isZero();
            assertThat(broken()).isEqualTo(ViolationRule.REGISTER_ACCESS);
        }
    }

    @Test
    void ignoresNotificationsThatComeTooEarly() throws Exception {
        agree(MODERN);
        guest.queue(0, TestGuest.CONTROL_RING, TestGuest.VECTOR_CONTROL);
        guest.bus().notifyQueue(0);
        bench.settle();
        assertThat(broken()).isEqualTo(ViolationRule.NOTIFY_TOO_EARLY);
        guest.status(AGREED | DeviceStatus.DRIVER_OK);
        for (int queue : new int[] {1, 2, -1, 65535}) {
            guest.bus().notifyQueue(queue);
            bench.settle();
            assertThat(broken()).isEqualTo(ViolationRule.NOTIFY_UNKNOWN_QUEUE);
        }
        assertThat(bench.tap().violations(guest.ordinal())).hasSize(5);
    }

    @Test
    void resetsAQueueAlone() throws Exception {
        guest.bringUpWith(MODERN | FeatureBit.mask(FeatureBit.RING_RESET, FeatureBit.EVENT_VQ));
        guest.write(CommonRegister.QUEUE_SELECT, 0);
        guest.write(CommonRegister.QUEUE_RESET, 1);
        assertThat(guest.read(CommonRegister.QUEUE_RESET)).isZero();
        assertThat(guest.read(CommonRegister.QUEUE_ENABLE)).isZero();
        assertThat(guest.read(CommonRegister.QUEUE_SIZE)).isEqualTo(1024);
        assertThat(bench.tap().of(TapRecord.Queue.class).getLast())
                .isEqualTo(new TapRecord.Queue(0, TestGuest.QUEUE_SIZE, false, false, 0, 0, 0));
        guest.renewControlQueue();
        assertThat(guest.ack(new AllocRegion(1))).isEqualTo(Ack.OK);
    }

    @Test
    void resetsNoQueueAloneUnlessNegotiated() throws Exception {
        guest.bringUpWith(MODERN);
        guest.write(CommonRegister.QUEUE_SELECT, 0);
        guest.write(CommonRegister.QUEUE_RESET, 1);
        assertThat(guest.read(CommonRegister.QUEUE_ENABLE)).isEqualTo(1);
        assertThat(broken()).isEqualTo(ViolationRule.REGISTER_ACCESS);
    }

    @Test
    void forgetsEverythingWithAReset() throws Exception {
        guest.bringUpWith(MODERN | FeatureBit.EVENT_VQ.mask());
        guest.write(CommonRegister.QUEUE_SELECT, 1);
        guest.status(0);
        assertThat(guest.status()).isZero();
        assertThat(guest.read(CommonRegister.QUEUE_SELECT)).isZero();
        assertThat(guest.read(CommonRegister.QUEUE_ENABLE)).isZero();
        assertThat(guest.read(CommonRegister.QUEUE_DESC)).isZero();
        assertThat(guest.read(CommonRegister.CONFIG_MSIX_VECTOR)).isEqualTo(0xffff);
        assertThat(guest.read(CommonRegister.DRIVER_FEATURE)).isZero();
        assertThat(bench.tap().of(TapRecord.Status.class).getLast().after()).isZero();
        guest.bringUp();
        assertThat(guest.ack(new AllocRegion(1))).isEqualTo(Ack.OK);
    }

    @Test
    void recordsEachChangeOfTheStatus() throws Exception {
        guest.bringUpWith(MODERN);
        assertThat(bench.tap().of(TapRecord.Status.class))
                .containsExactly(
                        new TapRecord.Status(0, 1),
                        new TapRecord.Status(1, 3),
                        new TapRecord.Status(3, 11),
                        new TapRecord.Status(11, 15));
        assertThat(bench.tap().of(TapRecord.Queue.class))
                .containsExactly(
                        new TapRecord.Queue(
                                0,
                                TestGuest.QUEUE_SIZE,
                                true,
                                false,
                                TestGuest.CONTROL_RING,
                                TestGuest.CONTROL_RING + 0x2000,
                                TestGuest.CONTROL_RING + 0x4000));
    }
}
