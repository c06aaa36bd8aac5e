package ismscope.inspector.state;

import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import ismscope.inspector.event.Event;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The state of a session at any of its events.
///
/// Every so many events a keyframe is kept; a state is made by applying the events since the
/// nearest keyframe or recently asked state before it. Guarantees:
/// 1. Keyframes share what did not change between them; when they become more than [#MAX_KEYFRAMES]
///    or hold more than about [#MAX_OWN_ENTRIES] devices and regions of their own, every other one
///    is dropped and their distance doubles. Memory is bounded, and the cost of a jump grows with
///    the length of the session only once that bound is reached.
/// 2. States that were asked for last are kept too, so that going on from there, as scrubbing,
///    stepping and watching live do, costs in proportion to the events between.
///
/// Thread: [#append] and [#tip] on the one thread that owns it; [#at] on any.
public final class StateTimeline {
    /// Events between keyframes to begin with.
    public static final int FIRST_DISTANCE = 1024;

    /// Keyframes kept at most.
    public static final int MAX_KEYFRAMES = 4096;

    /// Devices and regions kept at most that only one keyframe holds; each is about 300 bytes.
    public static final int MAX_OWN_ENTRIES = 200_000;

    private static final int RECENT = 8;

    private final int maxKeyframes;
    private final int maxOwnEntries;
    private final WorkingState working = new WorkingState(FrozenState.NOTHING);
    private final AtomicReferenceArray<FrozenState> recent = new AtomicReferenceArray<>(RECENT);
    private final AtomicInteger nextRecent = new AtomicInteger();
    private volatile Keyframes keyframes = Keyframes.initial();
    private long distance;
    private int ownSinceKeyframe;

    /// A timeline without events.
    public StateTimeline() {
        this(FIRST_DISTANCE, MAX_KEYFRAMES, MAX_OWN_ENTRIES);
    }

    StateTimeline(int firstDistance, int maxKeyframes, int maxOwnEntries) {
        this.distance = firstDistance;
        this.maxKeyframes = maxKeyframes;
        this.maxOwnEntries = maxOwnEntries;
    }

    /// {@return a timeline as it was saved; nothing may be appended to it}
    ///
    /// @throws IndexOutOfBoundsException if it is not whole
    public static StateTimeline load(SavedInput in) {
        StateTimeline timeline = new StateTimeline();
        timeline.keyframes = SavedStates.load(in);
        return timeline;
    }

    /// Writes all of it. The owner's only.
    public void save(SavedOutput out) throws IOException {
        SavedStates.save(keyframes, out);
    }

    /// Takes the next event of the session.
    public void append(Event event) {
        StateReducer.apply(working, event);
        if (event.number() - keyframes.last().event() >= distance) {
            keep();
        }
    }

    /// {@return the state after the event appended last; quick, and what follows it on any thread
    /// then starts here}
    public SessionState tip() {
        ownSinceKeyframe += working.touched();
        FrozenState state = working.freeze();
        remember(state);
        return state;
    }

    /// {@return the state after `event`, one that was appended; -1 for the state before the first}
    ///
    /// @param events gives the events of the session, at least those up to `event`
    public SessionState at(long event, StateEvents events) {
        return frozenAt(event, events);
    }

    private FrozenState frozenAt(long event, StateEvents events) {
        Keyframes known = keyframes;
        FrozenState start = known.floor(event);
        for (int i = 0; i < RECENT; i++) {
            FrozenState candidate = recent.get(i);
            if (candidate != null
                    && candidate.event() <= event
                    && candidate.event() > start.event()) {
                start = candidate;
            }
        }
        if (start.event() == event) {
            return start;
        }
        WorkingState state = new WorkingState(start);
        // Once a gap was seen it stays so: if a later state knows of none, there was none.
        FrozenState next = known.after(event);
        boolean whole = next != null && !next.gapSeen();
        new StateReplay(events).apply(state, event, whole);
        FrozenState result = state.freeze();
        remember(result);
        return result;
    }

    /// {@return the last keyframe at or before an event, -1 or later}
    FrozenState keyframe(long event) {
        return keyframes.floor(event);
    }

    /// {@return whether the capture is known to lack records before the end of an event}
    ///
    /// @param events as for [#at]
    boolean gapSeen(long event, StateEvents events) {
        Keyframes known = keyframes;
        if (known.floor(event).gapSeen()) {
            return true;
        }
        // Once seen it stays so: if a later state knows of none, there was none.
        FrozenState next = known.after(event);
        return (next == null || next.gapSeen()) && frozenAt(event, events).gapSeen();
    }

    /// {@return events between keyframes at present}
    long distance() {
        return distance;
    }

    private void remember(FrozenState state) {
        recent.set(Math.floorMod(nextRecent.getAndIncrement(), RECENT), state);
    }

    private void keep() {
        ownSinceKeyframe += working.touched();
        FrozenState state = working.freeze();
        int all = state.devices().size() + state.regions().size();
        Keyframes grown = keyframes.with(state, Math.min(ownSinceKeyframe, all));
        ownSinceKeyframe = 0;
        while (grown.size() > maxKeyframes
                || (grown.size() > 2 && grown.ownInAll() > maxOwnEntries)) {
            grown = grown.thinned();
            distance *= 2;
        }
        keyframes = grown;
    }
}
