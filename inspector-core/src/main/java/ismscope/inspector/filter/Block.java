package ismscope.inspector.filter;

import ismscope.inspector.event.Event;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.StateWalk;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Some events in a row, and what a filter asks of them: columns are read when they are asked for
/// first, events decoded and taken apart one at a time. Moved from block to block. Owned by one
/// thread.
final class Block {
    /// Events in a block at most.
    static final int SIZE = 4096;

    private static final int COLUMNS = EventColumn.values().length;

    private final SessionSnapshot session;
    private final long[][] columns = new long[COLUMNS][];
    private final boolean[] present = new boolean[COLUMNS];
    private final long[] single = new long[1];
    private long from;
    private int count;
    private @Nullable Event event;
    private final int stateKinds;
    private @Nullable StateWalk walk;

    private final LongFunction<Event> events;

    /// @param stateKinds kinds of events that change what is asked of states
    Block(SessionSnapshot session, int stateKinds) {
        this.stateKinds = stateKinds;
        this.session = session;
        events = session.eventsInOrder();
    }

    /// Moves it.
    void on(long first, int events) {
        from = first;
        count = events;
        java.util.Arrays.fill(present, false);
    }

    SessionSnapshot session() {
        return session;
    }

    int count() {
        return count;
    }

    /// {@return the number of one of its events}
    long number(int at) {
        return from + at;
    }

    /// {@return a column of its events; the array is longer}
    long[] column(EventColumn column) {
        int index = column.index();
        long[] values = columns[index];
        if (values == null) {
            values = new long[SIZE];
            columns[index] = values;
        }
        if (!present[index]) {
            session.read(column, from, count, values);
            present[index] = true;
        }
        return values;
    }

    long head(int at) {
        return column(EventColumn.HEAD)[at];
    }

    int kind(int at) {
        return EventHead.kind(head(at));
    }

    /// {@return the head of any event of the session}
    long headOf(long number) {
        if (number >= from && number - from < count) {
            return head((int) (number - from));
        }
        session.read(EventColumn.HEAD, number, 1, single);
        return single[0];
    }

    /// {@return the time of any event of the session}
    long timeOf(long number) {
        if (number >= from && number - from < count) {
            return column(EventColumn.TIME)[(int) (number - from)];
        }
        return session.timeNanos(number);
    }

    /// {@return one of its events, decoded}
    Event event(int at) {
        return eventOf(number(at));
    }

    /// {@return any event of the session, decoded}
    Event eventOf(long number) {
        Event known = event;
        if (known == null || known.number() != number) {
            known = events.apply(number);
            event = known;
        }
        return known;
    }

    /// {@return the state after one of its events, as far as the filter asks for it}
    StateWalk stateAfter(int at) {
        StateWalk states = walk;
        if (states == null) {
            states = session.stateWalk(stateKinds);
            walk = states;
        }
        states.to(number(at));
        return states;
    }
}
