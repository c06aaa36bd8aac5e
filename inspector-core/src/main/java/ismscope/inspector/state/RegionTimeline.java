package ismscope.inspector.state;

import ismscope.device.protocol.Area;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import ismscope.inspector.event.Event;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The bytes of every region at any event, from the CONTENT and ACCESS records of a capture.
///
/// It keeps no bytes, only who wrote where: 8 to 16 bytes, most of them outside the heap, for each
/// record and 4 KiB page that it touches. Bytes are taken from the capture when they are read.
///
/// Thread: [#append] on the one thread that owns it; [#at] and what it returns on any.
public final class RegionTimeline {
    private final ConcurrentHashMap<Long, RegionWrites> regions = new ConcurrentHashMap<>();

    /// Losses that may concern any region.
    private final EventList losses;

    private final WriteStore store;

    private long sequence;

    /// A timeline without events.
    public RegionTimeline() {
        losses = new EventList();
        store = WriteStore.create();
    }

    private RegionTimeline(SavedInput in) {
        losses = EventList.load(in);
        store = WriteStore.load(in);
        sequence = in.i64();
        for (int left = in.count(Long.BYTES); left > 0; left--) {
            regions.put(in.i64(), RegionWrites.load(in, store));
        }
    }

    /// {@return a timeline as it was saved}
    ///
    /// @throws IndexOutOfBoundsException if it is not whole
    public static RegionTimeline load(SavedInput in) {
        return new RegionTimeline(in);
    }

    /// Writes all of it. The owner's only.
    public void save(SavedOutput out) throws IOException {
        losses.save(out);
        store.save(out);
        out.i64(sequence);
        out.i32(regions.size());
        for (Map.Entry<Long, RegionWrites> region : regions.entrySet()) {
            out.i64(region.getKey());
            region.getValue().save(out);
        }
    }

    /// Takes the next event of the session.
    public void append(Event event) {
        // Snapshots and losses repeat the number of the newest record before them.
        boolean follows = event.sequence() == sequence || event.sequence() == sequence + 1;
        if (sequence != 0 && !follows) {
            losses.add(event.number());
        }
        sequence = event.sequence();
        // By the kind: asking for one class after the other takes several times as long.
        switch (event.kind()) {
            case REGION_CREATED -> created(event, (TapRecord.RegionCreated) event.record());
            case REGION_FREED -> {
                RegionWrites region = regions.get(event.token());
                if (region != null) {
                    region.freed();
                }
            }
            case MAPPED -> {
                TapRecord.Mapped mapped = (TapRecord.Mapped) event.record();
                region(event).atLeast(mapped.areas().stream().mapToLong(Area::size).sum());
            }
            case CONTENT -> content(event, (TapRecord.Content) event.record());
            case ACCESS -> access(event, (TapRecord.Access) event.record());
            case LOST -> {
                // Loads leave bytes as they are.
                if (((TapRecord.Lost) event.record()).reason() != TapRecord.Lost.LOADS) {
                    lost(event);
                }
            }
            default -> {
                // Nothing else says anything about bytes.
            }
        }
    }

    private void created(Event event, TapRecord.RegionCreated created) {
        boolean snapshot = (event.flags() & Event.SNAPSHOT) != 0;
        region(event).created(event.number(), created.size(), snapshot);
    }

    private void access(Event event, TapRecord.Access access) {
        if (access.store()) {
            int width = Math.clamp(access.width(), 0, Long.BYTES);
            region(event).written(event.number(), access.offset(), width);
        }
    }

    private void content(Event event, TapRecord.Content content) {
        RegionWrites region = region(event);
        region.written(event.number(), content.offset(), content.bytes().length);
        region.quality(event.number(), content.quality());
        if ((event.flags() & Event.CUT) != 0) {
            region.lost(event.number());
        }
    }

    private void lost(Event event) {
        if (event.token() == 0) {
            losses.add(event.number());
        } else {
            region(event).lost(event.number());
        }
    }

    private RegionWrites region(Event event) {
        return regions.computeIfAbsent(event.token(), _ -> new RegionWrites(store));
    }

    /// {@return the bytes of a region as known after `event`; of size 0 where the capture does not
    /// know the region, or not yet}
    ///
    /// @param token the region
    /// @param event one that was appended, -1 for before the first
    /// @param events gives the events of the session, at least those up to `event`; kept by what is
    ///   returned
    public RegionBytes at(long token, long event, LongFunction<Event> events) {
        @Nullable RegionWrites region = regions.get(token);
        long since = region == null || event < 0 ? -1 : region.createdBy(event);
        if (region == null || since < 0) {
            return new RegionView(new RegionWrites(store), 0, -1, false, events);
        }
        boolean incomplete =
                losses.anyBetween(since + 1, event) || region.lostBetween(since, event);
        return new RegionView(region, since, event, incomplete, events);
    }
}
