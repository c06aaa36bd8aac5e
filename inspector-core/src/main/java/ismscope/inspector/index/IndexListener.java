package ismscope.inspector.index;

import ismscope.inspector.event.Event;

/// Computes something of its own from every event, on the index thread.
public interface IndexListener {
    /// Computes nothing.
    IndexListener NONE =
            new IndexListener() {
                @Override
                public void append(Event event) {}

                @Override
                public void published() {}
            };

    /// Takes the next event.
    void append(Event event);

    /// A snapshot up to the last event taken was published.
    void published();
}
