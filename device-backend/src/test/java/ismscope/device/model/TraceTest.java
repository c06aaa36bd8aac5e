package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlCommand.AllocRegion;
import ismscope.device.protocol.ControlCommand.AttachRegion;
import ismscope.device.protocol.ControlCommand.DetachRegion;
import ismscope.device.protocol.ControlCommand.GrantDevice;
import ismscope.device.protocol.DeviceEvent.PeerAttached;
import ismscope.device.protocol.DeviceEvent.PeerDetached;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.Carrier;
import ismscope.device.transport.Lockstep;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an observer sees of commands and doorbells: which records, in which order, of which flow.
class TraceTest {
    private static final long CHUNK = Bench.CHUNK;

    private final Bench bench = new Bench(Carrier.LOCKSTEP, QueueShape.SPLIT, Bench.SMALL);
    private final TestGuest a;
    private final TestGuest b;

    TraceTest() throws Exception {
        a = bench.listen("a");
        b = bench.listen("b");
        bench.tap().clear();
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    private List<String> seen() {
        return bench.tap().all().stream()
                .map(seen -> seen.device() + " " + seen.record().kind())
                .toList();
    }

    private void assertOneFlow(long token) {
        List<RecordingTap.Seen> all = bench.tap().all();
        assertThat(all).extracting(RecordingTap.Seen::flow).containsOnly(all.getFirst().flow());
        assertThat(all.getFirst().flow()).isPositive();
        assertThat(all).extracting(RecordingTap.Seen::token).containsOnly(token);
    }

    @Test
    void tellsOfAnAllocation() throws Exception {
        long token = a.allocate(CHUNK).token();
        assertThat(seen())
                .containsExactly(
                        "1 REQUEST",
                        "1 REGION_CREATED",
                        "1 GRANT",
                        "1 GRANT",
                        "1 MAPPED",
                        "1 REPLY",
                        "1 INTERRUPT");
        List<RecordingTap.Seen> all = bench.tap().all();
        assertThat(all.getFirst().token()).isZero();
        assertThat(all.subList(1, 6)).extracting(RecordingTap.Seen::token).containsOnly(token);
        assertThat(all).extracting(RecordingTap.Seen::flow).containsOnly(all.getFirst().flow());
        assertThat(bench.tap().of(TapRecord.Grant.class))
                .containsExactly(
                        new TapRecord.Grant(TapRecord.Grant.DEFAULT, 7),
                        new TapRecord.Grant(1, 15));
        TapRecord.Request request = bench.tap().of(TapRecord.Request.class).getFirst();
        assertThat(request.bytes()).isEqualTo(IsmCodec.encodeCommand(new AllocRegion(CHUNK)));
        assertThat(request.readableLength()).isEqualTo(10);
        assertThat(request.writableLength()).isEqualTo(1024);
        assertThat(request.descriptors()).isEqualTo(4);
        TapRecord.Reply reply = bench.tap().of(TapRecord.Reply.class).getFirst();
        assertThat(reply.head()).isEqualTo(request.head());
        assertThat(reply.usedLength()).isEqualTo(17 + 16).isEqualTo(reply.bytes().length);
        assertThat(reply.nanos()).isPositive();
    }

    @Test
    void tellsOfAnAttachmentAndItsEvents() throws Exception {
        long token = a.allocate(CHUNK).token();
        bench.tap().clear();
        b.command(new AttachRegion(token, 1));
        assertThat(seen())
                .containsExactly(
                        "2 REQUEST",
                        "2 MAPPED",
                        "1 EVENT",
                        "1 INTERRUPT",
                        "2 REPLY",
                        "2 INTERRUPT");
        assertOneFlow(token);
        assertThat(bench.tap().of(TapRecord.Mapped.class))
                .containsExactly(new TapRecord.Mapped(1, List.of(new Area(0, CHUNK))));
        assertThat(bench.tap().of(TapRecord.Event.class).getFirst().bytes())
                .isEqualTo(IsmCodec.encodeEvent(new PeerAttached(0, 2, 2)));
    }

    @Test
    void tellsOfADepartureAndTheEndOfARegion() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        bench.tap().clear();
        a.command(new DetachRegion(token));
        assertThat(seen())
                .containsExactly(
                        "1 REQUEST",
                        "1 UNMAPPED",
                        "2 EVENT",
                        "2 INTERRUPT",
                        "1 REPLY",
                        "1 INTERRUPT");
        assertOneFlow(token);
        assertThat(bench.tap().of(TapRecord.Event.class).getFirst().bytes())
                .isEqualTo(IsmCodec.encodeEvent(new PeerDetached(0, 1, 1)));
        bench.tap().clear();
        b.command(new DetachRegion(token));
        assertThat(seen()).startsWith("2 REQUEST", "2 UNMAPPED", "2 REGION_FREED", "2 REPLY");
        assertOneFlow(token);
    }

    @Test
    void tellsOfAWithdrawalBeforeItIsAcknowledged() throws Exception {
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        b.quieten();
        a.quieten();
        bench.tap().clear();
        a.command(new GrantDevice(token, PermissionSet.READ_ONLY, 2));
        a.command(new GrantDevice(token, PermissionSet.NOTHING, 2));
        assertThat(seen().stream().filter(line -> !line.endsWith("INTERRUPT")))
                .containsExactly(
                        "1 REQUEST",
                        "1 GRANT",
                        "2 MAPPED",
                        "1 REPLY",
                        "1 REQUEST",
                        "1 GRANT",
                        "2 UNMAPPED",
                        "1 EVENT",
                        "1 REPLY");
    }

    @Test
    void tellsOfADoorbellAndItsDeliveries() throws Exception {
        TestGuest c = bench.listen("c");
        long token = a.allocate(CHUNK).token();
        b.attach(token);
        c.attach(token);
        b.quieten();
        c.quieten();
        bench.tap().clear();
        a.ring(100);
        assertThat(seen())
                .containsExactly("1 DOORBELL", "2 EVENT", "2 INTERRUPT", "3 EVENT", "3 INTERRUPT");
        assertOneFlow(token);
    }

    @Test
    void keepsTheFlowOfAnEventThatWaited() throws Exception {
        TestGuest late = bench.boot("late");
        long token = a.allocate(CHUNK).token();
        late.attach(token);
        bench.tap().clear();
        a.ring(0);
        long flow = bench.tap().all().getFirst().flow();
        late.offerEvents(1, 32);
        RecordingTap.Seen event =
                bench.tap().all().stream()
                        .filter(seen -> seen.record().kind() == TapKind.EVENT)
                        .findFirst()
                        .orElseThrow();
        assertThat(event.flow()).isEqualTo(flow);
        assertThat(event.token()).isEqualTo(token);
    }

    @Test
    void givesEachCommandAndDoorbellItsOwnFlow() throws Exception {
        a.allocate(CHUNK);
        a.ring(0);
        a.ring(0);
        a.allocate(CHUNK);
        assertThat(bench.tap().all().stream().map(RecordingTap.Seen::flow).distinct()).hasSize(4);
    }

    @Test
    void buildsNoRecordWhereNobodyLooks() throws Exception {
        DeviceTap strict =
                new DeviceTap() {
                    @Override
                    public boolean isOn() {
                        return false;
                    }

                    @Override
                    public void record(int device, long flow, long token, TapRecord record) {
                        throw new AssertionError("recorded " + record);
                    }
                };
        IsmHost host = new IsmHost(Bench.SMALL, strict, new VirtualClock(), TokenSource.seeded(1));
        try (Lockstep lockstep = new Lockstep(host);
                TestGuest one = TestGuest.booted(lockstep, "one", QueueShape.SPLIT);
                TestGuest two = TestGuest.booted(lockstep, "two", QueueShape.PACKED)) {
            long token = one.allocate(CHUNK).token();
            two.attach(token);
            one.bus().deviceMemory().storeRelease(0, 7);
            one.ring(0);
            one.ring(5 * CHUNK);
            one.raw(new byte[] {9}, 1);
            two.status(0);
            assertThat(two.status()).isZero();
        }
    }
}
