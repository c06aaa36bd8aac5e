package ismscope.inspector.statistics;

/// What is counted of a session, a VM, a region or a command.
///
/// Merged and lost notifications are summed by what their records tell, which may be several each;
/// everything else is a number of events.
public enum Measure {
    EVENTS(0, ""),
    /// Requests taken from a queue.
    COMMANDS(1, "ism.kind == REQUEST"),
    /// Replies with an ack other than OK.
    REFUSALS(2, "ism.kind == REPLY && ism.status != OK"),
    /// Stores to the notify area.
    DOORBELLS(3, "ism.kind == DOORBELL"),
    /// Eventq buffers filled.
    DELIVERIES(4, "ism.kind == EVENT"),
    INTERRUPTS(5, "ism.kind == INTERRUPT"),
    /// Notifications merged into one that is still to be delivered.
    MERGED(6, "ism.swallowed.reason == merged"),
    /// Notifications that reach nobody.
    LOST(7, "ism.kind == SWALLOWED && ism.swallowed.reason != merged"),
    VIOLATIONS(8, "ism.kind == VIOLATION");

    private final int place;
    private final String filter;

    Measure(int place, String filter) {
        this.place = place;
        this.filter = filter;
    }

    /// {@return its place in an array with a number for each measure}
    int place() {
        return place;
    }

    /// {@return the events that are counted, as a filter; empty for all}
    public String filter() {
        return filter;
    }
}
