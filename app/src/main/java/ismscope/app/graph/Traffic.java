package ismscope.app.graph;

import java.util.List;
import java.util.Map;

/// What went over the links between two states: to be seen moving, so in sums, and never more of it
/// than can be drawn.
///
/// @param upTo the event at which it ends
/// @param hops in order of their first event
/// @param alarms by device ordinal; only devices with news
/// @param touches stores into regions, oldest first
record Traffic(long upTo, List<Hop> hops, Map<Integer, Alarm> alarms, List<Touch> touches) {
    /// Nothing moved.
    static final Traffic NONE = new Traffic(-1, List.of(), Map.of(), List.of());

    Traffic {
        hops = List.copyOf(hops);
        alarms = Map.copyOf(alarms);
        touches = List.copyOf(touches);
    }

    /// What became of notifications on one stretch.
    enum Fate {
        /// A doorbell: from the VM to the region.
        RUNG,
        /// An eventq buffer filled: from the region to the VM.
        DELIVERED,
        /// Merged into another one on its way to the VM: nothing is lost.
        MERGED,
        /// A doorbell that reaches nobody: it dies at the region.
        DIED_AT_REGION,
        /// An event that the VM cannot get: it dies before the VM.
        DIED_AT_VM;

        /// {@return whether it goes from the VM to the region}
        boolean toRegion() {
            return this == RUNG || this == DIED_AT_REGION;
        }
    }

    /// Notifications of one kind on one stretch.
    ///
    /// @param device at the VM's end
    /// @param token at the region's end
    /// @param sender ordinal of the device that rang, in whose colour it travels
    /// @param count how many
    record Hop(Fate fate, int device, long token, int sender, long count) {}

    /// New trouble of a device.
    record Alarm(long refusals, long violations) {}

    /// Bytes written to a region.
    record Touch(long token, int device, long offset, long length) {}

    /// {@return whether there is nothing to show}
    boolean isEmpty() {
        return hops.isEmpty() && alarms.isEmpty() && touches.isEmpty();
    }
}
