package ismscope.inspector.export;

import ismscope.inspector.session.SessionSnapshot;

/// Says which events of a session are wanted. Thread: any.
@FunctionalInterface
public interface EventFilter {
    /// Wants every event.
    EventFilter EVERYTHING = (_, _) -> true;

    /// {@return whether an event is wanted}
    boolean accepts(SessionSnapshot session, long event);
}
