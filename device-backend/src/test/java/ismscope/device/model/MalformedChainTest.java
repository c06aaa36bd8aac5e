package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand.AllocRegion;
import ismscope.device.protocol.DeviceEvent.RegionUpdated;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.transport.Carrier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A guest with a broken ring needs a reset, and nobody else notices.
@ParameterizedClass
@EnumSource(Carrier.class)
class MalformedChainTest {
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int INDIRECT = 4;
    private static final long AVAILABLE = 0x2000;

    private final Bench bench;
    private final TestGuest culprit;
    private final TestGuest bystander;
    private final TestGuest peer;

    MalformedChainTest(Carrier carrier) throws Exception {
        bench = new Bench(carrier, QueueShape.SPLIT, Bench.SMALL);
        culprit = bench.boot("culprit");
        bystander = bench.listen("bystander");
        peer = bench.boot("peer");
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    /// Descriptors that a driver must not make, as `address, length, flags, next` each.
    static Stream<Arguments> brokenChains() {
        long beyond = TestGuest.RAM_SIZE;
        return Stream.of(
                Arguments.of(
                        ViolationRule.CHAIN_LOOP,
                        List.of(new long[] {0, 8, NEXT, 1}, new long[] {0, 8, NEXT, 0})),
                Arguments.of(
                        ViolationRule.DESCRIPTOR_INDEX,
                        List.of(new long[] {0, 8, NEXT, TestGuest.QUEUE_SIZE})),
                Arguments.of(
                        ViolationRule.DESCRIPTOR_ADDRESS, List.of(new long[] {beyond, 8, 0, 0})),
                Arguments.of(
                        ViolationRule.DESCRIPTOR_ADDRESS,
                        List.of(new long[] {beyond - 4, 8, 0, 0})),
                Arguments.of(
                        ViolationRule.DESCRIPTOR_ADDRESS, List.of(new long[] {-8, 16, WRITE, 0})),
                Arguments.of(
                        ViolationRule.WRITABLE_BEFORE_READABLE,
                        List.of(new long[] {0, 8, WRITE | NEXT, 1}, new long[] {64, 8, 0, 0})),
                Arguments.of(
                        ViolationRule.INDIRECT_NOT_NEGOTIATED,
                        List.of(new long[] {0, 16, INDIRECT, 0})));
    }

    private void breakRing(long ring, List<long[]> descriptors) throws GuestMemoryException {
        GuestMemory memory = culprit.memory();
        for (int i = 0; i < descriptors.size(); i++) {
            long[] descriptor = descriptors.get(i);
            long at = ring + 16L * i;
            memory.putU64(at, descriptor[0]);
            memory.putU32(at + 8, descriptor[1]);
            memory.putU16(at + 12, (int) descriptor[2]);
            memory.putU16(at + 14, (int) descriptor[3]);
        }
        int index = memory.u16(ring + AVAILABLE + 2);
        memory.putU16(ring + AVAILABLE + 4 + 2L * (index % TestGuest.QUEUE_SIZE), 0);
        memory.putU16Release(ring + AVAILABLE + 2, index + 1);
    }

    @ParameterizedTest
    @MethodSource("brokenChains")
    void staysWithTheGuestThatBrokeTheControlQueue(ViolationRule rule, List<long[]> chain)
            throws Exception {
        long token = culprit.allocate(1).token();
        bystander.attach(token);
        peer.attach(token);
        bystander.quieten();
        bench.settle();
        culprit.interrupts();
        breakRing(TestGuest.CONTROL_RING, chain);
        culprit.bus().notifyQueue(0);
        bench.settle();
        assertThat(culprit.needsReset()).isTrue();
        assertThat(culprit.interrupts()).containsExactly(TestGuest.VECTOR_CONFIG);
        assertThat(bench.tap().violations(culprit.ordinal())).containsExactly(rule);
        TapRecord.Violation seen = bench.tap().of(TapRecord.Violation.class).getFirst();
        assertThat(seen.raw()).hasSize(16);
        assertNobodyElseNotices();
    }

    @ParameterizedTest
    @MethodSource("brokenChains")
    void staysWithTheGuestThatBrokeItsEventQueue(ViolationRule rule, List<long[]> chain)
            throws Exception {
        long token = peer.allocate(1).token();
        culprit.attach(token);
        bystander.attach(token);
        bystander.quieten();
        breakRing(TestGuest.EVENT_RING, chain);
        peer.ring(0);
        bench.settle();
        assertThat(culprit.needsReset()).isTrue();
        assertThat(bench.tap().violations(culprit.ordinal())).contains(rule);
        assertThat(bystander.events()).containsExactly(new RegionUpdated(0, peer.devid()));
        peer.ring(0);
        bench.settle();
        assertThat(bystander.events()).containsExactly(new RegionUpdated(0, peer.devid()));
        assertThat(bench.tap().of(culprit.ordinal(), TapRecord.Event.class)).isEmpty();
        assertNobodyElseNotices();
    }

    private void assertNobodyElseNotices() throws GuestMemoryException, AccessFault {
        for (TestGuest guest : List.of(bystander, peer)) {
            assertThat(guest.needsReset()).isFalse();
            assertThat(bench.tap().violations(guest.ordinal())).isEmpty();
            assertThat(guest.ack(new AllocRegion(1))).isEqualTo(Ack.OK);
            guest.bus().deviceMemory().store(0, new byte[] {1}, 0, 1);
        }
        culprit.bringUp();
        assertThat(culprit.ack(new AllocRegion(1))).isEqualTo(Ack.OK);
    }
}
