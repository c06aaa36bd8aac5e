package ismscope.app.graph;

import ismscope.inspector.session.SessionSnapshot;
import java.util.function.BooleanSupplier;

/// Finds the last event of a node.
final class LastEvent {
    private static final int ASKED_EVERY = 1 << 16;

    private LastEvent() {}

    /// {@return the last event at or before `from` that is about the node, -1 if there is none or
    /// it was given up}
    ///
    /// @param cancelled asked now and then
    static long of(SessionSnapshot snapshot, NodeKey node, long from, BooleanSupplier cancelled) {
        for (long event = Math.min(from, snapshot.eventCount() - 1); event >= 0; event--) {
            boolean about =
                    node.isVm()
                            ? snapshot.device(event) == node.id()
                            : snapshot.token(event) == node.id();
            if (about) {
                return event;
            }
            if (event % ASKED_EVERY == 0 && cancelled.getAsBoolean()) {
                return -1;
            }
        }
        return -1;
    }
}
