package ismscope.inspector.index;

/// The columns that are read in bulk.
public enum EventColumn {
    /// Nanoseconds since the epoch.
    TIME(0),
    /// Device, flags, kind and outcome: [EventHead].
    HEAD(1),
    /// Flow, 0 for none.
    FLOW(2),
    /// Token, 0 for none.
    TOKEN(3),
    /// Number of the reply or request, -1 for none.
    COUNTERPART(4);

    private final int index;

    EventColumn(int index) {
        this.index = index;
    }

    /// {@return its place among the columns, from 0}
    public int index() {
        return index;
    }
}
