package ismscope.app.graph;

import ismscope.app.graph.GraphModel.Region;
import ismscope.app.graph.Traffic.Alarm;
import ismscope.app.graph.Traffic.Touch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What just happened to nodes and is still to be seen: stores into regions, refusals, violations.
/// Thread: FX, though it needs no toolkit.
final class Glow {
    static final long TOUCH_NANOS = 1_400_000_000L;
    static final long ALARM_NANOS = 1_200_000_000L;

    /// A region's block has at most so many cells, each one chunk or several.
    static final int MOST_CELLS = 16;

    private final Map<Long, Touched[]> touches = new HashMap<>();
    private final Map<Integer, Long> refusedAt = new HashMap<>();
    private final Map<Integer, Long> violatedAt = new HashMap<>();

    /// The last store into a cell.
    ///
    /// @param device who stored
    /// @param nanos when it was shown
    record Touched(int device, long nanos) {
        static final Touched NEVER = new Touched(0, Long.MIN_VALUE / 2);

        /// {@return 1 just after it, falling to 0}
        double strength(long nowNanos) {
            return Glow.remaining(nanos, nowNanos, TOUCH_NANOS);
        }
    }

    /// {@return into how many cells a region's block is cut}
    static int cells(Region region) {
        return (int) Math.min(MOST_CELLS, region.chunks());
    }

    /// Takes news in.
    void add(Traffic traffic, GraphFrame frame, long nowNanos) {
        for (Touch touch : traffic.touches()) {
            GraphFrame.Node node = frame.nodeOfRegion().get(touch.token());
            if (node instanceof GraphFrame.RegionNode regions) {
                Region region = regions.members().getFirst();
                touch(regions.key().id(), region, touch, nowNanos);
            }
        }
        traffic.alarms().forEach((device, alarm) -> alarm(device, alarm, nowNanos));
    }

    /// {@return the last store into each cell of a node's block}
    Touched touched(NodeKey node, int cell) {
        Touched[] cells = touches.get(node.id());
        return cells == null || cell >= cells.length ? Touched.NEVER : cells[cell];
    }

    /// {@return 1 when a command of the device was just refused, falling to 0}
    double refusal(int device, long nowNanos) {
        return remaining(refusedAt.getOrDefault(device, Long.MIN_VALUE / 2), nowNanos, ALARM_NANOS);
    }

    /// {@return 1 when the device just broke a rule, falling to 0}
    double violation(int device, long nowNanos) {
        return remaining(
                violatedAt.getOrDefault(device, Long.MIN_VALUE / 2), nowNanos, ALARM_NANOS);
    }

    /// Forgets what is no longer seen.
    ///
    /// @return whether anything still glows
    boolean tick(long nowNanos) {
        refusedAt.values().removeIf(at -> nowNanos - at >= ALARM_NANOS);
        violatedAt.values().removeIf(at -> nowNanos - at >= ALARM_NANOS);
        touches.values().removeIf(cells -> allDark(cells, nowNanos));
        return !refusedAt.isEmpty() || !violatedAt.isEmpty() || !touches.isEmpty();
    }

    /// Forgets all: the current event was moved by hand.
    void clear() {
        touches.clear();
        refusedAt.clear();
        violatedAt.clear();
    }

    private void touch(long node, Region region, Touch touch, long nowNanos) {
        int count = cells(region);
        Touched[] cells = touches.get(node);
        if (cells == null || cells.length != count) {
            cells = new Touched[count];
            Arrays.fill(cells, Touched.NEVER);
            touches.put(node, cells);
        }
        double perCell = Math.max(1, (double) region.state().size() / count);
        long last = touch.offset() + Math.max(1, touch.length()) - 1;
        int from = Math.clamp((long) (touch.offset() / perCell), 0, count - 1);
        int to = Math.clamp((long) (last / perCell), from, count - 1);
        for (int cell = from; cell <= to; cell++) {
            cells[cell] = new Touched(touch.device(), nowNanos);
        }
    }

    private void alarm(int device, Alarm alarm, long nowNanos) {
        if (alarm.violations() > 0) {
            violatedAt.put(device, nowNanos);
        } else {
            refusedAt.put(device, nowNanos);
        }
    }

    private static boolean allDark(Touched[] cells, long nowNanos) {
        for (Touched cell : cells) {
            if (nowNanos - cell.nanos() < TOUCH_NANOS) {
                return false;
            }
        }
        return true;
    }

    private static double remaining(long since, long nowNanos, long lifeNanos) {
        return Math.clamp(1 - (double) (nowNanos - since) / lifeNanos, 0, 1);
    }
}
