package ismscope.inspector.timeline;

/// What a VM's track tells apart.
public enum Lane {
    /// Requests; a command runs from here to its reply.
    COMMAND(0),
    DOORBELL(1),
    /// Eventq buffers filled.
    DELIVERY(2),
    /// Notifications merged into one that is still to be delivered.
    MERGED(3),
    /// Notifications that reach nobody.
    LOST(4),
    /// Refusals and violations.
    TROUBLE(5);

    private final int place;

    Lane(int place) {
        this.place = place;
    }

    /// {@return its place among the lanes, from 0}
    int place() {
        return place;
    }
}
