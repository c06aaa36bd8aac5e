package ismscope.inspector.event;

import static ismscope.inspector.event.TestSession.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDescriberTest {
    private final TestSession session = TestSession.withTwoMachines();

    private String line(TapRecord record) {
        return session.describe(session.add(1, 0, TOKEN, record));
    }

    private String command(ControlCommand command, ControlReply reply) {
        byte[] request = IsmCodec.encodeCommand(command);
        byte[] answer = IsmCodec.encodeReply(command.code(), reply, 1000);
        return session.describe(session.command(1, TOKEN, request, answer, 3_140));
    }

    private String raw(int... bytes) {
        return session.describe(session.command(1, 0, TestBytes.of(bytes), TestBytes.of(255), 900));
    }

    @Test
    void saysWhoJoinsAndWhoLeaves() {
        assertThat(session.describe(session.event(0)))
                .isEqualTo("vm1 joins: devid 0x1, device memory 64 MiB in chunks of 1 MiB");
        assertThat(line(new TapRecord.DeviceRemoved(1)))
                .isEqualTo("device removed: crashed or disconnected");
        assertThat(line(new TapRecord.DeviceRemoved(9)))
                .isEqualTo("device removed: unknown reason 9");
    }

    @Test
    void saysWhatChangedInTheStatus() {
        assertThat(line(new TapRecord.Status(0x0b, 0x0f))).isEqualTo("status +DRIVER_OK (0x0f)");
        assertThat(line(new TapRecord.Status(0x0f, 0x4b)))
                .isEqualTo("status +DEVICE_NEEDS_RESET -DRIVER_OK (0x4b)");
        assertThat(line(new TapRecord.Status(0x0f, 0)))
                .isEqualTo("device reset, status was ACKNOWLEDGE|DRIVER|FEATURES_OK|DRIVER_OK");
        assertThat(line(new TapRecord.Status(1, 1))).isEqualTo("status unchanged (0x01)");
    }

    @Test
    void saysWhatWasNegotiated() {
        assertThat(line(new TapRecord.Features(0x1_0000_0003L, 0x1_0000_0001L)))
                .isEqualTo("features EVENT_VQ|VERSION_1, declined EVENT_IRQ");
        assertThat(line(new TapRecord.Queue(1, 64, true, true, 1, 2, 3)))
                .isEqualTo("eventq enabled: packed, 64 descriptors");
        assertThat(line(new TapRecord.Queue(0, 64, false, false, 1, 2, 3)))
                .isEqualTo("controlq disabled");
        assertThat(line(new TapRecord.Queue(5, 1, true, false, 1, 2, 3)))
                .isEqualTo("queue 5 enabled: split, 1 descriptor");
    }

    @Test
    void aRequestSaysHowItEnded() {
        assertThat(
                        command(
                                new ControlCommand.AllocRegion(1 << 20),
                                new ControlReply.Allocated(TOKEN, List.of(new Area(0, 1 << 20)))))
                .isEqualTo("ALLOC_REGION 1 MiB -> OK token 0x1f2e3d4c…, 1 area, 3.1 us");
        assertThat(
                        command(
                                new ControlCommand.AttachRegion(TOKEN, 3),
                                new ControlReply.Refused(Ack.PERM_EATTACH)))
                .isEqualTo(
                        "ATTACH_REGION 0x1f2e3d4c… rw -> PERM_EATTACH (3.1 us): attaching is not"
                                + " granted");
        assertThat(
                        command(
                                new ControlCommand.AttachRegion(TOKEN, 0),
                                new ControlReply.Attached(
                                        List.of(new Area(0, 1 << 20), new Area(4 << 20, 1 << 20)))))
                .isEqualTo("ATTACH_REGION 0x1f2e3d4c… -> OK 2 areas, 3.1 us");
        assertThat(
                        command(
                                new ControlCommand.AttachRegion(TOKEN, 1),
                                new ControlReply.Refused(Ack.E2BIG, 7)))
                .isEqualTo(
                        "ATTACH_REGION 0x1f2e3d4c… r -> E2BIG (3.1 us): reply space too small for"
                                + " all areas, needs room for 7 areas");
    }

    @Test
    void saysTheArgumentsOfEveryCommand() {
        ControlReply done = new ControlReply.Completed();

        assertThat(command(new ControlCommand.DetachRegion(TOKEN), done))
                .isEqualTo("DETACH_REGION 0x1f2e3d4c… -> OK 3.1 us");
        assertThat(command(new ControlCommand.GrantDefault(TOKEN, new PermissionSet(5)), done))
                .isEqualTo("GRANT_SET_DEFAULT 0x1f2e3d4c… READ|ATTACH -> OK 3.1 us");
        assertThat(command(new ControlCommand.GrantDevice(TOKEN, new PermissionSet(0), 2), done))
                .isEqualTo("GRANT_SET_FOR_DEVICE 0x1f2e3d4c… none to vm2 -> OK 3.1 us");
        assertThat(command(new ControlCommand.GrantDevice(TOKEN, new PermissionSet(8), 77), done))
                .isEqualTo("GRANT_SET_FOR_DEVICE 0x1f2e3d4c… MANAGE to devid 0x4d -> OK 3.1 us");
        assertThat(command(new ControlCommand.SetEventVector(TOKEN, 3), done))
                .isEqualTo("EVENT_VECTOR_SET 0x1f2e3d4c… vector 3 -> OK 3.1 us");
    }

    @Test
    void aRequestIsPendingUntilItsReply() {
        byte[] bytes = IsmCodec.encodeCommand(new ControlCommand.DetachRegion(TOKEN));
        Event request = session.add(1, 9, TOKEN, new TapRecord.Request(0, 1, 2, 10, 1, bytes));
        assertThat(session.describe(request)).isEqualTo("DETACH_REGION 0x1f2e3d4c… -> pending");

        Event reply = session.add(1, 9, TOKEN, new TapRecord.Reply(0, 1, 1, 500, new byte[1]));
        session.pair(request, reply);
        assertThat(session.describe(request)).isEqualTo("DETACH_REGION 0x1f2e3d4c… -> OK 500 ns");
        assertThat(session.describe(reply)).isEqualTo("reply to DETACH_REGION: OK 500 ns");
    }

    @Test
    void saysWhatIsWrongWithACommand() {
        assertThat(raw(9, 7, 1))
                .isEqualTo(
                        "unknown command 9.7, 09 07 01 -> ERR (900 ns): not understood or not"
                                + " possible");
        assertThat(raw(1, 0, 5)).startsWith("ATTACH_REGION cut short, 3 bytes -> ERR");
        assertThat(raw(2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
                .startsWith("DETACH_REGION with trailing bytes, 11 bytes -> ERR");
        assertThat(raw(1)).startsWith("command of 1 byte, too short for its code -> ERR");
    }

    @Test
    void saysWhatIsWrongWithAReply() {
        byte[] request = IsmCodec.encodeCommand(new ControlCommand.AllocRegion(4096));

        assertThat(session.describe(session.command(1, 0, request, new byte[0], 50)))
                .isEqualTo("ALLOC_REGION 4 KiB -> no ack, 50 ns");
        assertThat(session.describe(session.command(1, 0, request, TestBytes.of(249), 50)))
                .isEqualTo("ALLOC_REGION 4 KiB -> ack 249 is none of the draft, 50 ns");
        assertThat(session.describe(session.command(1, 0, request, new byte[5], 50)))
                .isEqualTo("ALLOC_REGION 4 KiB -> OK, cut short after 5 bytes, 50 ns");
        assertThat(session.describe(session.command(1, 0, request, new byte[20], 50)))
                .isEqualTo(
                        "ALLOC_REGION 4 KiB -> OK, number of areas does not match 20 bytes, 50 ns");
        assertThat(session.describe(session.command(1, 0, request, TestBytes.of(2, 0), 50)))
                .isEqualTo("ALLOC_REGION 4 KiB -> ENOENT, 2 bytes, 50 ns");
    }

    @Test
    void aReplyWithoutARequestSaysSo() {
        assertThat(line(new TapRecord.Reply(0, 1, 1, 2_000, TestBytes.of(12))))
                .isEqualTo(
                        "reply to a request that was not captured: ENOMEM (2.0 us): the host has no"
                                + " memory for it");
    }

    @Test
    void saysWhatAnEventTells() {
        byte[] update = IsmCodec.encodeEvent(new DeviceEvent.RegionUpdated(0x100000, 1));
        byte[] attach = IsmCodec.encodeEvent(new DeviceEvent.PeerAttached(0x100000, 1, 3));
        byte[] detach = IsmCodec.encodeEvent(new DeviceEvent.PeerDetached(0x100000, 55, 1));

        assertThat(session.describe(session.add(2, 0, 0, new TapRecord.Event(1, 0, 24, update))))
                .isEqualTo("UPDATE to vm2: offset 0x100000 by vm1");
        assertThat(session.describe(session.add(2, 0, 0, new TapRecord.Event(1, 0, 32, attach))))
                .isEqualTo("ATTACH to vm2: vm1 attached at offset 0x100000, 3 devices now");
        assertThat(session.describe(session.add(2, 0, 0, new TapRecord.Event(1, 0, 32, detach))))
                .isEqualTo("DETACH to vm2: devid 0x37 detached at offset 0x100000, 1 device left");
        assertThat(line(new TapRecord.Event(1, 0, 3, TestBytes.of(1, 2, 3))))
                .isEqualTo("cut event to vm1: 01 02 03");
        assertThat(line(new TapRecord.Event(1, 0, 9, TestBytes.of(1, 0, 0, 0, 0, 0, 0, 0, 9))))
                .isEqualTo("UPDATE malformed to vm1: 01 00 00 00 00 00 00 00 09");
    }

    @Test
    void aDoorbellSaysWhatCameOfIt() {
        byte[] update = IsmCodec.encodeEvent(new DeviceEvent.RegionUpdated(0x100000, 1));
        Event rung = session.add(1, 70, TOKEN, new TapRecord.Doorbell(3 * 4096));
        assertThat(session.describe(rung)).isEqualTo("doorbell chunk 3 -> region 0x1f2e3d4c…");

        session.add(2, 70, TOKEN, new TapRecord.Event(1, 0, 24, update));
        session.add(2, 70, 0, new TapRecord.Interrupt(1, TapRecord.Interrupt.CAUSE_QUEUE));
        session.add(2, 71, TOKEN, new TapRecord.Event(1, 0, 24, update));
        session.add(3, 70, TOKEN, new TapRecord.Event(1, 0, 24, update));
        session.add(4, 70, TOKEN, new TapRecord.Swallowed(TapRecord.Swallowed.MERGED, 1));

        assertThat(session.describe(rung))
                .isEqualTo("doorbell chunk 3 -> region 0x1f2e3d4c…, 2 peers notified, 1 swallowed");
    }

    @Test
    void aDoorbellOfNoRegionOrOfAnUnknownDeviceSaysSo() {
        assertThat(session.describe(session.add(1, 0, 0, new TapRecord.Doorbell(4096))))
                .isEqualTo("doorbell chunk 1 -> no region");
        assertThat(session.describe(session.add(7, 0, 0, new TapRecord.Doorbell(4097))))
                .isEqualTo("doorbell at 0x1001 -> no region");
    }

    @Test
    void followsARegionInWords() {
        assertThat(line(new TapRecord.RegionCreated(1 << 20, 2)))
                .isEqualTo("region 0x1f2e3d4c… created: 1 MiB by vm2");
        assertThat(line(new TapRecord.Mapped(3, List.of(new Area(1 << 20, 1 << 20)))))
                .isEqualTo("region 0x1f2e3d4c… mapped rw at 0x100000, 1 MiB");
        assertThat(line(new TapRecord.Mapped(1, List.of(new Area(0, 4096), new Area(8192, 4096)))))
                .isEqualTo("region 0x1f2e3d4c… mapped r in 2 areas from 0x0, 8 KiB");
        assertThat(line(new TapRecord.Mapped(0, List.of())))
                .isEqualTo("region 0x1f2e3d4c… mapped - nowhere");
        assertThat(line(new TapRecord.Grant(TapRecord.Grant.DEFAULT, 0)))
                .isEqualTo("region 0x1f2e3d4c…: default rights none");
        assertThat(line(new TapRecord.Grant(2, 7)))
                .isEqualTo("region 0x1f2e3d4c…: vm2 has rights READ|WRITE|ATTACH");
        assertThat(line(new TapRecord.Unmapped(3)))
                .isEqualTo("region 0x1f2e3d4c… unmapped: rights withdrawn");
        assertThat(line(new TapRecord.RegionFreed())).isEqualTo("region 0x1f2e3d4c… freed");
    }

    @Test
    void showsTheBeginningOfContent() {
        assertThat(line(new TapRecord.Content(64, 0, TestBytes.ascii("message 3!!\0"))))
                .isEqualTo("region 0x1f2e3d4c… +0x40: 12 bytes \"message 3!!\"");
        assertThat(line(new TapRecord.Content(0, 1, TestBytes.of(1, 2, 255))))
                .isEqualTo("region 0x1f2e3d4c… +0x0: 3 bytes (page) 01 02 ff");
        assertThat(line(new TapRecord.Content(16, 0, TestBytes.of(0x40, 1, 0, 0, 0, 0, 0, 0))))
                .isEqualTo("region 0x1f2e3d4c… +0x10: 8 bytes 40 01 00 00 00 00 00 00 = 320");
        assertThat(line(new TapRecord.Content(0, 0, new byte[20])))
                .isEqualTo(
                        "region 0x1f2e3d4c… +0x0: 20 bytes 00 00 00 00 00 00 00 00 00 00 00 00 00"
                                + " 00 00 00 …");
        assertThat(line(new TapRecord.Access(16, 4, true, 0xff)))
                .isEqualTo("store to region 0x1f2e3d4c… +0x10: 0xff (4 bytes)");
        assertThat(line(new TapRecord.Access(16, 8, false, 0)))
                .isEqualTo("load from region 0x1f2e3d4c… +0x10: 0x0 (8 bytes)");
    }

    @Test
    void saysWhatWentWrong() {
        assertThat(
                        line(
                                new TapRecord.Violation(
                                        ViolationRule.CHAIN_LOOP.code(),
                                        Severity.ERROR,
                                        "head=3 visited=65",
                                        new byte[4])))
                .isEqualTo("CHAIN_LOOP: head=3 visited=65");
        assertThat(line(new TapRecord.Violation(1, Severity.ERROR, "", new byte[0])))
                .isEqualTo("CHAIN_LOOP: descriptor chain loops or is longer than the queue");
        assertThat(line(new TapRecord.Violation(9999, Severity.WARN, "new", new byte[0])))
                .isEqualTo("rule 9999: new");
        assertThat(line(new TapRecord.Lost(1204, 0)))
                .isEqualTo("1204 records lost: capture buffer full, region 0x1f2e3d4c…");
        assertThat(session.describe(session.add(1, 0, 0, new TapRecord.Swallowed(5, 37))))
                .isEqualTo("swallowed x37: merged");
        assertThat(line(new TapRecord.Swallowed(1, 1)))
                .isEqualTo("swallowed x1: no peer, region 0x1f2e3d4c…");
    }

    @Test
    void saysTheRest() {
        assertThat(line(new TapRecord.Mark("two\nlines\u001b"))).isEqualTo("two\\nlines\\u001b");
        assertThat(line(new TapRecord.Stopped(3))).isEqualTo("stopped at breakpoint 3");
        assertThat(line(new TapRecord.Resumed())).isEqualTo("resumed");
        assertThat(session.describe(session.add(1, 0, 0, new TapRecord.Interrupt(2, 0))))
                .isEqualTo("interrupt vector 2: queue");
        assertThat(line(new TapRecord.Interrupt(2, 0))).isEqualTo("interrupt vector 2: queue");
        assertThat(line(new TapRecord.Interrupt(2, 2)))
                .isEqualTo("interrupt vector 2: region 0x1f2e3d4c…");
        assertThat(line(new TapRecord.Unknown(77, new byte[12])))
                .isEqualTo("record of unknown kind 77, 12 bytes");
        assertThat(line(new TapRecord.Unknown(16, new byte[5])))
                .isEqualTo("malformed CONTENT record, 5 bytes");
    }

    @Test
    void marksWhatWasThereBeforeWhatWasCutAndWhatWasInjected() {
        assertThat(session.describe(session.add(1, 0, TOKEN, 1, new TapRecord.RegionFreed())))
                .isEqualTo("[snapshot] region 0x1f2e3d4c… freed");
        assertThat(session.describe(session.add(1, 0, TOKEN, 2, new TapRecord.RegionFreed())))
                .isEqualTo("region 0x1f2e3d4c… freed [cut]");
        assertThat(session.describe(session.add(1, 0, TOKEN, 8, new TapRecord.RegionFreed())))
                .isEqualTo("[injected] region 0x1f2e3d4c… freed");
    }
}
