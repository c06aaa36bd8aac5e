package ismscope.inspector.index;

import ismscope.device.tap.TapKind;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.column.LongColumn;
import java.util.Map;
import java.util.Objects;

/// The index frozen at one length: the lengths of its columns, and what is asked of them.
///
/// Immutable: what happened later does not show, not even in a column that changes in place.
/// Thread: any. Event numbers out of range throw [IndexOutOfBoundsException].
public final class IndexSnapshot {
    private final EventIndex index;
    private final Extent extent;
    private final CaptureOrigin origin;
    private final Map<CaptureBlock.Reason, Long> skipped;

    IndexSnapshot(
            EventIndex index,
            Extent extent,
            CaptureOrigin origin,
            Map<CaptureBlock.Reason, Long> skipped) {
        this.index = index;
        this.extent = extent;
        this.origin = origin;
        this.skipped = skipped;
    }

    /// How long everything is that grows.
    record Extent(
            long events,
            long timeRuns,
            long violations,
            long comments,
            long gaps,
            int devices,
            long unknownRecords) {}

    /// {@return an index without events}
    public static IndexSnapshot empty() {
        return new EventIndex().snapshot();
    }

    /// {@return events in it}
    public long eventCount() {
        return extent.events;
    }

    /// {@return nanoseconds since the epoch}
    public long timeNanos(long event) {
        return index.times.get(checked(event));
    }

    /// {@return offset of the event's block in the capture}
    public long offset(long event) {
        return index.offsets.get(checked(event));
    }

    /// {@return ordinal of the event's device}
    public int device(long event) {
        return EventHead.device(head(event));
    }

    /// {@return kind of the event}
    public TapKind kind(long event) {
        return TapKind.fromCode(EventHead.kind(head(event)));
    }

    /// {@return flags of the event's header}
    public int flags(long event) {
        return EventHead.flags(head(event));
    }

    private long head(long event) {
        return index.heads.get(checked(event));
    }

    /// {@return flow of the event, 0 for none}
    public long flow(long event) {
        return index.flows.get(checked(event));
    }

    /// {@return token of the event, 0 for none}
    public long token(long event) {
        return index.tokens.get(checked(event));
    }

    /// {@return the reply to a request or the request of a reply, -1 if there is none in here}
    public long counterpart(long event) {
        long counterpart = index.counterparts.getAcquire(checked(event)) - 1;
        return counterpart < extent.events ? counterpart : -1;
    }

    /// Copies a part of a column.
    ///
    /// @param from the first event
    /// @param count events, 0 and up, all of them in here
    /// @param target takes them from its first place on
    public void read(EventColumn column, long from, int count, long[] target) {
        Objects.checkFromIndexSize(from, count, extent.events);
        switch (column) {
            case TIME -> index.times.read(from, count, target);
            case HEAD -> index.heads.read(from, count, target);
            case FLOW -> index.flows.read(from, count, target);
            case TOKEN -> index.tokens.read(from, count, target);
            case COUNTERPART -> {
                index.counterparts.read(from, count, target);
                for (int i = 0; i < count; i++) {
                    target[i] = target[i] - 1 < extent.events ? target[i] - 1 : -1;
                }
            }
        }
    }

    /// {@return who made the capture, and of what}
    public CaptureOrigin origin() {
        return origin;
    }

    /// {@return blocks that say nothing to this program, by the reason}
    public Map<CaptureBlock.Reason, Long> skipped() {
        return skipped;
    }

    /// {@return records of a kind or version that this program does not know}
    public long unknownRecords() {
        return extent.unknownRecords;
    }

    /// {@return devices seen, the host included}
    public int deviceCount() {
        return extent.devices;
    }

    /// {@return the name of a device}
    public String deviceName(int device) {
        return index.directory.name(device);
    }

    /// {@return the DEVICE_ADDED event of a device, -1 if there is none}
    public long deviceAppearance(int device) {
        return known(index.directory.appearance(device));
    }

    /// {@return the ordinal of the device with this devid, -1 if there is none}
    public int deviceWithDevid(long devid) {
        long appearance = known(index.directory.appearanceOfDevid(devid));
        return appearance < 0 ? -1 : device(appearance);
    }

    /// {@return the event that created a region, -1 if there is none}
    public long regionCreation(long token) {
        return known(index.directory.creation(token));
    }

    private long known(long event) {
        return event < extent.events ? event : -1;
    }

    /// {@return records known to be lost}
    public long lostCount() {
        return index.losses.lostBefore(extent.events, extent.gaps);
    }

    /// {@return VIOLATION events}
    public long violationCount() {
        return extent.violations;
    }

    /// {@return the first VIOLATION event at or after this one, -1 if there is none}
    public long nextViolation(long event) {
        return next(index.violations, event, extent.violations);
    }

    /// {@return events with a note}
    public long commentCount() {
        return extent.comments;
    }

    /// {@return the first event with a note at or after this one, -1 if there is none}
    public long nextComment(long event) {
        return next(index.comments, event, extent.comments);
    }

    private static long next(LongColumn events, long event, long length) {
        long place = events.lowerBound(event, length);
        return place == length ? -1 : events.get(place);
    }

    /// {@return the last event at or before this time, -1 if all are later}
    public long eventAtTime(long timeNanos) {
        return timeNanos == Long.MAX_VALUE
                ? extent.events - 1
                : firstAtOrAfter(timeNanos + 1, 0) - 1;
    }

    private long firstAtOrAfter(long timeNanos, long from) {
        return index.times.firstAtOrAfter(timeNanos, from, extent.events, extent.timeRuns);
    }

    /// {@return how events are spread over the time from the first to the last}
    ///
    /// Costs in proportion to the buckets and the logarithm of the events.
    ///
    /// @param buckets equal shares of that time, 1 and up
    public Spread spread(int buckets) {
        if (buckets < 1) {
            throw new IllegalArgumentException("buckets=" + buckets);
        }
        Spread spread =
                new Spread(new int[buckets], new int[buckets], new int[buckets], new int[buckets]);
        if (extent.events == 0) {
            return spread;
        }
        long first = timeNanos(0);
        long span = index.times.latest(extent.events - 1, extent.timeRuns) - first;
        DeviceTally tally = new DeviceTally();
        long from = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            long end =
                    bucket == buckets - 1
                            ? extent.events
                            : firstAtOrAfter(first + share(span, bucket + 1, buckets), from);
            spread.events[bucket] = clipped(end - from);
            spread.violations[bucket] = clipped(violationsBefore(end) - violationsBefore(from));
            spread.lost[bucket] = clipped(lostBefore(end) - lostBefore(from));
            spread.dominantDevice[bucket] = index.shares.busiest(from, end, tally);
            from = end;
        }
        return spread;
    }

    private static long share(long span, int parts, int of) {
        return span / of * parts + span % of * parts / of;
    }

    private long violationsBefore(long event) {
        return index.violations.lowerBound(event, extent.violations);
    }

    private long lostBefore(long event) {
        return index.losses.lostBefore(event, extent.gaps);
    }

    private static int clipped(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    private long checked(long event) {
        return Objects.checkIndex(event, extent.events);
    }

    /// Spread of events over time: for each equal share of it, events, violations, records lost,
    /// and the device with the most events.
    public record Spread(int[] events, int[] violations, int[] lost, int[] dominantDevice) {}
}
