package ismscope.inspector.state;

import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The state after one event, and then after a later one: for who asks millions of events in order
/// for a few values, which [StateTimeline#at] would take minutes for.
///
/// Only events of kinds that change those values are decoded; of the others the index tells enough.
/// Going on costs about a nanosecond for each event passed and a decoding for each that matters;
/// going back costs that from the last multiple of [#PIECE] events. Owned by one thread.
public final class StateWalk {
    /// Events after which a walk keeps a place to go back to.
    public static final int PIECE = 4096;

    /// From here on it may be quicker to start from a keyframe.
    private static final int FAR = 256;

    /// Kinds whose records make up a device that was never introduced.
    private static final int DEVICE_KINDS =
            TapKind.bits(
                    TapKind.STATUS,
                    TapKind.FEATURES,
                    TapKind.QUEUE,
                    TapKind.REQUEST,
                    TapKind.REPLY,
                    TapKind.EVENT,
                    TapKind.DOORBELL,
                    TapKind.VIOLATION,
                    TapKind.SWALLOWED);

    /// Kinds without which nothing is right: they bring and end devices, regions and mappings.
    private static final int ALWAYS =
            TapKind.bits(
                    TapKind.DEVICE_ADDED,
                    TapKind.DEVICE_REMOVED,
                    TapKind.REGION_CREATED,
                    TapKind.REGION_FREED,
                    TapKind.MAPPED);

    private final StateTimeline timeline;
    private final StateEvents events;
    private final long count;
    private final int kinds;
    private final long[] piece = new long[PIECE];
    private long pieceStart = -1;
    private final BitSet known = new BitSet();
    private FrozenState mark = FrozenState.NOTHING;
    private long markAt = -1;
    private WorkingState working = new WorkingState(FrozenState.NOTHING);
    private long at = -1;
    private @Nullable DeviceState deviceBefore;
    private @Nullable RegionState regionBefore;

    /// @param events of the session
    /// @param count of them
    /// @param kinds whose events change what is asked for, by the bits of their codes
    public StateWalk(StateTimeline timeline, StateEvents events, long count, int kinds) {
        this.timeline = timeline;
        this.events = events;
        this.count = count;
        this.kinds = kinds | ALWAYS;
    }

    /// Goes to the state after an event.
    public void to(long event) {
        if (event < at) {
            back(event);
        } else if (event - at > FAR) {
            leap(event);
        }
        while (at < event) {
            step(at + 1, event);
        }
    }

    /// {@return a device as the values that were asked for know it, null if it was not seen yet}
    public @Nullable DeviceState device(int ordinal) {
        return working.deviceNow(ordinal);
    }

    /// {@return a region as the values that were asked for know it, null if it was not seen yet}
    public @Nullable RegionState region(long token) {
        return working.regionNow(token);
    }

    /// {@return the device of the event that this is at, as it was before; only if the event is of
    /// one of the kinds}
    public @Nullable DeviceState deviceBefore() {
        return deviceBefore;
    }

    /// {@return the region of the event that this is at, as it was before; only if the event is of
    /// one of the kinds}
    public @Nullable RegionState regionBefore() {
        return regionBefore;
    }

    private void back(long event) {
        if (markAt < event) {
            start(mark, markAt);
        } else {
            FrozenState keyframe = timeline.keyframe(event - 1);
            start(keyframe, keyframe.event());
        }
    }

    private void leap(long event) {
        FrozenState keyframe = timeline.keyframe(event - 1);
        if (keyframe.event() > at) {
            start(keyframe, keyframe.event());
        }
    }

    private void start(FrozenState from, long where) {
        mark = from;
        markAt = where;
        working = new WorkingState(from);
        at = where;
        known.clear();
    }

    private void step(long next, long target) {
        if (next % PIECE == 0 && next != markAt + 1) {
            mark = working.freeze();
            markAt = next - 1;
        }
        long head = head(next);
        int kind = EventHead.kind(head);
        if ((kinds >>> kind & 1) != 0 || makesUp(EventHead.device(head), kind)) {
            Event event = events.apply(next);
            if (next == target) {
                deviceBefore = working.deviceNow(event.device());
                regionBefore = working.regionNow(event.token());
            }
            boolean gap = asksForGaps(kind) && timeline.gapSeen(next, events);
            working.resume(gap);
            StateReducer.apply(working, event);
        }
        at = next;
    }

    private static boolean asksForGaps(int kind) {
        return kind == TapKind.STATUS.code() || kind == TapKind.DEVICE_REMOVED.code();
    }

    private boolean makesUp(int device, int kind) {
        if (device == 0 || (DEVICE_KINDS >>> kind & 1) == 0 || known.get(device)) {
            return false;
        }
        boolean there = working.deviceNow(device) != null;
        known.set(device, there);
        return !there;
    }

    private long head(long event) {
        long start = event - event % PIECE;
        if (start != pieceStart) {
            events.read(EventColumn.HEAD, start, (int) Math.min(PIECE, count - start), piece);
            pieceStart = start;
        }
        return piece[(int) (event - start)];
    }
}
