package ismscope.app.events;

import ismscope.app.find.TextQuery;
import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.device.tap.TapKind;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks through the rows of a session, also while it grows, for what was typed: from the current
/// event to both ends in turn, slice by slice, so that what is near is found first and the next
/// search need not wait for the end of this one.
///
/// It looks through the first 2,147,483,647 events. Thread: FX, except the slices, which a worker
/// reads; all that is known stands on the JavaFX thread.
final class EventFinder {
    private static final int SLICE = 2_048;

    private final SessionModel model;
    private final EventRowReader reader;
    private final Runnable changed;
    private final LatestTask<Slice> reading = LatestTask.onOwnThread("event-find");
    private final List<Long> unanswered = new ArrayList<>();
    private volatile TextQuery query = TextQuery.NONE;
    private BitSet hits = new BitSet();
    private int low;
    private int high;
    private int goal;
    private boolean busy;
    private boolean backwards;
    private @Nullable Wish wish;
    private Turn turn = Turn.NONE;

    /// What became of the last step to a hit.
    enum Turn {
        /// Nothing that needs words.
        NONE,
        /// It went on from the other end.
        AROUND,
        /// It waits until enough is looked through.
        WAITING
    }

    /// How far it came.
    ///
    /// @param count hits so far
    /// @param place of the current event among them, 1 and up; 0 if it is none or not yet known
    /// @param complete whether all events are looked through; of a live session those that were
    ///   there at the beginning
    record Found(int count, int place, boolean complete, Turn turn) {}

    /// A step that was asked for when the session had so many events.
    private record Wish(int way, int from, int end) {}

    /// What the worker found between two events.
    ///
    /// @param again events that were looked at again
    /// @param hits events that have it, of the range and of `again`
    /// @param unanswered requests without a reply: their rows are going to change
    private record Slice(Range range, List<Long> again, List<Long> hits, List<Long> unanswered) {}

    /// Events to look through, the last one not among them.
    private record Range(TextQuery query, int from, int to) {}

    /// Wires the finder.
    ///
    /// @param changed called whenever [#found] may be another
    EventFinder(SessionModel model, EventRowReader reader, Runnable changed) {
        this.model = model;
        this.reader = reader;
        this.changed = changed;
        model.snapshotProperty().addListener(_ -> readOn());
    }

    /// Begins a new search, instead of the one before.
    void seek(TextQuery next) {
        query = next;
        hits = new BitSet();
        unanswered.clear();
        goal = end();
        low = Math.clamp(model.currentEvent(), 0, goal);
        high = low;
        busy = false;
        wish = null;
        turn = Turn.NONE;
        changed.run();
        readOn();
    }

    /// Goes to the next hit (1) or the one before (-1) as soon as it is known.
    void go(int way) {
        wish = new Wish(way, (int) Math.min(model.currentEvent(), Integer.MAX_VALUE - 1), end());
        turn = Turn.WAITING;
        fulfil();
        changed.run();
    }

    /// {@return how far it came}
    Found found() {
        boolean live = model.statusProperty().get() == Session.Status.LIVE;
        boolean complete = low == 0 && high >= (live ? goal : end());
        long current = model.currentEvent();
        boolean known = low == 0 && current >= 0 && current < high;
        int place =
                known && hits.get((int) current) ? hits.get(0, (int) current + 1).cardinality() : 0;
        return new Found(hits.cardinality(), place, complete, turn);
    }

    private int end() {
        SessionSnapshot snapshot = model.snapshot();
        return snapshot == null ? 0 : (int) Math.min(snapshot.eventCount(), Integer.MAX_VALUE);
    }

    private void readOn() {
        SessionSnapshot snapshot = model.snapshot();
        boolean ahead = high < end();
        if (busy || query.isEmpty() || snapshot == null || (!ahead && low == 0)) {
            return;
        }
        busy = true;
        backwards = low > 0 && (!ahead || !backwards);
        Range range =
                backwards
                        ? new Range(query, Math.max(0, low - SLICE), low)
                        : new Range(query, high, Math.min(end(), high + SLICE));
        List<Long> again = List.copyOf(unanswered);
        reading.ask(() -> read(snapshot, range, again), this::take);
    }

    private void take(Slice slice) {
        Range range = slice.range();
        if (range.query() != query) {
            return;
        }
        busy = false;
        slice.again().forEach(event -> hits.clear(event.intValue()));
        slice.hits().forEach(event -> hits.set(event.intValue()));
        unanswered.clear();
        unanswered.addAll(slice.unanswered());
        low = Math.min(low, range.from());
        high = Math.max(high, range.to());
        fulfil();
        changed.run();
        readOn();
    }

    /// Goes where the wish leads, if all between here and there is looked through.
    private void fulfil() {
        Wish asked = wish;
        if (asked == null || asked.from() < low || asked.from() > high) {
            return;
        }
        boolean forward = asked.way() > 0;
        int hit = forward ? hits.nextSetBit(asked.from() + 1) : before(asked.from());
        boolean reached = forward ? high >= asked.end() : low == 0;
        boolean around = hit < 0 && reached && low == 0 && high >= asked.end();
        if (around) {
            hit = forward ? hits.nextSetBit(0) : before(high);
        }
        if (hit >= 0) {
            wish = null;
            turn = around ? Turn.AROUND : Turn.NONE;
            show(hit);
        } else if (around) {
            wish = null;
            turn = Turn.NONE;
        }
    }

    private int before(int event) {
        return event <= 0 ? -1 : hits.previousSetBit(event - 1);
    }

    private void show(int event) {
        model.goTo(event);
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot != null && query.byteCount() > 0) {
            int place = query.indexIn(snapshot.event(event).bytes());
            if (place >= 0) {
                model.select(model.selection().withEventBytes(place, query.byteCount()));
            }
        }
    }

    private Slice read(SessionSnapshot snapshot, Range range, List<Long> again) {
        Slice slice = new Slice(range, again, new ArrayList<>(), new ArrayList<>());
        again.forEach(event -> look(snapshot, event, slice));
        for (long event = range.from(); event < range.to() && range.query() == query; event++) {
            look(snapshot, event, slice);
        }
        return slice;
    }

    private void look(SessionSnapshot snapshot, long event, Slice slice) {
        TextQuery asked = slice.range().query();
        boolean hit =
                asked.beginsToken(snapshot.token(event))
                        || asked.indexIn(reader.words(snapshot, event), 0) >= 0
                        || (asked.byteCount() > 0
                                && asked.indexIn(snapshot.event(event).bytes()) >= 0);
        if (hit) {
            slice.hits().add(event);
        }
        if (snapshot.kind(event) == TapKind.REQUEST && snapshot.counterpart(event) < 0) {
            slice.unanswered().add(event);
        }
    }
}
