package ismscope.inspector.state;

import ismscope.inspector.event.Event;
import ismscope.inspector.index.EventColumn;
import java.util.function.LongFunction;

/// The events of a session, as states are made from them. Owned by one thread.
public interface StateEvents extends LongFunction<Event> {
    /// {@return an event, decoded}
    @Override
    Event apply(long event);

    /// Copies a part of a column of the index.
    ///
    /// @param from the first event
    /// @param count events
    /// @param target takes them from its first place on
    void read(EventColumn column, long from, int count, long[] target);
}
