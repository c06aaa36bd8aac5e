package ismscope.inspector.timeline;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.event.Event;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// A time line that goes through a session, and goes on as it grows.
///
/// Thread: [#advance] on one; [#view] on any.
public final class Timeline {
    private static final int BLOCK = 4096;

    private final ColumnMemory memory = ColumnMemory.sparse();
    private final GapFinder gaps = new GapFinder();
    private final Long2ObjectHashMap<Live> live = new Long2ObjectHashMap<>();
    private final long[] heads = new long[BLOCK];
    private final long[] times = new long[BLOCK];
    private final long[] counterparts = new long[BLOCK];
    private @Nullable Track[] tracks = {};
    private long events;
    private volatile TimelineView view = new TimelineView(0, new Track[0], List.of());

    /// A region in use.
    private record Live(int device, long size) {}

    /// A time line of nothing.
    public Timeline() {}

    /// {@return what it knows}
    public TimelineView view() {
        return view;
    }

    /// Goes on to the end of a snapshot, or as far as it may.
    ///
    /// @param session the same as before, or a later one of it
    /// @param goOn is shown every few thousand events how many are done; false stops there
    /// @return what it knows then
    public TimelineView advance(SessionSnapshot session, LongPredicate goOn) {
        LongFunction<Event> decoded = session.eventsInOrder();
        while (events < session.eventCount() && goOn.test(events)) {
            int count = (int) Math.min(BLOCK, session.eventCount() - events);
            session.read(EventColumn.HEAD, events, count, heads);
            session.read(EventColumn.TIME, events, count, times);
            session.read(EventColumn.COUNTERPART, events, count, counterparts);
            for (int i = 0; i < count; i++) {
                gaps.event(events + i, times[i]);
                take(events + i, i, decoded);
            }
            events += count;
        }
        return publish();
    }

    private TimelineView publish() {
        for (Track track : tracks) {
            if (track != null) {
                track.publish(events);
            }
        }
        TimelineView newest = new TimelineView(events, tracks.clone(), gaps.gaps());
        view = newest;
        return newest;
    }

    private void take(long event, int place, LongFunction<Event> decoded) {
        int device = EventHead.device(heads[place]);
        switch (TapKind.fromCode(EventHead.kind(heads[place]))) {
            case REQUEST -> track(device).add(Lane.COMMAND, event);
            case REPLY -> reply(event, place);
            case DOORBELL -> track(device).add(Lane.DOORBELL, event);
            case EVENT -> delivered(track(device), decoded.apply(event));
            case VIOLATION -> track(device).add(Lane.TROUBLE, event);
            case SWALLOWED -> swallowed(track(device), decoded.apply(event));
            case REGION_CREATED -> created(decoded.apply(event));
            case REGION_FREED -> freed(decoded.apply(event));
            case DEVICE_ADDED -> track(device);
            default -> {
                // Not on a track.
            }
        }
    }

    private void reply(long event, int place) {
        Track track = track(EventHead.device(heads[place]));
        int ack = EventHead.ack(heads[place]);
        if (ack != EventHead.NONE && ack != Ack.OK.code()) {
            track.add(Lane.TROUBLE, event);
        }
        if (counterparts[place] >= 0) {
            track.replied(counterparts[place], event);
        }
    }

    private static void delivered(Track track, Event event) {
        track.add(Lane.DELIVERY, event.number());
        if (event.record() instanceof TapRecord.Event delivered
                && delivered.buffersLeft() != TapRecord.Event.NOT_COUNTED) {
            track.buffers(event.number(), delivered.buffersLeft());
        }
    }

    /// A notification is merged into one that waits, or lost, where the eventq has no buffer.
    private static void swallowed(Track track, Event event) {
        int reason =
                event.record() instanceof TapRecord.Swallowed(int told, _)
                        ? told
                        : TapRecord.Swallowed.NO_REGION;
        boolean merged = reason == TapRecord.Swallowed.MERGED;
        track.add(merged ? Lane.MERGED : Lane.LOST, event.number());
        if (merged || reason == TapRecord.Swallowed.NO_EVENTQ_BUFFER) {
            track.buffers(event.number(), 0);
        }
    }

    private void created(Event event) {
        if (event.record() instanceof TapRecord.RegionCreated region) {
            live.put(event.token(), new Live(event.device(), region.size()));
            track(event.device()).live(event.number(), region.size());
        }
    }

    private void freed(Event event) {
        Live known = live.remove(event.token());
        if (known != null) {
            track(known.device).live(event.number(), -known.size);
        }
    }

    private Track track(int device) {
        if (device >= tracks.length) {
            @Nullable Track[] more = new Track[Math.max(device + 1, tracks.length * 2)];
            System.arraycopy(tracks, 0, more, 0, tracks.length);
            tracks = more;
        }
        Track track = tracks[device];
        if (track == null) {
            track = new Track(memory);
            tracks[device] = track;
        }
        return track;
    }
}
