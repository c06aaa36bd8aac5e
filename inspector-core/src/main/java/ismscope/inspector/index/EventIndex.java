package ismscope.inspector.index;

import ismscope.device.tap.TapKind;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.event.Event;
import java.lang.foreign.Arena;
import java.util.EnumMap;
import java.util.Map;

/// The columns over a capture's events: what is asked of many events at once is here, everything
/// else is decoded from the capture when it is asked for.
///
/// ```
/// column       bits
/// times        64 nanoseconds since the epoch
/// offsets      64 of the event's block in the file
/// heads        64 device << 32 | flags << 8 | kind
/// flows        64
/// tokens       64
/// counterparts 64 number + 1 of the reply or request, 0 for none; changes in place
/// ```
///
/// 48 bytes an event, outside the heap. Thread: one writer adds; [#snapshot] is the writer's, what
/// it returns is for any thread.
final class EventIndex {
    final TimeColumn times;
    final LongColumn offsets;
    final LongColumn heads;
    final LongColumn flows;
    final LongColumn tokens;
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
        Arena arena = Arena.ofAuto();
        times = new TimeColumn(arena);
        offsets = new LongColumn(arena);
        heads = new LongColumn(arena);
        flows = new LongColumn(arena);
        tokens = new LongColumn(arena);
        counterparts = new LongColumn(arena);
        violations = new LongColumn(arena);
        comments = new LongColumn(arena);
        losses = new LossLedger(arena);
        shares = new DeviceShares(arena, heads);
        requests = new RequestMatcher(flows);
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
        heads.add(head(event));
        flows.add(event.flow());
        tokens.add(event.token());
        long request = requests.match(event);
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

    private static long head(Event event) {
        return (long) event.device() << Integer.SIZE
                | (long) (event.flags() & 0xFFFF) << Byte.SIZE
                | event.kind().code();
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
