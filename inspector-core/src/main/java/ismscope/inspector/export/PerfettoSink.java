package ismscope.inspector.export;

import ismscope.device.protocol.CommandCode;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.EventDescriber;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A Perfetto trace: a group of tracks for each device, with commands as slices, everything else as
/// instants, arrows along flows, and the counters of [PerfettoCounters].
final class PerfettoSink implements EventSink {
    private static final int BYTE = 0xff;

    private final EventContext context;
    private final PerfettoTracks tracks;
    private final PerfettoCounters counters;
    private final Map<Long, Slot> open = new HashMap<>();
    private final Map<Integer, BitSet> busy = new HashMap<>();

    /// Where the slice of a command is.
    private record Slot(int device, int number, long track) {}

    PerfettoSink(OutputStream out, EventContext context) {
        this.context = context;
        this.tracks = new PerfettoTracks(out);
        this.counters = new PerfettoCounters(context, tracks);
    }

    @Override
    public void write(Event event) throws IOException {
        counters.take(event);
        long group = tracks.device(event.device(), context.deviceName(event.device()));
        switch (event.record()) {
            case TapRecord.Request request -> request(event, request, group);
            case TapRecord.Reply _ -> reply(event, group);
            case TapRecord.Doorbell _, TapRecord.Event _, TapRecord.Interrupt _ ->
                    instant(event, tracks.below(group, "notifications", ""));
            case TapRecord.Swallowed _ -> instant(event, tracks.below(group, "swallowed", ""));
            case TapRecord.Content _, TapRecord.Access _ ->
                    instant(event, tracks.below(group, "bytes", ""));
            case TapRecord.Violation _ -> instant(event, tracks.below(group, "violations", ""));
            case TapRecord.Lost _ -> instant(event, tracks.below(group, "lost", ""));
            default -> instant(event, tracks.below(group, "state", ""));
        }
        counters.tell(event);
    }

    @Override
    public boolean countsAll() {
        return true;
    }

    @Override
    public void passOver(Event event) {
        counters.take(event);
    }

    private void instant(Event event, long track) throws IOException {
        String name = event.kind().name().toLowerCase(Locale.ROOT);
        tracks.event(
                event,
                PerfettoTracks.INSTANT,
                track,
                name,
                EventDescriber.describe(event, context));
    }

    /// Commands overlap where a driver does not wait; slices of a track may not.
    private void request(Event event, TapRecord.Request request, long group) throws IOException {
        BitSet slots = busy.computeIfAbsent(event.device(), _ -> new BitSet());
        int number = slots.nextClearBit(0);
        slots.set(number);
        long track = tracks.below(group, "commands", Integer.toString(number));
        open.put(event.number(), new Slot(event.device(), number, track));
        tracks.event(
                event,
                PerfettoTracks.SLICE_BEGIN,
                track,
                name(request),
                EventDescriber.describe(event, context));
    }

    private static String name(TapRecord.Request request) {
        if (request.queue() != 0 || request.bytes().length < 2) {
            return "request";
        }
        int wire = (request.bytes()[0] & BYTE) << Byte.SIZE | (request.bytes()[1] & BYTE);
        CommandCode code = CommandCode.fromWire(wire);
        return code == null ? "command %d.%d".formatted(wire >> 8, wire & BYTE) : code.name();
    }

    private void reply(Event event, long group) throws IOException {
        Slot slot = open.remove(context.counterpart(event.number()));
        if (slot == null) {
            instant(event, tracks.below(group, "commands", "lone replies"));
            return;
        }
        tracks.event(event, PerfettoTracks.SLICE_END, slot.track(), "", "");
        busy.computeIfAbsent(slot.device(), _ -> new BitSet()).clear(slot.number());
    }

    @Override
    public void close() {
        // What was not answered stays open, which Perfetto shows as it is.
    }
}
