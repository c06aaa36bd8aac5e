package ismscope.inspector.session;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.AheadBytes;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.PcapngReader;
import ismscope.inspector.event.Dissector;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.event.Field;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.IndexSnapshot;
import ismscope.inspector.index.IndexWriter;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.state.RegionBytes;
import ismscope.inspector.state.RegionTimeline;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.StateEvents;
import ismscope.inspector.state.StateTimeline;
import ismscope.inspector.state.StateWalk;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A snapshot whose events are decoded from the capture when they are asked for, and found through
/// its index.
final class IndexedSnapshot implements SessionSnapshot {
    private final CaptureBytes capture;
    private final IndexSnapshot index;
    private final Findings findings;
    private final @Nullable StateTimeline states;
    private final @Nullable RegionTimeline regions;

    IndexedSnapshot(
            CaptureBytes capture,
            IndexSnapshot index,
            Findings findings,
            @Nullable StateTimeline states,
            @Nullable RegionTimeline regions) {
        this.capture = capture;
        this.index = index;
        this.findings = findings;
        this.states = states;
        this.regions = regions;
    }

    /// {@return a snapshot that knows no states, no bytes of regions and no findings}
    static IndexedSnapshot ofEvents(CaptureBytes capture, IndexSnapshot index, Findings findings) {
        return new IndexedSnapshot(capture, index, findings, null, null);
    }

    IndexSnapshot index() {
        return index;
    }

    @Override
    public long eventCount() {
        return index.eventCount();
    }

    @Override
    public long timeNanos(long event) {
        return index.timeNanos(event);
    }

    @Override
    public int device(long event) {
        return index.device(event);
    }

    @Override
    public TapKind kind(long event) {
        return index.kind(event);
    }

    @Override
    public int flags(long event) {
        return index.flags(event);
    }

    @Override
    public long flow(long event) {
        return index.flow(event);
    }

    @Override
    public long token(long event) {
        return index.token(event);
    }

    @Override
    public long counterpart(long event) {
        return index.counterpart(event);
    }

    @Override
    public void read(EventColumn column, long from, int count, long[] target) {
        index.read(column, from, count, target);
    }

    /// {@inheritDoc}
    ///
    /// Of an event that the file no longer holds, what the index knows is left.
    @Override
    public Event event(long event) {
        return event(
                event,
                (offset, device, nanos) -> PcapngReader.packetAt(capture, offset, device, nanos));
    }

    @Override
    public LongFunction<Event> eventsInOrder() {
        AheadBytes ahead = new AheadBytes(capture);
        Packets packets =
                (offset, device, nanos) -> PcapngReader.packetAt(ahead, offset, device, nanos);
        return event -> event(event, packets);
    }

    @Override
    public LongFunction<byte[]> recordsInOrder() {
        AheadBytes ahead = new AheadBytes(capture);
        return event -> {
            try {
                return PcapngReader.recordAt(ahead, index.offset(event));
            } catch (UncheckedIOException e) {
                return new byte[0];
            }
        };
    }

    /// Where a packet is read from.
    private interface Packets {
        CaptureBlock.Packet at(long offset, int device, long nanos);
    }

    private Event event(long event, Packets packets) {
        long nanos = index.timeNanos(event);
        int device = index.device(event);
        try {
            return IndexWriter.eventOf(packets.at(index.offset(event), device, nanos), event);
        } catch (UncheckedIOException e) {
            TapRecord gone = new TapRecord.Unknown(index.kind(event).code(), new byte[0]);
            return new Event(
                    event,
                    nanos,
                    device,
                    index.flags(event) | Event.CUT,
                    0,
                    index.flow(event),
                    index.token(event),
                    gone,
                    new byte[0],
                    "cannot be read any more: " + e.getMessage());
        }
    }

    @Override
    public String info(long event) {
        return EventDescriber.describe(event(event), this);
    }

    @Override
    public List<Field> dissect(long event) {
        return Dissector.dissect(event(event), this);
    }

    @Override
    public String deviceName(int device) {
        return index.deviceName(device);
    }

    @Override
    public int deviceWithDevid(long devid) {
        return index.deviceWithDevid(devid);
    }

    @Override
    public long deviceAppearance(int device) {
        return index.deviceAppearance(device);
    }

    @Override
    public long regionCreation(long token) {
        return index.regionCreation(token);
    }

    @Override
    public int deviceCount() {
        return index.deviceCount();
    }

    @Override
    public long lostCount() {
        return index.lostCount();
    }

    @Override
    public long violationCount() {
        return index.violationCount();
    }

    @Override
    public long nextViolation(long event) {
        return index.nextViolation(event);
    }

    @Override
    public Findings findings() {
        return findings;
    }

    @Override
    public long nextComment(long event) {
        return index.nextComment(event);
    }

    @Override
    public SessionState stateAt(long event) {
        return computed(states).at(placeBefore(event), stateEvents());
    }

    @Override
    public StateWalk stateWalk(int kinds) {
        return new StateWalk(computed(states), stateEvents(), eventCount(), kinds);
    }

    private StateEvents stateEvents() {
        LongFunction<Event> events = eventsInOrder();
        return new StateEvents() {
            @Override
            public Event apply(long event) {
                return events.apply(event);
            }

            @Override
            public void read(EventColumn column, long from, int count, long[] target) {
                index.read(column, from, count, target);
            }
        };
    }

    @Override
    public RegionBytes regionAt(long token, long event) {
        return computed(regions).at(token, placeBefore(event), this::event);
    }

    private static <T> T computed(@Nullable T timeline) {
        if (timeline == null) {
            throw new IllegalStateException("the recording was opened for its events alone");
        }
        return timeline;
    }

    private long placeBefore(long event) {
        return Objects.checkIndex(event + 1, index.eventCount() + 1) - 1;
    }

    @Override
    public long eventAtTime(long timeNanos) {
        return index.eventAtTime(timeNanos);
    }

    @Override
    public Density density(int buckets) {
        IndexSnapshot.Spread spread = index.spread(buckets);
        return new Density(
                spread.events(), spread.violations(), spread.lost(), spread.dominantDevice());
    }

    @Override
    public CaptureOrigin origin() {
        return index.origin();
    }
}
