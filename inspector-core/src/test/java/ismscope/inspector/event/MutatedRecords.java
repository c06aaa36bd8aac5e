package ismscope.inspector.event;

import static ismscope.inspector.event.TestSession.TOKEN;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A session with every kind of record, and seeded damage to them.
final class MutatedRecords {
    private final Random random;
    private final TestSession session = TestSession.withTwoMachines();

    MutatedRecords(long seed) {
        random = new Random(seed);
        List<Area> areas = List.of(new Area(0, 4096), new Area(8192, 4096));
        session.add(0, 0, TOKEN, new TapRecord.RegionCreated(1 << 20, 1));
        pair(new ControlCommand.AllocRegion(8192), new ControlReply.Allocated(TOKEN, areas));
        pair(new ControlCommand.AttachRegion(TOKEN, 3), new ControlReply.Attached(areas));
        pair(new ControlCommand.DetachRegion(TOKEN), new ControlReply.Completed());
        pair(
                new ControlCommand.GrantDefault(TOKEN, new PermissionSet(7)),
                new ControlReply.Completed());
        pair(
                new ControlCommand.GrantDevice(TOKEN, new PermissionSet(7), 2),
                new ControlReply.Completed());
        pair(new ControlCommand.SetEventVector(TOKEN, 1), new ControlReply.Completed());
        for (TapRecord record : others(areas)) {
            session.add(1, 7, TOKEN, record);
        }
    }

    private static List<TapRecord> others(List<Area> areas) {
        byte[] attach = IsmCodec.encodeEvent(new DeviceEvent.PeerAttached(4096, 1, 2));
        return List.of(
                new TapRecord.DeviceRemoved(1),
                new TapRecord.Status(3, 11),
                new TapRecord.Features(3, 1),
                new TapRecord.Queue(0, 64, true, false, 1, 2, 3),
                new TapRecord.Event(1, 2, 32, attach),
                new TapRecord.Doorbell(4096),
                new TapRecord.Interrupt(1, 2),
                new TapRecord.RegionFreed(),
                new TapRecord.Mapped(3, areas),
                new TapRecord.Unmapped(1),
                new TapRecord.Grant(-1, 7),
                new TapRecord.Content(4, 0, new byte[7]),
                new TapRecord.Access(4, 4, true, 1),
                new TapRecord.Violation(3, Severity.WARN, "text", new byte[3]),
                new TapRecord.Lost(1, 0),
                new TapRecord.Mark("text"),
                new TapRecord.Stopped(1),
                new TapRecord.Resumed(),
                new TapRecord.Swallowed(5, 2));
    }

    private void pair(ControlCommand command, ControlReply reply) {
        byte[] request = IsmCodec.encodeCommand(command);
        byte[] answer = IsmCodec.encodeReply(command.code(), reply, 1000);
        session.command(1, TOKEN, request, answer, 1000);
    }

    TestSession session() {
        return session;
    }

    /// {@return one of the session's events with damaged bytes, in its place}
    Event next() {
        Event event = session.event(random.nextLong(session.eventCount()));
        byte[] bytes = event.bytes();
        bytes =
                switch (random.nextInt(8)) {
                    case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                    case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(40));
                    default -> bytes.clone();
                };
        for (int flips = random.nextInt(4); flips > 0 && bytes.length > 4; flips--) {
            bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
        }
        return session.decoded(event.number(), random.nextInt(4), bytes);
    }
}
