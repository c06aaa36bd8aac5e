package ismscope.inspector.event;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CapturedRecord;
import ismscope.inspector.capture.RecordCodec;
import ismscope.inspector.capture.RecordHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Events encoded and decoded as a capture does it, with what a session's index knows of them.
final class TestSession implements EventContext {
    static final long GID = 0x6170_7065_6e64_6978L;
    static final long TOKEN = 0x1f2e_3d4c_5b6a_7988L;

    private final List<Event> events = new ArrayList<>();
    private final Map<Long, Long> counterparts = new HashMap<>();

    /// Two machines that know each other, events 0 and 1.
    static TestSession withTwoMachines() {
        TestSession session = new TestSession();
        session.add(1, 0, 0, new TapRecord.DeviceAdded(1, GID, 1 << 20, 4096, 64L << 20, "vm1"));
        session.add(2, 0, 0, new TapRecord.DeviceAdded(2, GID, 1 << 20, 4096, 64L << 20, "vm2"));
        return session;
    }

    Event add(int device, long flow, long token, TapRecord record) {
        return add(device, flow, token, 0, record);
    }

    Event add(int device, long flow, long token, int flags, TapRecord record) {
        RecordHeader header = new RecordHeader(flags, events.size() + 1L, flow, token);
        return addBytes(device, RecordCodec.encode(header, record));
    }

    /// Adds whatever these bytes are, as a reader of captures would.
    Event addBytes(int device, byte[] bytes) {
        Event event = decoded(events.size(), device, bytes);
        events.add(event);
        return event;
    }

    /// {@return what these bytes are as an event}
    Event decoded(long number, int device, byte[] bytes) {
        CapturedRecord captured = RecordCodec.decode(bytes);
        RecordHeader header = captured.header();
        return new Event(
                number,
                1_000 * number,
                device,
                header.flags(),
                header.sequence(),
                header.flow(),
                header.token(),
                captured.record(),
                bytes,
                "");
    }

    /// Adds a request and its reply, and returns the request.
    Event command(int device, long token, byte[] request, byte[] reply, long nanos) {
        long flow = 100L + events.size();
        Event asked =
                add(
                        device,
                        flow,
                        token,
                        new TapRecord.Request(0, 4, 2, request.length, 64, request));
        Event answered =
                add(device, flow, token, new TapRecord.Reply(0, 4, reply.length, nanos, reply));
        pair(asked, answered);
        return asked;
    }

    void pair(Event request, Event reply) {
        counterparts.put(request.number(), reply.number());
        counterparts.put(reply.number(), request.number());
    }

    String describe(Event event) {
        return EventDescriber.describe(event, this);
    }

    String tree(Event event) {
        return FieldText.tree(Dissector.dissect(event, this));
    }

    /// {@return the tree without the record header}
    String body(Event event) {
        String tree = tree(event);
        int first = tree.indexOf('\n', tree.indexOf("    Token: ")) + 1;
        return tree.substring(first);
    }

    @Override
    public long eventCount() {
        return events.size();
    }

    @Override
    public TapKind kind(long event) {
        return event(event).kind();
    }

    @Override
    public long flow(long event) {
        return event(event).flow();
    }

    @Override
    public long counterpart(long event) {
        return counterparts.getOrDefault(event, -1L);
    }

    @Override
    public Event event(long event) {
        return events.get(Math.toIntExact(event));
    }

    @Override
    public String deviceName(int device) {
        long added = deviceAppearance(device);
        if (device == 0) {
            return "host";
        }
        return added >= 0 && event(added).record() instanceof TapRecord.DeviceAdded record
                ? record.name()
                : "device " + device;
    }

    @Override
    public int deviceWithDevid(long devid) {
        for (Event event : events) {
            if (event.record() instanceof TapRecord.DeviceAdded added && added.devid() == devid) {
                return event.device();
            }
        }
        return -1;
    }

    @Override
    public long deviceAppearance(int device) {
        for (Event event : events) {
            if (event.device() == device && event.record() instanceof TapRecord.DeviceAdded) {
                return event.number();
            }
        }
        return -1;
    }

    @Override
    public long regionCreation(long token) {
        for (Event event : events) {
            if (event.token() == token && event.record() instanceof TapRecord.RegionCreated) {
                return event.number();
            }
        }
        return -1;
    }
}
