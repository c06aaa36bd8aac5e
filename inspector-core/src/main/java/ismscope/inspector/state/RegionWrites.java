package ismscope.inspector.state;

import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// All that a capture says about the bytes of one token: who wrote which page when.
///
/// Thread: the package-private writers on the thread that owns the timeline, the rest on any.
final class RegionWrites {
    /// Offsets beyond this are nonsense and are ignored.
    static final long MAX_SIZE = 1L << 48;

    private final ConcurrentNavigableMap<Long, PageWrites> pages = new ConcurrentSkipListMap<>();
    private final EventList creations;
    private final EventList losses;
    private final EventList pageQuality;
    private final EventList sampledQuality;
    private volatile long size;
    private volatile boolean sizeKnown;
    private boolean alive;
    private final WriteStore store;

    /// @param store of the timeline
    RegionWrites(WriteStore store) {
        this.store = store;
        creations = new EventList();
        losses = new EventList();
        pageQuality = new EventList();
        sampledQuality = new EventList();
    }

    private RegionWrites(SavedInput in, WriteStore store) {
        this.store = store;
        creations = EventList.load(in);
        losses = EventList.load(in);
        pageQuality = EventList.load(in);
        sampledQuality = EventList.load(in);
        size = in.i64();
        sizeKnown = in.bool();
        alive = in.bool();
        for (int left = in.count(Long.BYTES); left > 0; left--) {
            pages.put(in.i64(), PageWrites.load(in, store));
        }
    }

    /// {@return the region as it was saved}
    static RegionWrites load(SavedInput in, WriteStore store) {
        return new RegionWrites(in, store);
    }

    void save(SavedOutput out) throws IOException {
        creations.save(out);
        losses.save(out);
        pageQuality.save(out);
        sampledQuality.save(out);
        out.i64(size);
        out.bool(sizeKnown);
        out.bool(alive);
        out.i32(pages.size());
        for (Map.Entry<Long, PageWrites> page : pages.entrySet()) {
            out.i64(page.getKey());
            page.getValue().save(out);
        }
    }

    /// A region comes into being, zeroed, unless it is known to be there and only shown again.
    void created(long event, long bytes, boolean snapshot) {
        if (!(alive && snapshot)) {
            creations.add(event);
        }
        alive = true;
        size = Math.clamp(bytes, 0, MAX_SIZE);
        sizeKnown = true;
    }

    void freed() {
        alive = false;
    }

    /// A region of unknown size is at least as large as what is mapped or written of it.
    void atLeast(long bytes) {
        if (!sizeKnown && bytes > size && bytes <= MAX_SIZE) {
            size = bytes;
        }
    }

    void written(long event, long offset, int length) {
        if (offset < 0
                || offset > MAX_SIZE - length
                || length <= 0
                || event > PageWrites.MAX_EVENT) {
            return;
        }
        atLeast(offset + length);
        long end = offset + length;
        for (long at = offset; at < end; ) {
            long page = at / PageWrites.PAGE;
            int first = (int) (at % PageWrites.PAGE);
            int last = (int) Math.min(end - page * PageWrites.PAGE, PageWrites.PAGE) - 1;
            pages.computeIfAbsent(page, _ -> new PageWrites(store)).add(event, first, last);
            at = (page + 1) * PageWrites.PAGE;
        }
    }

    void quality(long event, int quality) {
        if (quality == 1) {
            pageQuality.add(event);
        } else if (quality != 0) {
            sampledQuality.add(event);
        }
    }

    void lost(long event) {
        losses.add(event);
    }

    /// {@return bytes in the region}
    long size() {
        return size;
    }

    /// {@return the event that made the region as it stands after `event`: 0 if it was there before
    /// the capture began, -1 if it is not there yet}
    long createdBy(long event) {
        long created = creations.floor(event);
        if (created >= 0 || !sizeKnown) {
            return Math.max(created, 0);
        }
        return creations.floor(Long.MAX_VALUE) < 0 ? 0 : -1;
    }

    /// {@return the poorest quality of writes between these events}
    int quality(long since, long until) {
        if (sampledQuality.anyBetween(since, until)) {
            return 2;
        }
        return pageQuality.anyBetween(since, until) ? 1 : 0;
    }

    boolean lostBetween(long since, long until) {
        return losses.anyBetween(since, until);
    }

    @Nullable PageWrites page(long page) {
        return pages.get(page);
    }

    /// {@return the first page at or after `page` that anything wrote to between these events, -1
    /// if there is none}
    long nextWritten(long page, long since, long until) {
        for (Map.Entry<Long, PageWrites> entry : pages.tailMap(page).entrySet()) {
            if (entry.getValue().written(since, until)) {
                return entry.getKey();
            }
        }
        return -1;
    }

    /// {@return the last page at or before `page` that anything wrote to between these events, -1
    /// if there is none}
    long previousWritten(long page, long since, long until) {
        for (Map.Entry<Long, PageWrites> entry :
                pages.headMap(page, true).descendingMap().entrySet()) {
            if (entry.getValue().written(since, until)) {
                return entry.getKey();
            }
        }
        return -1;
    }
}
