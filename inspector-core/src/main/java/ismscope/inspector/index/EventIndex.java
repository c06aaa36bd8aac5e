package ismscope.inspector.index;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import ismscope.inspector.event.Event;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The columns over a capture's events: what is asked of many events at once is here, everything
/// else is decoded from the capture when it is asked for.
///
/// ```
/// times         nanoseconds since the epoch
/// offsets       of the event's block in the file
/// heads         device, flags, kind, command and ack: EventHead
/// flows
/// tokens
/// counterparts  number + 1 of the reply or request, 0 for none; changes in place
/// ```
///
/// 4 bytes each for each event, or 8 where neighbours are far from each other, outside the heap.
/// Thread: one writer adds; [#snapshot] is the writer's, what it returns is for any thread.
final class EventIndex {
    final TimeColumn times;
    final LongColumn offsets;
    final LongColumn heads;
    final LongColumn flows;
    final TokenColumn tokens;
    final LongColumn counterparts;
    final LongColumn violations;
    final LongColumn comments;
    final LossLedger losses;
    final DeviceShares shares;
    final DeviceDirectory directory = new DeviceDirectory();
    private final RequestMatcher requests;
    private final Map<CaptureBlock.Reason, Long> skipped = new EnumMap<>(CaptureBlock.Reason.class);
    private CaptureOrigin origin = CaptureOrigin.UNKNOWN;
    private boolean anySection;
    private long unknownRecords;

    EventIndex() {
        // Freed when the last snapshot is gone.
        ColumnMemory memory = new ColumnMemory();
        times = new TimeColumn(memory);
        offsets = new LongColumn(memory);
        heads = new LongColumn(memory);
        flows = new LongColumn(memory);
        tokens = new TokenColumn(memory);
        counterparts = new LongColumn(memory);
        violations = new LongColumn(memory);
        comments = new LongColumn(memory);
        losses = new LossLedger(memory);
        shares = new DeviceShares(memory, heads);
        requests = new RequestMatcher(flows);
    }

    private EventIndex(SavedInput in, ColumnMemory memory) {
        times = TimeColumn.load(in, memory);
        offsets = LongColumn.load(in, memory);
        heads = LongColumn.load(in, memory);
        flows = LongColumn.load(in, memory);
        tokens = TokenColumn.load(in, memory);
        counterparts = LongColumn.load(in, memory);
        violations = LongColumn.load(in, memory);
        comments = LongColumn.load(in, memory);
        losses = LossLedger.load(in, memory);
        shares = DeviceShares.load(in, memory, heads);
        directory.load(in);
        requests = new RequestMatcher(flows);
        Map<String, String> facts = new LinkedHashMap<>();
        String application = in.text();
        String os = in.text();
        for (int left = in.count(2 * Integer.BYTES); left > 0; left--) {
            facts.put(in.text(), in.text());
        }
        origin = new CaptureOrigin(application, os, new LinkedHashMap<>(facts));
        anySection = in.bool();
        for (int left = in.count(Integer.BYTES + Long.BYTES); left > 0; left--) {
            skipped.put(CaptureBlock.Reason.valueOf(in.text()), in.i64());
        }
        unknownRecords = in.i64();
    }

    /// {@return the index as it was saved; nothing may be added to it}
    ///
    /// @throws IndexOutOfBoundsException if it is not whole
    static EventIndex load(SavedInput in) {
        return new EventIndex(in, new ColumnMemory());
    }

    /// Writes all of it; the writer's only.
    void save(SavedOutput out) throws IOException {
        times.save(out);
        offsets.save(out);
        heads.save(out);
        flows.save(out);
        tokens.save(out);
        counterparts.save(out);
        violations.save(out);
        comments.save(out);
        losses.save(out);
        shares.save(out);
        directory.save(out);
        out.text(origin.application());
        out.text(origin.os());
        out.i32(origin.facts().size());
        for (Map.Entry<String, String> fact : origin.facts().entrySet()) {
            out.text(fact.getKey());
            out.text(fact.getValue());
        }
        out.bool(anySection);
        out.i32(skipped.size());
        for (Map.Entry<CaptureBlock.Reason, Long> reason : skipped.entrySet()) {
            out.text(reason.getKey().name());
            out.i64(reason.getValue());
        }
        out.i64(unknownRecords);
    }

    /// {@return events in it; the writer's only}
    long length() {
        return offsets.length();
    }

    void section(CaptureOrigin of) {
        if (!anySection) {
            anySection = true;
            origin = of;
        }
        losses.beginSection();
    }

    void device(int device, String name) {
        directory.introduced(device, name);
    }

    void skipped(CaptureBlock.Reason reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    /// Adds the next event, whose number is [#length].
    ///
    /// @param offset of its block
    void add(Event event, long offset) {
        long number = event.number();
        times.add(event.timeNanos());
        offsets.add(offset);
        long request = requests.match(event);
        heads.add(EventHead.of(event, request >= 0 && timed(event, times.get(request))));
        flows.add(event.flow());
        tokens.add(event.token());
        counterparts.add(request + 1);
        if (request >= 0) {
            counterparts.set(request, number + 1);
        }
        if (event.kind() == TapKind.VIOLATION) {
            violations.add(number);
        } else if (event.kind() == TapKind.UNKNOWN) {
            unknownRecords++;
        }
        if (!event.comment().isEmpty()) {
            comments.add(number);
        }
        losses.add(event);
        shares.add();
        directory.add(event);
    }

    private static boolean timed(Event event, long requested) {
        return event.record() instanceof TapRecord.Reply reply
                && reply.nanos() == event.timeNanos() - requested;
    }

    /// {@return the index as it stands}
    IndexSnapshot snapshot() {
        return new IndexSnapshot(
                this,
                new IndexSnapshot.Extent(
                        length(),
                        times.runs(),
                        violations.length(),
                        comments.length(),
                        losses.gaps(),
                        directory.count(),
                        unknownRecords),
                origin,
                Map.copyOf(skipped));
    }
}
