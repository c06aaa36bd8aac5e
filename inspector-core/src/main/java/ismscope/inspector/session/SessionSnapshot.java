package ismscope.inspector.session;

import ismscope.device.tap.TapKind;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.Field;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.state.RegionBytes;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.StateWalk;
import java.util.List;
import java.util.function.LongFunction;

/// A session frozen at one length: what every view is computed from.
///
/// Immutable: a later snapshot of the same session has the same first events. Event numbers are 0
/// to `eventCount() - 1`; anything else throws [IndexOutOfBoundsException]. Thread: any.
public interface SessionSnapshot extends EventContext {
    /// {@return who made the capture, and of what: scenario, seed, options}
    CaptureOrigin origin();

    /// {@return events in it}
    @Override
    long eventCount();

    /// {@return nanoseconds since the epoch of this event}
    long timeNanos(long event);

    /// {@return ordinal of this event's device, 0 for the host}
    int device(long event);

    /// {@return kind of this event}
    @Override
    TapKind kind(long event);

    /// {@return flags of this event's header, see [Event]}
    int flags(long event);

    /// {@return flow of this event, 0 for none}
    @Override
    long flow(long event);

    /// {@return token of this event, 0 for none}
    long token(long event);

    /// {@return the reply to this request, or the request of this reply; -1 if there is none (yet)}
    @Override
    long counterpart(long event);

    /// Copies a part of a column of the index: what filters and statistics ask of millions.
    ///
    /// @param from the first event
    /// @param count events, 0 and up
    /// @param target takes them from its first place on
    void read(EventColumn column, long from, int count, long[] target);

    /// {@return the whole event, decoded from the capture}
    @Override
    Event event(long event);

    /// {@return what [#event] gives, quicker for who asks in ascending order; for one thread}
    default LongFunction<Event> eventsInOrder() {
        return this::event;
    }

    /// {@return what `event(..).bytes()` gives, quicker for who needs no more and asks in ascending
    /// order; for one thread. Of an event that the file no longer holds there are none}
    default LongFunction<byte[]> recordsInOrder() {
        return event -> event(event).bytes();
    }

    /// {@return one line that says what happened, without time and device; requests carry the
    /// outcome: `ATTACH 0x1f.. rw -> OK 3.1 us`}
    String info(long event);

    /// {@return the event's bytes as a tree of named fields}
    List<Field> dissect(long event);

    /// {@return the name of a device: `vm1`, `host` for 0, `device 7` where the capture has none}
    @Override
    String deviceName(int device);

    /// {@inheritDoc}
    ///
    /// Looks through the newest state; an implementation with an index of its own is quicker.
    @Override
    default int deviceWithDevid(long devid) {
        for (SessionState.DeviceState device : stateAt(eventCount() - 1).devices().values()) {
            if (device.devid() == devid) {
                return device.ordinal();
            }
        }
        return -1;
    }

    /// {@inheritDoc}
    ///
    /// Asks the newest state; an implementation with an index of its own is quicker.
    @Override
    default long deviceAppearance(int device) {
        SessionState.DeviceState known = stateAt(eventCount() - 1).device(device);
        if (known == null || kind(known.since()) != TapKind.DEVICE_ADDED) {
            return -1;
        }
        return known.since();
    }

    /// {@inheritDoc}
    ///
    /// Asks the newest state; an implementation with an index of its own is quicker.
    @Override
    default long regionCreation(long token) {
        SessionState.RegionState region = stateAt(eventCount() - 1).region(token);
        return region == null ? -1 : region.since();
    }

    /// {@return devices seen so far, the host included: ordinals are 0 to this minus 1}
    int deviceCount();

    /// {@return records known to be lost, over all gaps}
    long lostCount();

    /// {@return the number of VIOLATION events}
    long violationCount();

    /// {@return the first VIOLATION event at or after this one, -1 if none}
    long nextViolation(long event);

    /// {@return what is wrong in it or looks wrong, up to the event to which it was checked: the
    /// last one, or, while a session grows, one a few thousand before}
    Findings findings();

    /// {@return the first event with a comment at or after this one, -1 if none}
    long nextComment(long event);

    /// {@return the state after this event; -1 gives the empty state before the first}
    SessionState stateAt(long event);

    /// {@return the states after events in order, as far as records of some kinds change them}
    ///
    /// @param kinds by the bits of their codes
    StateWalk stateWalk(int kinds);

    /// {@return the bytes of a region as known after this event}
    RegionBytes regionAt(long token, long event);

    /// {@return the last event at or before this time, -1 if all are later}
    long eventAtTime(long timeNanos);

    /// {@return how events are spread: events per equal share of the time from first to last event}
    ///
    /// @param buckets 1 and up
    Density density(int buckets);

    /// Spread of events over a session's time, for the session strip.
    ///
    /// @param events events in each bucket
    /// @param violations violations in each bucket
    /// @param lost records lost in each bucket
    /// @param dominantDevice the ordinal of the device with the most events in each bucket
    record Density(int[] events, int[] violations, int[] lost, int[] dominantDevice) {}
}
