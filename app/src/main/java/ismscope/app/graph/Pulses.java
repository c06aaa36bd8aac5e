package ismscope.app.graph;

import ismscope.app.graph.Traffic.Fate;
import ismscope.app.graph.Traffic.Hop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Notifications on their way over the links.
///
/// A lane is one direction of one link with one fate. It starts at most one pulse each
/// [#SPACING_NANOS] (8 a second); what comes in between is carried by the next pulse, which says
/// how many it stands for. Nothing is forgotten, and the number of pulses is bounded by the links.
/// In each direction of a link one pulse at a time has its count written beside it. Thread: FX,
/// though it needs no toolkit.
final class Pulses {
    static final long SPACING_NANOS = 125_000_000L;
    static final long TRAVEL_NANOS = 520_000_000L;

    /// A pulse that died stays a moment where it did.
    static final long DEATH_NANOS = 380_000_000L;

    static final int MOST = 400;

    private final Map<Lane, Waiting> lanes = new HashMap<>();
    private final List<Pulse> flying = new ArrayList<>();

    /// One direction of one link with one fate.
    record Lane(NodeKey vm, NodeKey region, Fate fate) {
        boolean sameWay(Lane other) {
            return vm.equals(other.vm)
                    && region.equals(other.region)
                    && fate.toRegion() == other.fate.toRegion();
        }
    }

    /// A notification, or `count` of them, between `startNanos` and the end of its way.
    ///
    /// @param sender ordinal of the device in whose colour it travels
    /// @param labelled whether its count is to be written
    record Pulse(Lane lane, int sender, long count, boolean labelled, long startNanos) {
        /// {@return how far it is: 0 where it starts, 1 where it ends}
        double progress(long nowNanos) {
            return Math.clamp((double) (nowNanos - startNanos) / TRAVEL_NANOS, 0, 1);
        }

        /// {@return whether it arrived and, if it died, that was seen}
        boolean over(long nowNanos) {
            long linger =
                    lane.fate() == Fate.DIED_AT_REGION || lane.fate() == Fate.DIED_AT_VM
                            ? DEATH_NANOS
                            : 0;
            return nowNanos - startNanos >= TRAVEL_NANOS + linger;
        }
    }

    /// What waits for its lane to be free.
    private static final class Waiting {
        private long count;
        private int sender;
        private long freeAt = Long.MIN_VALUE;
        private long notBefore;
    }

    /// Takes notifications in; those whose ends are not drawn are left out.
    void add(Traffic traffic, GraphFrame frame, long nowNanos) {
        for (Hop hop : traffic.hops()) {
            GraphFrame.Node vm = frame.nodeOfVm().get(hop.device());
            GraphFrame.Node region = frame.nodeOfRegion().get(hop.token());
            if (vm == null || region == null) {
                continue;
            }
            Lane lane = new Lane(vm.key(), region.key(), hop.fate());
            Waiting waiting = lanes.computeIfAbsent(lane, any -> new Waiting());
            if (waiting.count == 0) {
                waiting.notBefore =
                        hop.fate().toRegion() ? nowNanos : nowNanos + TRAVEL_NANOS * 3 / 4;
            }
            waiting.count += hop.count();
            waiting.sender = hop.sender();
        }
    }

    /// Lets go what may fly and drops what arrived.
    ///
    /// @return whether anything is on its way or waits
    boolean tick(long nowNanos) {
        flying.removeIf(pulse -> pulse.over(nowNanos));
        lanes.forEach((lane, waiting) -> start(lane, waiting, nowNanos));
        lanes.values().removeIf(waiting -> waiting.count == 0 && nowNanos >= waiting.freeAt);
        return !flying.isEmpty() || !lanes.isEmpty();
    }

    /// {@return what is on its way, in order of start}
    List<Pulse> flying() {
        return flying;
    }

    /// Forgets all: the current event was moved by hand.
    void clear() {
        lanes.clear();
        flying.clear();
    }

    private void start(Lane lane, Waiting waiting, long nowNanos) {
        boolean ready =
                waiting.count > 0
                        && nowNanos >= waiting.freeAt
                        && nowNanos >= waiting.notBefore
                        && flying.size() < MOST;
        if (ready) {
            boolean labelled =
                    waiting.count > 1
                            && flying.stream()
                                    .noneMatch(p -> p.labelled() && p.lane().sameWay(lane));
            flying.add(new Pulse(lane, waiting.sender, waiting.count, labelled, nowNanos));
            waiting.count = 0;
            waiting.freeAt = nowNanos + SPACING_NANOS;
        }
    }
}
