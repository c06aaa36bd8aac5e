package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.ControlCommand.GrantDefault;
import ismscope.device.protocol.ControlCommand.SetEventVector;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.DeviceEvent.PeerAttached;
import ismscope.device.protocol.DeviceEvent.PeerDetached;
import ismscope.device.protocol.DeviceEvent.RegionUpdated;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.TapRecord.Interrupt;
import ismscope.device.tap.TapRecord.Swallowed;
import ismscope.device.tap.ViolationRule;
import ismscope.device.transport.Carrier;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Doorbells, events, vectors, and events that have no buffer.
@ParameterizedClass
@MethodSource("ismscope.device.model.Benches#all")
class EventsTest {
    private static final long CHUNK = Bench.CHUNK;
    private static final int PENDING = 4;

    private final Carrier carrier;
    private final Bench bench;
    private final TestGuest a;
    private final TestGuest b;

    EventsTest(Carrier carrier, QueueShape shape) throws Exception {
        this.carrier = carrier;
        HostOptions options = Bench.SMALL.withLimits(HostLimits.USUAL.withPendingEvents(PENDING));
        bench = new Bench(carrier, shape, options);
        a = bench.boot("a");
        b = bench.boot("b");
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    private List<DeviceEvent> eventsOf(TestGuest guest) throws Exception {
        bench.settle();
        return guest.events();
    }

    @Test
    void tellsOthersWhereTheySeeTheRegion() throws Exception {
        a.offerEvents(8, 32);
        b.offerEvents(8, 32);
        long token = a.allocate(2 * CHUNK).token();
        b.allocate(CHUNK);
        long inB = b.attach(token).getFirst().offset();
        assertThat(inB).isEqualTo(CHUNK);
        assertThat(eventsOf(a)).containsExactly(new PeerAttached(0, b.devid(), 2));
        a.ring(0);
        a.ring(CHUNK + 5);
        assertThat(eventsOf(b))
                .containsExactly(
                        new RegionUpdated(inB, a.devid()), new RegionUpdated(inB, a.devid()));
        b.ring(inB);
        assertThat(eventsOf(a)).containsExactly(new RegionUpdated(0, b.devid()));
        a.detach(token);
        assertThat(eventsOf(b)).containsExactly(new PeerDetached(inB, a.devid(), 1));
        assertThat(eventsOf(a)).isEmpty();
    }

    @Test
    void tellsAllOthersAndNotTheRinger() throws Exception {
        TestGuest c = bench.listen("c");
        a.offerEvents(8, 32);
        b.offerEvents(8, 32);
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        c.attach(token);
        for (TestGuest guest : List.of(a, b, c)) {
            eventsOf(guest);
        }
        c.ring(0);
        assertThat(eventsOf(a)).containsExactly(new RegionUpdated(0, c.devid()));
        assertThat(eventsOf(b)).containsExactly(new RegionUpdated(0, c.devid()));
        assertThat(eventsOf(c)).isEmpty();
    }

    @Test
    void raisesTheVectorsOfTheQueues() throws Exception {
        b.offerEvents(8, 32);
        long token = a.allocate(CHUNK).token();
        bench.settle();
        assertThat(a.interrupts()).containsOnly(TestGuest.VECTOR_CONTROL);
        b.attach(token);
        bench.settle();
        b.interrupts();
        a.ring(0);
        bench.settle();
        assertThat(b.interrupts()).containsOnly(TestGuest.VECTOR_EVENTS);
        assertThat(bench.tap().of(b.ordinal(), Interrupt.class))
                .contains(
                        new Interrupt(TestGuest.VECTOR_CONTROL, Interrupt.CAUSE_QUEUE),
                        new Interrupt(TestGuest.VECTOR_EVENTS, Interrupt.CAUSE_QUEUE));
    }

    @Test
    void raisesTheVectorThatIsBoundToARegion() throws Exception {
        b.offerEvents(8, 32);
        long first = a.allocate(CHUNK).token();
        long second = a.allocate(CHUNK).token();
        b.attach(first);
        b.attach(second);
        assertThat(b.ack(new SetEventVector(first, 5))).isEqualTo(Ack.OK);
        bench.settle();
        b.interrupts();
        a.ring(0);
        bench.settle();
        assertThat(b.interrupts()).containsExactly(TestGuest.VECTOR_EVENTS, 5);
        assertThat(bench.tap().of(Interrupt.class).getLast())
                .isEqualTo(new Interrupt(5, Interrupt.CAUSE_REGION));
        a.ring(CHUNK);
        bench.settle();
        assertThat(b.interrupts()).doesNotContain(5);
        b.ack(new SetEventVector(first, CommonRegister.NO_VECTOR));
        bench.settle();
        b.interrupts();
        a.ring(0);
        bench.settle();
        assertThat(b.interrupts()).doesNotContain(5);
    }

    @Test
    void oneVectorMayStandForSeveralRegions() throws Exception {
        long first = a.allocate(CHUNK).token();
        long second = a.allocate(CHUNK).token();
        b.attach(first);
        b.attach(second);
        b.ack(new SetEventVector(first, 6));
        b.ack(new SetEventVector(second, 6));
        bench.settle();
        b.interrupts();
        a.ring(0);
        bench.settle();
        a.ring(CHUNK);
        bench.settle();
        assertThat(b.interrupts()).containsExactly(6, 6);
    }

    @Test
    void raisesVectorsWithoutAnEventQueue() throws Exception {
        TestGuest c = bench.boot("c", FeatureBit.mask(FeatureBit.VERSION_1, FeatureBit.EVENT_IRQ));
        long token = a.allocate(CHUNK).token();
        c.attach(token);
        c.ack(new SetEventVector(token, 4));
        bench.settle();
        c.interrupts();
        a.ring(0);
        bench.settle();
        assertThat(c.interrupts()).containsExactly(4);
        assertThat(swallowed(c)).isEmpty();
    }

    @Test
    void recordsUpdatesThatADriverDoesNotTake() throws Exception {
        TestGuest c = bench.boot("c", FeatureBit.VERSION_1.mask());
        long token = a.allocate(CHUNK).token();
        c.attach(token);
        a.ring(0);
        bench.settle();
        assertThat(swallowed(c)).containsExactly(new Swallowed(Swallowed.NOT_ENABLED, 1));
    }

    @Test
    void recordsInterruptsThatNobodyHandles() throws Exception {
        TestGuest deaf = bench.deaf("deaf");
        deaf.bringUpWith(FeatureBit.mask(FeatureBit.VERSION_1, FeatureBit.EVENT_IRQ));
        long token = a.allocate(CHUNK).token();
        deaf.attach(token);
        deaf.ack(new SetEventVector(token, 4));
        bench.settle();
        bench.tap().clear();
        a.ring(0);
        bench.settle();
        if (carrier.mapsElsewhere()) {
            // What becomes of an interrupt in another process the host cannot see.
            assertThat(bench.tap().of(deaf.ordinal(), Interrupt.class)).hasSize(1);
            return;
        }
        assertThat(swallowed(deaf)).containsExactly(new Swallowed(Swallowed.MASKED, 1));
        assertThat(bench.tap().of(deaf.ordinal(), Interrupt.class)).isEmpty();
    }

    @Test
    void keepsEventsUntilThereAreBuffers() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        b.detach(token);
        assertThat(eventsOf(a)).isEmpty();
        a.offerEvents(8, 32);
        assertThat(eventsOf(a))
                .containsExactly(
                        new PeerAttached(0, b.devid(), 2), new PeerDetached(0, b.devid(), 1));
        assertThat(bench.tap().of(Swallowed.class)).isEmpty();
    }

    @Test
    void keepsTheOrderWhenBuffersComeOneByOne() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        b.ring(0);
        b.detach(token);
        a.offerEvents(1, 32);
        assertThat(eventsOf(a)).containsExactly(new PeerAttached(0, b.devid(), 2));
        a.offerEvents(1, 32);
        assertThat(eventsOf(a)).containsExactly(new RegionUpdated(0, b.devid()));
        a.offerEvents(2, 32);
        assertThat(eventsOf(a)).containsExactly(new PeerDetached(0, b.devid(), 1));
    }

    @Test
    void mergesUpdatesOfOneRegionThatWait() throws Exception {
        long first = a.allocate(CHUNK).token();
        long second = a.allocate(CHUNK).token();
        b.attach(first);
        b.attach(second);
        a.offerEvents(8, 32);
        eventsOf(a);
        for (int i = 0; i < 3; i++) {
            a.ring(0);
        }
        a.ring(CHUNK);
        bench.settle();
        assertThat(swallowed(b))
                .containsExactly(
                        new Swallowed(Swallowed.MERGED, 1), new Swallowed(Swallowed.MERGED, 1));
        b.offerEvents(8, 32);
        assertThat(eventsOf(b))
                .containsExactly(
                        new RegionUpdated(0, a.devid()), new RegionUpdated(CHUNK, a.devid()));
        a.ring(0);
        assertThat(eventsOf(b)).containsExactly(new RegionUpdated(0, a.devid()));
    }

    @Test
    void countsAndRecordsWhatIsLostBeyondTheBound() throws Exception {
        long token = a.allocate(CHUNK).token();
        for (int i = 0; i < PENDING / 2 + 1; i++) {
            b.attach(token);
            b.detach(token);
        }
        bench.settle();
        assertThat(swallowed(a))
                .containsExactly(
                        new Swallowed(Swallowed.NO_EVENTQ_BUFFER, 1),
                        new Swallowed(Swallowed.NO_EVENTQ_BUFFER, 1));
        assertThat(bench.tap().violations(a.ordinal())).containsExactly(ViolationRule.EVENTS_LOST);
        a.offerEvents(8, 32);
        assertThat(eventsOf(a)).hasSize(PENDING);
        assertThat(a.needsReset()).isFalse();
    }

    @Test
    void skipsBuffersThatAreTooShort() throws Exception {
        long token = a.allocate(CHUNK).token();
        a.offerEvents(1, 31);
        a.offerEvents(1, 1);
        a.offerEvents(1, 32);
        b.attach(token);
        bench.settle();
        List<byte[]> came = a.rawEvents();
        assertThat(came).extracting(bytes -> bytes.length).containsExactly(0, 0, 32);
        assertThat(bench.tap().violations(a.ordinal()))
                .containsExactly(
                        ViolationRule.EVENT_BUFFER_SHORT, ViolationRule.EVENT_BUFFER_SHORT);
    }

    @Test
    void fitsAnUpdateInTwentyFourBytes() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        b.offerEvents(2, 24);
        a.ring(0);
        assertThat(eventsOf(b)).containsExactly(new RegionUpdated(0, a.devid()));
        a.detach(token);
        bench.settle();
        assertThat(b.rawEvents()).extracting(bytes -> bytes.length).containsExactly(0);
        b.offerEvents(1, 32);
        assertThat(eventsOf(b)).containsExactly(new PeerDetached(0, a.devid(), 1));
    }

    @Test
    void dropsWhatWaitsAboutARegionThatIsLeft() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        a.ring(0);
        bench.settle();
        b.detach(token);
        assertThat(swallowed(b)).containsExactly(new Swallowed(Swallowed.NO_REGION, 1));
        b.offerEvents(1, 32);
        assertThat(eventsOf(b)).isEmpty();
    }

    @Test
    void goesOnAfterTheEventQueueAloneWasReset() throws Exception {
        b.offerEvents(8, 32);
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        b.write(CommonRegister.QUEUE_SELECT, 1);
        b.write(CommonRegister.QUEUE_RESET, 1);
        assertThat(b.read(CommonRegister.QUEUE_ENABLE)).isZero();
        a.ring(0);
        bench.settle();
        assertThat(swallowed(b)).containsExactly(new Swallowed(Swallowed.NOT_ENABLED, 1));
        b.renewEventQueue();
        b.offerEvents(2, 32);
        a.ring(0);
        assertThat(eventsOf(b)).containsExactly(new RegionUpdated(0, a.devid()));
    }

    @Test
    void ignoresADoorbellWithoutARegion() throws Exception {
        a.ring(3 * CHUNK);
        bench.settle();
        assertThat(bench.tap().violations(a.ordinal()))
                .containsExactly(ViolationRule.DOORBELL_NO_REGION);
        assertThat(swallowed(a)).containsExactly(new Swallowed(Swallowed.NO_REGION, 1));
    }

    @Test
    void ignoresADoorbellBeyondTheArea() throws Exception {
        a.allocate(16 * CHUNK);
        long size = 16 * a.bus().readConfig(24, 8);
        for (long offset : new long[] {size, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            a.bus().ringDoorbell(offset, 1, 1);
        }
        a.bus().ringDoorbell(size - 1, 2, 1);
        bench.settle();
        assertThat(bench.tap().violations(a.ordinal()))
                .hasSize(5)
                .containsOnly(ViolationRule.DOORBELL_OUTSIDE);
    }

    @Test
    void ignoresADoorbellOfARegionThatIsReadOnly() throws Exception {
        a.offerEvents(8, 32);
        long token = a.allocate(CHUNK).token();
        b.attach(token, PermissionSet.READ_ONLY);
        eventsOf(a);
        b.ring(0);
        assertThat(eventsOf(a)).isEmpty();
        assertThat(bench.tap().violations(b.ordinal()))
                .containsExactly(ViolationRule.DOORBELL_NOT_PERMITTED);
        assertThat(swallowed(b)).containsExactly(new Swallowed(Swallowed.NOT_PERMITTED, 1));
    }

    @Test
    void recordsADoorbellThatNobodyHears() throws Exception {
        long token = a.allocate(CHUNK).token();
        a.bus().ringDoorbell(3, 1, 0);
        bench.settle();
        assertThat(swallowed(a)).containsExactly(new Swallowed(Swallowed.NO_PEER, 1));
        RecordingTap.Seen bell =
                bench.tap().all().stream()
                        .filter(seen -> seen.record() instanceof TapRecord.Doorbell)
                        .findFirst()
                        .orElseThrow();
        assertThat(bell.token()).isEqualTo(token);
    }

    @Test
    void removesAMappingWithoutRightsAndTellsTheOthers() throws Exception {
        TestGuest c = bench.listen("c");
        a.offerEvents(8, 32);
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        c.attach(token);
        eventsOf(a);
        eventsOf(c);
        a.ack(new GrantDefault(token, new PermissionSet(PermissionSet.CLEAN_DEFAULT)));
        assertThat(eventsOf(a))
                .containsExactly(
                        new PeerDetached(0, b.devid(), 1), new PeerDetached(0, c.devid(), 1));
        assertThat(eventsOf(c)).isEmpty();
        assertThat(b.detach(token)).isEqualTo(Ack.ENOENT);
        assertThat(bench.tap().of(b.ordinal(), TapRecord.Unmapped.class))
                .containsExactly(new TapRecord.Unmapped(TapRecord.Unmapped.RIGHTS_WITHDRAWN));
    }

    private List<Swallowed> swallowed(TestGuest guest) {
        return bench.tap().of(guest.ordinal(), Swallowed.class);
    }
}
