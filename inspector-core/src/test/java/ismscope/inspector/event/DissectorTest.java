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

class DissectorTest {
    private final TestSession session = TestSession.withTwoMachines();

    private String body(TapRecord record) {
        return session.body(session.add(1, 0, 0, record));
    }

    private String reply(ControlCommand command, ControlReply reply) {
        byte[] request = IsmCodec.encodeCommand(command);
        byte[] answer = IsmCodec.encodeReply(command.code(), reply, 1000);
        Event asked = session.command(1, 0, request, answer, 3_140);
        return session.body(session.event(asked.number() + 1));
    }

    private String command(ControlCommand command) {
        byte[] bytes = IsmCodec.encodeCommand(command);
        return body(new TapRecord.Request(0, 4, 2, bytes.length, 64, bytes));
    }

    private String command(int... bytes) {
        return body(new TapRecord.Request(0, 4, 2, bytes.length, 64, TestBytes.of(bytes)));
    }

    @Test
    void showsTheHeader() {
        Event event = session.add(2, 77, TOKEN, 5, new TapRecord.Resumed());

        assertThat(session.tree(event))
                .isEqualTo(
                        """
                        Record header: SNAPSHOT|VIOLATION
                            Magic: 0x4d534956
                            Version: 1
                            Kind: RESUMED (22)
                            Flags: SNAPSHOT|VIOLATION (0x0005)
                            Sequence: 3
                            Flow: 77
                            Token: 0x1f2e3d4c5b6a7988
                        """);
    }

    @Test
    void showsADeviceAndItsStatus() {
        assertThat(session.body(session.event(0)))
                .isEqualTo(
                        """
                        DEVICE_ADDED
                            Device id: 0x1
                            Host id: 0x617070656e646978
                            Chunk size: 1 MiB (1048576)
                            Notify size: 4 KiB (4096)
                            Device memory: 64 MiB (67108864)
                            Name length: 3
                            Name: "vm1"
                        """);
        assertThat(body(new TapRecord.DeviceRemoved(1)))
                .isEqualTo(
                        """
                        DEVICE_REMOVED
                            Reason: crashed or disconnected (1)
                        """);
        assertThat(body(new TapRecord.Status(0xb, 0x4f)))
                .isEqualTo(
                        """
                        STATUS
                            Before: ACKNOWLEDGE|DRIVER|FEATURES_OK (0x0b)
                            After: ACKNOWLEDGE|DRIVER|FEATURES_OK|DRIVER_OK|DEVICE_NEEDS_RESET (0x4f)
                        """);
        assertThat(body(new TapRecord.Features(0x1_0000_0003L, 0x3_0000_0001L)))
                .isEqualTo(
                        """
                        FEATURES
                            Offered: EVENT_VQ|EVENT_IRQ|VERSION_1 (0x100000003)
                            Accepted: EVENT_VQ|VERSION_1|0x200000000 (0x300000001) — not offered: 0x200000000
                            [Declined: EVENT_IRQ]
                        """);
        assertThat(body(new TapRecord.Queue(1, 64, true, true, 0x1000, 0x2000, 0x3000)))
                .isEqualTo(
                        """
                        QUEUE
                            Queue: eventq (1)
                            Size: 64
                            Enabled: yes (1)
                            Layout: packed (1)
                            Reserved: 0x0
                            Descriptor area: 0x1000
                            Driver area: 0x2000
                            Device area: 0x3000
                        """);
    }

    @Test
    void showsARequestWithItsOutcome() {
        byte[] request = IsmCodec.encodeCommand(new ControlCommand.AllocRegion(1 << 20));
        byte[] answer =
                IsmCodec.encodeReply(
                        0, new ControlReply.Allocated(TOKEN, List.of(new Area(0, 1 << 20))), 99);
        Event asked = session.command(1, 0, request, answer, 3_140);

        assertThat(session.body(asked))
                .isEqualTo(
                        """
                        REQUEST
                            Queue: controlq (0)
                            Head descriptor: 4
                            Descriptors in the chain: 2
                            Reserved: 0x0
                            Readable bytes: 10 bytes
                            Writable bytes: 64 bytes
                            Command: ALLOC_REGION (0.0)
                                Class: 0
                                Number: 0
                                Size: 1 MiB (1048576)
                            [Response in: #4]
                            [Result: OK (0): done]
                            [Response time: 3.1 us]
                            [Time in the device: 3.1 us (3140 ns)]
                        """);
        assertThat(session.body(session.event(asked.number() + 1)))
                .isEqualTo(
                        """
                        REPLY
                            Queue: controlq (0)
                            Head descriptor: 4
                            Used length: 33 bytes
                            Time in the device: 3.1 us (3140 ns)
                            Reply: to ALLOC_REGION
                                Ack: OK (0): done
                                Token: 0x1f2e3d4c5b6a7988
                                Areas: 1
                                Area 0: 1 MiB at 0x0
                                    Offset: 0x0
                                    Size: 1 MiB (1048576)
                            [Request in: #3]
                            [Command: ALLOC_REGION (0.0)]
                        """);
        assertThat(Dissector.dissect(asked, session).getLast().children().get(7).link())
                .isEqualTo(3);
    }

    @Test
    void showsEveryCommand() {
        assertThat(command(new ControlCommand.AttachRegion(TOKEN, 3)))
                .endsWith(
                        """
                            Command: ATTACH_REGION (1.0)
                                Class: 1
                                Number: 0
                                Token: 0x1f2e3d4c5b6a7988
                                Access: READ|WRITE (0x3)
                        """);
        assertThat(command(new ControlCommand.DetachRegion(TOKEN)))
                .endsWith(
                        """
                            Command: DETACH_REGION (2.0)
                                Class: 2
                                Number: 0
                                Token: 0x1f2e3d4c5b6a7988
                        """);
        assertThat(command(new ControlCommand.GrantDefault(TOKEN, new PermissionSet(0x40))))
                .endsWith(
                        """
                            Command: GRANT_SET_DEFAULT (3.0)
                                Class: 3
                                Number: 0
                                Token: 0x1f2e3d4c5b6a7988
                                Permissions: 0x40 (0x40) — unknown bits 0x40
                        """);
        assertThat(command(new ControlCommand.GrantDevice(TOKEN, new PermissionSet(1), 2)))
                .endsWith(
                        """
                            Command: GRANT_SET_FOR_DEVICE (3.1)
                                Class: 3
                                Number: 1
                                Token: 0x1f2e3d4c5b6a7988
                                Permissions: READ (0x1)
                                Peer device id: 0x2
                                [Peer: vm2]
                        """);
        assertThat(command(new ControlCommand.SetEventVector(TOKEN, 9)))
                .endsWith(
                        """
                            Command: EVENT_VECTOR_SET (4.0)
                                Class: 4
                                Number: 0
                                Token: 0x1f2e3d4c5b6a7988
                                Vector: 9
                        """);
    }

    @Test
    void showsThePaddingThatSomeDriversSend() {
        assertThat(command(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9))
                .endsWith(
                        """
                                Token: 0x0000000000000001
                                Access: whatever is granted (0x0)
                                Padding: 0x9090909
                        """);
    }

    @Test
    void showsMalformedCommandsAsFarAsTheyGo() {
        assertThat(command(1, 0, 1, 2, 3))
                .endsWith(
                        """
                            Command: ATTACH_REGION (1.0) — cut short
                                Class: 1
                                Number: 0
                                Token: 01 02 03 — cut short: 8 bytes expected, 3 there
                        """);
        assertThat(command(2, 0))
                .endsWith(
                        """
                            Command: DETACH_REGION (2.0) — cut short
                                Class: 2
                                Number: 0
                                Token — missing: 8 bytes expected
                        """);
        assertThat(command(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 7))
                .endsWith(
                        """
                                Size: 0 bytes — a region of no bytes
                                Trailing bytes: 07 07 — more than ALLOC_REGION has
                        """);
        assertThat(command(9, 7, 1))
                .endsWith(
                        """
                            Command: unknown (9.7) — the draft has no such command
                                Class: 9
                                Number: 7
                                Raw bytes: 01
                        """);
        assertThat(command(1))
                .endsWith(
                        """
                            Command: unknown (1.0) — too short for class and number
                                Class: 1
                                Number — missing: 1 byte expected
                        """);
    }

    @Test
    void showsRepliesAsTheirRequestAsksFor() {
        assertThat(reply(new ControlCommand.AttachRegion(TOKEN, 0), attached(2)))
                .contains(
                        """
                            Reply: to ATTACH_REGION
                                Ack: OK (0): done
                                Areas: 2
                                Area 0: 4 KiB at 0x0
                                    Offset: 0x0
                                    Size: 4 KiB (4096)
                                Area 1: 4 KiB at 0x2000
                                    Offset: 0x2000
                                    Size: 4 KiB (4096)
                        """);
        assertThat(
                        reply(
                                new ControlCommand.AllocRegion(4096),
                                new ControlReply.Refused(Ack.E2BIG, 5)))
                .contains(
                        """
                                Ack: E2BIG (7): reply space too small for all areas
                                Token: none
                                Areas: 5 needed
                        """);
        assertThat(
                        reply(
                                new ControlCommand.DetachRegion(TOKEN),
                                new ControlReply.Refused(Ack.ENOENT)))
                .contains(
                        """
                            Reply: to DETACH_REGION
                                Ack: ENOENT (2): no such token, or not attached
                        """);
    }

    private static ControlReply.Attached attached(int areas) {
        return new ControlReply.Attached(
                java.util.stream.LongStream.range(0, areas)
                        .mapToObj(i -> new Area(i * 8192, 4096))
                        .toList());
    }

    @Test
    void showsMalformedRepliesAsFarAsTheyGo() {
        byte[] request = IsmCodec.encodeCommand(new ControlCommand.AttachRegion(TOKEN, 0));
        byte[] answer = new byte[1 + 8 + 16 + 5];
        answer[1] = 3;
        Event asked = session.command(1, 0, request, answer, 10);

        assertThat(session.body(session.event(asked.number() + 1)))
                .contains(
                        """
                            Reply: to ATTACH_REGION — cut short
                                Ack: OK (0): done
                                Areas: 3 — 1 there
                                Area 0: 0 bytes at 0x0
                                    Offset: 0x0
                                    Size: 0 bytes
                                Area 1 — cut short
                                    Offset: 00 00 00 00 00 — cut short: 8 bytes expected, 5 there
                        """);
        assertThat(body(new TapRecord.Reply(0, 4, 3, 10, TestBytes.of(249, 1, 2))))
                .contains(
                        """
                            Reply: to a request that was not captured
                                Ack: unknown (249): an ack that the draft does not have — none of the draft's
                                Trailing bytes: 01 02
                        """);
        assertThat(body(new TapRecord.Reply(0, 4, 0, 10, new byte[0])))
                .endsWith("    Time in the device: 10 ns\n");
    }

    @Test
    void saysHowMuchOfAChainWasCaptured() {
        assertThat(body(new TapRecord.Request(0, 4, 2, 100, 64, TestBytes.of(2, 0))))
                .contains("    Readable bytes: 100 bytes — 2 of them captured\n");
        assertThat(body(new TapRecord.Reply(0, 4, 0x1_0000, 10, new byte[1])))
                .contains("    Used length: 64 KiB (65536) — 1 of them captured\n");
    }

    @Test
    void showsEvents() {
        byte[] update = IsmCodec.encodeEvent(new DeviceEvent.RegionUpdated(0x100000, 1));
        byte[] attach = IsmCodec.encodeEvent(new DeviceEvent.PeerAttached(0x100000, 99, 3));

        assertThat(body(new TapRecord.Event(1, 3, 24, update)))
                .isEqualTo(
                        """
                        EVENT
                            Queue: eventq (1)
                            Head descriptor: 3
                            Used length: 24 bytes
                            Event: UPDATE
                                Type: UPDATE (1)
                                Offset: 0x100000
                                Device id: 0x1
                                [Peer: vm1]
                        """);
        assertThat(body(new TapRecord.Event(1, 3, 32, attach)))
                .endsWith(
                        """
                            Event: ATTACH
                                Type: ATTACH (2)
                                Offset: 0x100000
                                Device id: 0x63
                                Peers: 3
                        """);
        assertThat(body(new TapRecord.Event(1, 3, 12, TestBytes.of(3, 0, 0, 0, 0, 0, 0, 0, 1))))
                .endsWith(
                        """
                            Event: event type 3 — cut short
                                Type: event type 3 (3) — the draft has no such event
                                Offset: 01 — cut short: 8 bytes expected, 1 there
                        """);
        assertThat(body(new TapRecord.Event(1, 3, 0, new byte[0])))
                .endsWith("    Used length: 0 bytes\n");
    }

    @Test
    void showsDoorbellsAndInterrupts() {
        assertThat(body(new TapRecord.Doorbell(3 * 4096 + 1)))
                .isEqualTo(
                        """
                        DOORBELL
                            Offset in the notify area: 0x3001
                            [Chunk: 3]
                        """);
        assertThat(body(new TapRecord.Interrupt(5, 2)))
                .isEqualTo(
                        """
                        INTERRUPT
                            Vector: 5
                            Cause: region (2)
                            Reserved: 0x0
                        """);
    }

    @Test
    void showsWhatHappensToARegionAndWhereItComesFrom() {
        Event created = session.add(0, 0, TOKEN, new TapRecord.RegionCreated(1 << 20, 2));
        Event mapped =
                session.add(1, 0, TOKEN, new TapRecord.Mapped(3, List.of(new Area(0, 1 << 20))));

        assertThat(session.body(created))
                .isEqualTo(
                        """
                        REGION_CREATED
                            Size: 1 MiB (1048576)
                            Creator: 0x2
                            [Peer: vm2]
                        """);
        assertThat(session.body(mapped))
                .isEqualTo(
                        """
                        MAPPED
                            Rights: READ|WRITE (0x3)
                            Areas: 1
                            Area 0: 1 MiB at 0x0
                                Offset: 0x0
                                Size: 1 MiB (1048576)
                            [Region created in: #3, 1 MiB by vm2]
                        """);
        assertThat(session.body(session.add(1, 0, TOKEN, new TapRecord.Unmapped(7))))
                .isEqualTo(
                        """
                        UNMAPPED
                            Reason: unknown reason 7 (7) — unknown
                            [Region created in: #3, 1 MiB by vm2]
                        """);
        assertThat(session.body(session.add(1, 0, TOKEN, new TapRecord.RegionFreed())))
                .isEqualTo("[Region created in: #3, 1 MiB by vm2]\n");
        assertThat(body(new TapRecord.Grant(-1, 7)))
                .isEqualTo(
                        """
                        GRANT
                            Device id: all others
                            Rights: READ|WRITE|ATTACH (0x7)
                        """);
        assertThat(body(new TapRecord.Grant(1, 0x100)))
                .isEqualTo(
                        """
                        GRANT
                            Device id: 0x1
                            [Peer: vm1]
                            Rights: 0x100 (0x100) — unknown bits 0x100
                        """);
    }

    @Test
    void showsContentAndAccesses() {
        assertThat(body(new TapRecord.Content(64, 2, TestBytes.ascii("hi"))))
                .isEqualTo(
                        """
                        CONTENT
                            Offset in the region: 0x40
                            Quality: sampled (2)
                            Reserved: 0x0
                            Length: 2 bytes
                            Bytes: 68 69
                        """);
        assertThat(body(new TapRecord.Access(64, 4, true, 0xff)))
                .isEqualTo(
                        """
                        ACCESS
                            Offset in the region: 0x40
                            Width: 4 bytes
                            Direction: store (1)
                            Reserved: 0x0
                            Value: 0xff
                        """);
    }

    @Test
    void showsWhatWentWrong() {
        assertThat(
                        body(
                                new TapRecord.Violation(
                                        ViolationRule.CHAIN_LOOP.code(),
                                        Severity.ERROR,
                                        "head=3",
                                        TestBytes.of(1, 2))))
                .isEqualTo(
                        """
                        VIOLATION
                            Rule: CHAIN_LOOP (1)
                            Severity: ERROR (3)
                            Reserved: 0x0
                            Text length: 6
                            Text: "head=3"
                            Offending bytes: 01 02
                            [Meaning: descriptor chain loops or is longer than the queue]
                            [Clause: virtio 1.3 2.7.5.3.1]
                        """);
        assertThat(body(new TapRecord.Lost(1204, 1)))
                .isEqualTo(
                        """
                        LOST
                            Records lost: 1204
                            Reason: content beyond the length or rate kept (1)
                        """);
        assertThat(body(new TapRecord.Swallowed(5, 37)))
                .isEqualTo(
                        """
                        SWALLOWED
                            Reason: merged (5)
                            Notifications: 37
                        """);
    }

    @Test
    void showsMarksAndBreakpoints() {
        assertThat(body(new TapRecord.Mark("a\nb")))
                .isEqualTo(
                        """
                        MARK
                            Text length: 3
                            Text: "a\\nb"
                        """);
        assertThat(body(new TapRecord.Stopped(3)))
                .isEqualTo(
                        """
                        STOPPED
                            Breakpoint: 3
                        """);
        assertThat(body(new TapRecord.Resumed())).isEmpty();
    }

    @Test
    void showsBodiesThatAreTooShortOrTooLong() {
        byte[] full = session.add(1, 0, 0, new TapRecord.Content(64, 0, new byte[9])).bytes();
        byte[] cut = java.util.Arrays.copyOf(full, full.length - 4);
        byte[] longer = java.util.Arrays.copyOf(full, full.length + 4);

        assertThat(session.body(session.addBytes(1, cut)))
                .isEqualTo(
                        """
                        CONTENT — cut short
                            Offset in the region: 0x40
                            Quality: exact (0)
                            Reserved: 0x0
                            Length: 9 bytes
                            Bytes: 00 00 00 00 00 — cut short: 9 bytes expected, 5 there
                        """);
        assertThat(session.body(session.addBytes(1, longer)))
                .endsWith("    Trailing bytes: 00 00 00 00 — more than the record's kind has\n");
        assertThat(session.body(session.addBytes(1, java.util.Arrays.copyOf(full, 32))))
                .isEqualTo(
                        """
                        CONTENT — cut short
                            Offset in the region — missing: 8 bytes expected
                        """);
    }

    @Test
    void showsRecordsOfOtherKindsVersionsAndNoneRaw() {
        Event unknown = session.add(1, 0, 0, new TapRecord.Unknown(77, TestBytes.of(1, 2, 3)));
        byte[] newer = session.event(0).bytes().clone();
        newer[4] = 2;

        assertThat(session.tree(unknown))
                .contains("    Kind: UNKNOWN (77) — unknown kind\n")
                .endsWith("Raw bytes: 01 02 03 — this program does not know what this means\n");
        assertThat(session.tree(session.addBytes(1, newer)))
                .contains("    Version: 2 — this program knows version 1\n")
                .contains("\nRaw bytes: 01 00 ");
        assertThat(session.tree(session.addBytes(1, TestBytes.of(1, 2, 3))))
                .isEqualTo(
                        """
                        Record header — not a record
                            Magic: 01 02 03 — cut short: 4 bytes expected, 3 there
                        """);
        assertThat(session.tree(session.addBytes(1, new byte[40])))
                .startsWith(
                        """
                        Record header — not a record
                            Magic: 0x0 — expected 0x4d534956
                        """)
                .endsWith("\nRaw bytes: 00 00 00 00 00 00 00 00\n");
        assertThat(session.tree(session.addBytes(1, new byte[0])))
                .isEqualTo(
                        """
                        Record header — not a record
                            Magic — missing: 4 bytes expected
                        """);
    }

    @Test
    void findsTheFieldsOverAByte() {
        byte[] bytes = IsmCodec.encodeCommand(new ControlCommand.DetachRegion(TOKEN));
        Event event = session.add(1, 0, 0, new TapRecord.Request(0, 4, 2, 10, 64, bytes));
        List<Field> roots = Dissector.dissect(event, session);

        assertThat(Dissector.fieldsAt(roots, 32 + 16 + 5))
                .extracting(Field::name)
                .containsExactly("ism.body", "ism.cmd", "ism.cmd.token");
        assertThat(Dissector.fieldsAt(roots, 4))
                .extracting(Field::name)
                .containsExactly("ism.header", "ism.version");
        assertThat(Dissector.fieldsAt(roots, event.bytes().length)).isEmpty();
        assertThat(Dissector.fieldsAt(roots, -1)).isEmpty();
    }
}
