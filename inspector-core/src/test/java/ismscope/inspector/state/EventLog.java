package ismscope.inspector.state;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// Events made one by one, as a capture would give them.
final class EventLog implements LongFunction<Event> {
    private final List<Event> events = new ArrayList<>();
    private long sequence;

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
