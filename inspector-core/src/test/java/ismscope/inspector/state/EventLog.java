package ismscope.inspector.state;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import ismscope.inspector.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Events made one by one, as a capture would give them.
final class EventLog implements StateEvents {
    private final List<Event> events = new ArrayList<>();
    private long sequence;

    /// {@return the events of a session}
    static StateEvents of(SessionSnapshot session) {
        return new StateEvents() {
            @Override
            public Event apply(long event) {
                return session.event(event);
            }

            @Override
            public void read(EventColumn column, long from, int count, long[] target) {
                session.read(column, from, count, target);
            }
        };
    }

    /// Adds an event and returns it.
    Event add(int device, long token, TapRecord record) {
        return add(device, token, 0, record);
    }

    Event add(int device, long token, int flags, TapRecord record) {
        long number = events.size();
        Event event =
                new Event(
                        number,
                        1_000 * number,
                        device,
                        flags,
                        ++sequence,
                        0,
                        token,
                        record,
                        new byte[0],
                        "");
        events.add(event);
        return event;
    }

    /// Leaves a hole in the sequence, as lost records do.
    void skip(long records) {
        sequence += records;
    }

    @Override
    public Event apply(long number) {
        return events.get(Math.toIntExact(number));
    }

    @Override
    public void read(EventColumn column, long from, int count, long[] target) {
        for (int i = 0; i < count; i++) {
            Event event = apply(from + i);
            target[i] =
                    switch (column) {
                        case HEAD ->
                                EventHead.of(event.device(), event.flags(), event.kind().code());
                        case TOKEN -> event.token();
                        default -> throw new IllegalArgumentException("column=" + column);
                    };
        }
    }

    /// {@return the same events, and somebody who sees which are decoded}
    StateEvents watched(LongConsumer decoded) {
        return new StateEvents() {
            @Override
            public Event apply(long event) {
                decoded.accept(event);
                return EventLog.this.apply(event);
            }

            @Override
            public void read(EventColumn column, long from, int count, long[] target) {
                EventLog.this.read(column, from, count, target);
            }
        };
    }

    long last() {
        return events.size() - 1L;
    }

    List<Event> all() {
        return events;
    }

    StateTimeline states(StateTimeline timeline) {
        events.forEach(timeline::append);
        return timeline;
    }

    SessionState state() {
        return states(new StateTimeline()).at(last(), this);
    }

    RegionTimeline regions() {
        RegionTimeline timeline = new RegionTimeline();
        events.forEach(timeline::append);
        return timeline;
    }
}
