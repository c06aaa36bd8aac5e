package ismscope.inspector.state;

import ismscope.device.tap.TapKind;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;

/// Applies events that follow each other to a state. Most of a session's events only count up, and
/// the index tells all that this needs: they are not decoded.
///
/// Owned by one thread.
final class StateReplay {
    private static final int PIECE = 1024;

    private final StateEvents events;
    private final long[] heads = new long[PIECE];
    private final long[] tokens = new long[PIECE];

    StateReplay(StateEvents events) {
        this.events = events;
    }

    /// Applies the events after the one that the state has.
    ///
    /// @param last the last of them
    /// @param whole whether no record is missing among them, nor before; else each is looked at
    void apply(WorkingState state, long last, boolean whole) {
        long next = state.event() + 1;
        while (whole && next < last) {
            int count = (int) Math.min(PIECE, last - next);
            events.read(EventColumn.HEAD, next, count, heads);
            events.read(EventColumn.TOKEN, next, count, tokens);
            for (int i = 0; i < count; i++) {
                if (!counted(state, heads[i], tokens[i], next + i)) {
                    StateReducer.apply(state, events.apply(next + i));
                }
            }
            next += count;
        }
        // The last one says which number the next must have.
        for (; next <= last; next++) {
            StateReducer.apply(state, events.apply(next));
        }
    }

    private static boolean counted(WorkingState state, long head, long token, long event) {
        state.at(event);
        TapKind kind = TapKind.fromCode(EventHead.kind(head));
        return StateReducer.counted(state, kind, EventHead.device(head), token);
    }
}
