package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.PacketHeader;
import ismscope.inspector.capture.PcapngWriter;
import ismscope.inspector.capture.RecordCodec;
import ismscope.inspector.capture.RecordHeader;
import ismscope.inspector.event.Event;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What devices and drivers do, told record by record as the host would record it.
final class Story {
    static final long CHUNK = 1 << 16;
    static final long NOTIFY = 4096;
    static final long WINDOW = 1 << 30;
    static final long FEATURES =
            FeatureBit.mask(FeatureBit.EVENT_VQ, FeatureBit.EVENT_IRQ, FeatureBit.VERSION_1);
    private static final long START_NANOS = 1_767_225_600_000_000_000L;
    private static final long GID = 0x6170_7065_6e64_6978L;
    private static final int CONTROL_ROOM = 64;

    private final List<Event> events = new ArrayList<>();
    private long sequence;
    private long nanos = START_NANOS;
    private long flow;
    private int flags;

    /// {@return the number of the event}
    long put(int vm, long token, TapRecord record) {
        long number = events.size();
        RecordHeader header = new RecordHeader(flags, ++sequence, flow, token);
        byte[] bytes = RecordCodec.encode(header, record);
        nanos += 1_000;
        events.add(new Event(number, nanos, vm, flags, sequence, flow, token, record, bytes, ""));
        return number;
    }

    /// Takes an event of another session over, with its place and number in this one.
    void retell(Event event) {
        flow = event.flow();
        flags = event.flags();
        put(event.device(), event.token(), event.record());
        flags = 0;
    }

    void newFlow() {
        flow++;
    }

    void pause(long millis) {
        nanos += millis * 1_000_000;
    }

    /// Leaves a hole in the sequence, as lost records do.
    void lose(long records) {
        sequence += records;
    }

    void snapshot(boolean on) {
        flags = on ? Event.SNAPSHOT : 0;
    }

    long last() {
        return events.size() - 1L;
    }

    /// A device appears.
    void plug(int vm) {
        plug(vm, "");
    }

    void plug(int vm, String pool) {
        newFlow();
        put(vm, 0, new TapRecord.DeviceAdded(vm, GID, CHUNK, NOTIFY, WINDOW, "vm" + vm, pool));
    }

    /// A device appears, and its driver sets it up.
    void boot(int vm) {
        plug(vm);
        start(vm, FEATURES);
    }

    void start(int vm, long features) {
        status(vm, 0, DeviceStatus.ACKNOWLEDGE);
        status(vm, DeviceStatus.ACKNOWLEDGE, 3);
        put(vm, 0, new TapRecord.Features(FEATURES, features));
        status(vm, 3, 11);
        queue(vm, 0, true);
        if (FeatureBit.EVENT_VQ.isIn(features)) {
            queue(vm, 1, true);
        }
        status(vm, 11, 15);
    }

    long status(int vm, int before, int after) {
        return put(vm, 0, new TapRecord.Status(before, after));
    }

    void queue(int vm, int index, boolean enabled) {
        put(vm, 0, new TapRecord.Queue(index, 64, enabled, false, 4096, 8192, 12_288));
    }

    /// A driver resets its device.
    void reset(int vm) {
        newFlow();
        queue(vm, 0, false);
        queue(vm, 1, false);
        status(vm, 15, 0);
    }

    /// A device allocates a region of one chunk, which others may attach.
    void allocate(int vm, long token, long chunk) {
        newFlow();
        ask(vm, 0, new ControlCommand.AllocRegion(CHUNK));
        put(vm, token, new TapRecord.RegionCreated(CHUNK, vm));
        grant(vm, token, TapRecord.Grant.DEFAULT, PermissionSet.DEFAULT_FOR_OTHERS.bits());
        grant(vm, token, vm, PermissionSet.ALLOCATOR.bits());
        map(vm, token, chunk);
        List<Area> areas = List.of(new Area(chunk * CHUNK, CHUNK));
        answer(vm, token, 0x0000, new ControlReply.Allocated(token, areas));
    }

    void attach(int vm, long token, long chunk) {
        newFlow();
        ask(vm, token, new ControlCommand.AttachRegion(token, 3));
        map(vm, token, chunk);
        List<Area> areas = List.of(new Area(chunk * CHUNK, CHUNK));
        answer(vm, token, 0x0100, new ControlReply.Attached(areas));
    }

    /// A device leaves a region.
    ///
    /// @param last whether nobody else has it
    void detach(int vm, long token, boolean last) {
        newFlow();
        ask(vm, token, new ControlCommand.DetachRegion(token));
        put(vm, token, new TapRecord.Unmapped(TapRecord.Unmapped.DETACHED));
        if (last) {
            put(vm, token, new TapRecord.RegionFreed());
        }
        answer(vm, token, 0x0200, new ControlReply.Completed());
    }

    void map(int vm, long token, long chunk) {
        put(vm, token, new TapRecord.Mapped(3, List.of(new Area(chunk * CHUNK, CHUNK))));
    }

    void grant(int vm, long token, long devid, long rights) {
        put(vm, token, new TapRecord.Grant(devid, rights));
    }

    /// A command that is refused.
    void refused(int vm, long token, ControlCommand command, Ack ack) {
        newFlow();
        ask(vm, token, command);
        answer(vm, token, command.code(), new ControlReply.Refused(ack));
    }

    void ask(int vm, long token, ControlCommand command) {
        ask(vm, token, command, CONTROL_ROOM);
    }

    void ask(int vm, long token, ControlCommand command, int room) {
        byte[] bytes = IsmCodec.encodeCommand(command);
        put(vm, token, new TapRecord.Request(0, 4, 2, bytes.length, room, bytes));
    }

    void answer(int vm, long token, int command, ControlReply reply) {
        byte[] bytes = IsmCodec.encodeReply(command, reply, 4096);
        put(vm, token, new TapRecord.Reply(0, 4, bytes.length, 3_000, bytes));
    }

    /// A doorbell, alone.
    long ring(int vm, long token, long chunk) {
        newFlow();
        return put(vm, token, new TapRecord.Doorbell(chunk * NOTIFY));
    }

    /// A doorbell that reaches one peer, which is woken.
    void notify(int vm, int peer, long token, long chunk) {
        ring(vm, token, chunk);
        deliver(peer, token, vm, chunk);
        put(peer, token, new TapRecord.Interrupt(2, TapRecord.Interrupt.CAUSE_QUEUE));
    }

    /// An UPDATE event, in the current flow.
    void deliver(int peer, long token, long ringer, long chunk) {
        byte[] bytes = IsmCodec.encodeEvent(new DeviceEvent.RegionUpdated(chunk * CHUNK, ringer));
        put(peer, token, new TapRecord.Event(1, 3, bytes.length, bytes));
    }

    void swallow(int vm, long token, int reason) {
        put(vm, token, new TapRecord.Swallowed(reason, 1));
    }

    void store(int vm, long token, long offset, int length) {
        newFlow();
        put(vm, token, new TapRecord.Content(offset, TapRecord.Content.EXACT, new byte[length]));
    }

    void violate(int vm, long token, ViolationRule rule, String text) {
        put(
                vm,
                token,
                new TapRecord.Violation(
                        rule.code(), rule.severity(), rule.summary() + text, new byte[0]));
    }

    List<Event> events() {
        return events;
    }

    /// {@return what the linter makes of it}
    Findings findings() {
        Linter linter = new Linter();
        events.forEach(linter::append);
        linter.publish();
        return linter.findings();
    }

    /// Writes it as a capture.
    void write(Path file) throws IOException {
        CaptureOrigin origin =
                new CaptureOrigin("Ismscope", "made by a test", new LinkedHashMap<>());
        try (WritableByteChannel out = Channels.newChannel(Files.newOutputStream(file));
                PcapngWriter writer = new PcapngWriter(out, origin)) {
            for (Event event : events) {
                if (event.record() instanceof TapRecord.DeviceAdded added) {
                    writer.introduce(event.device(), added.name());
                }
                writer.packet(
                        PacketHeader.of(event.device(), event.timeNanos(), event.bytes()),
                        event.bytes());
            }
            writer.lastStatistics(nanos);
        }
    }
}
