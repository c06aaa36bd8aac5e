package ismscope.app.graph;

import ismscope.app.graph.GraphFrame.LinkLine;
import ismscope.app.graph.GraphFrame.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where things are on the screen right now: nodes gliding to their places, links between them,
/// what is under the mouse. Thread: FX, though it needs no toolkit.
final class Scenery {
    private static final double GLIDE_SECONDS = 0.12;
    private static final double APPEAR_SECONDS = 0.22;
    private static final double ARRIVED = 0.25;
    private static final double LINK_REACH = 5;
    private static final double LANE_SPACING = 7;
    private static final double MARGIN = 24;

    private final Camera camera = new Camera();
    private final Map<NodeKey, Shown> shown = new HashMap<>();
    private GraphFrame frame = GraphFrame.EMPTY;
    private List<Line> lines = List.of();

    /// A node on its way.
    private record Shown(Box box, double opacity) {}

    /// A link and its line on the screen.
    record Line(LinkLine link, Curve curve) {}

    Camera camera() {
        return camera;
    }

    GraphFrame frame() {
        return frame;
    }

    /// {@return links as they lie now, in drawing order}
    List<Line> lines() {
        return lines;
    }

    /// Takes a new frame: what stays glides, what is new appears.
    ///
    /// @param still without gliding: another session, or a jump in time
    void show(GraphFrame next, boolean still) {
        boolean first = frame.isEmpty();
        frame = next;
        Set<NodeKey> present = new HashSet<>();
        for (Node node : next.nodes()) {
            present.add(node.key());
            Shown old = shown.get(node.key());
            if (old == null) {
                shown.put(node.key(), new Shown(node.box(), first || still ? 1 : 0));
            } else if (still) {
                shown.put(node.key(), new Shown(node.box(), 1));
            }
        }
        shown.keySet().retainAll(present);
    }

    /// Moves everything on.
    ///
    /// @param view where the graph may be drawn
    /// @param scale zoom at which text has its normal size
    /// @return whether anything still moves
    boolean tick(double seconds, Box view, double scale) {
        Box bounds = frame.bounds();
        if (bounds != null) {
            camera.fit(bounds.grow(MARGIN), view, scale);
        }
        boolean moving = camera.tick(seconds);
        double share = 1 - Math.exp(-seconds / GLIDE_SECONDS);
        for (Node node : frame.nodes()) {
            Shown now = shown.getOrDefault(node.key(), new Shown(node.box(), 1));
            boolean there = now.box().near(node.box(), ARRIVED);
            boolean solid = now.opacity() >= 1;
            if (there && solid) {
                continue;
            }
            moving = true;
            shown.put(
                    node.key(),
                    new Shown(
                            there ? node.box() : now.box().toward(node.box(), share),
                            Math.min(1, now.opacity() + seconds / APPEAR_SECONDS)));
        }
        layLines();
        return moving;
    }

    /// {@return where a node is on the screen}
    Box box(Node node) {
        Shown now = shown.get(node.key());
        return camera.toScreen(now == null ? node.box() : now.box());
    }

    /// {@return 0 when a node is just appearing, 1 soon after}
    double opacity(Node node) {
        Shown now = shown.get(node.key());
        return now == null ? 1 : now.opacity();
    }

    /// {@return the node under a point, null if there is none}
    @Nullable Node nodeAt(double x, double y) {
        List<Node> nodes = frame.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (box(nodes.get(i)).contains(x, y)) {
                return nodes.get(i);
            }
        }
        return null;
    }

    /// {@return the link within a few pixels of a point, null if there is none}
    @Nullable LinkLine linkAt(double x, double y) {
        Line best = null;
        double least = LINK_REACH;
        for (Line line : lines) {
            double distance = line.curve().distance(x, y);
            if (distance <= least) {
                least = distance;
                best = line;
            }
        }
        return best == null ? null : best.link();
    }

    /// {@return the line between two nodes, the strongest if there are several, null if none}
    @Nullable Curve curve(NodeKey vm, NodeKey region) {
        Curve found = null;
        for (Line line : lines) {
            if (line.link().vm().equals(vm) && line.link().region().equals(region)) {
                found = line.curve();
            }
        }
        return found;
    }

    /// {@return the node next to this one in a direction, null if there is none: the nearest within
    /// a quarter circle}
    ///
    /// @param from where to start, null for the middle of nowhere: the first node
    @Nullable Node neighbour(@Nullable Node from, int dx, int dy) {
        if (from == null) {
            return frame.nodes().isEmpty() ? null : frame.nodes().getFirst();
        }
        Node best = null;
        double least = Double.MAX_VALUE;
        for (Node node : frame.nodes()) {
            double x = node.box().centerX() - from.box().centerX();
            double y = node.box().centerY() - from.box().centerY();
            double along = x * dx + y * dy;
            double across = Math.abs(x * dy) + Math.abs(y * dx);
            double cost = along + 2 * across;
            if (along > 1 && across <= along * 1.8 && cost < least) {
                least = cost;
                best = node;
            }
        }
        return best;
    }

    private void layLines() {
        Map<NodeKey, Map<NodeKey, Integer>> lanes = new HashMap<>();
        List<Line> laid = new ArrayList<>(frame.links().size());
        for (LinkLine link : frame.links()) {
            Node vm = frame.node(link.vm());
            Node region = frame.node(link.region());
            if (vm == null || region == null) {
                continue;
            }
            int lane =
                    lanes.computeIfAbsent(link.vm(), any -> new HashMap<>())
                                    .merge(link.region(), 1, Integer::sum)
                            - 1;
            laid.add(new Line(link, Curve.between(box(vm), box(region), lane, LANE_SPACING)));
        }
        lines = laid;
    }
}
