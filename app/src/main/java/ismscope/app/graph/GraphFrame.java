package ismscope.app.graph;

import ismscope.app.graph.GraphModel.Region;
import ismscope.app.graph.GraphModel.Vm;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The graph at one event, folded and placed: all that is drawn of it. Immutable.
///
/// @param event after which it holds
/// @param model the same, one by one
/// @param folded whether some node stands for several
/// @param nodes VMs first, each kind in order of appearance
/// @param links weakest first
/// @param nodeOfVm which node a device is in, by ordinal
/// @param nodeOfRegion which node a region is in, by token
record GraphFrame(
        long event,
        GraphModel model,
        boolean folded,
        List<Node> nodes,
        List<LinkLine> links,
        Map<Integer, Node> nodeOfVm,
        Map<Long, Node> nodeOfRegion) {
    /// Nothing to show.
    static final GraphFrame EMPTY =
            new GraphFrame(
                    -1,
                    new GraphModel(List.of(), List.of(), List.of()),
                    false,
                    List.of(),
                    List.of(),
                    Map.of(),
                    Map.of());

    GraphFrame {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        nodeOfVm = Map.copyOf(nodeOfVm);
        nodeOfRegion = Map.copyOf(nodeOfRegion);
    }

    /// A card or a block, or a pile of them.
    sealed interface Node {
        /// {@return what it is, for as long as it is}
        NodeKey key();

        /// {@return where it is to be, at zoom 1}
        Box box();

        /// {@return how many it stands for}
        int size();

        /// {@return 1 while it is there, then falling to 0}
        double presence();
    }

    /// One VM or several that share alike.
    record VmNode(NodeKey key, Box box, List<Vm> members) implements Node {
        VmNode {
            members = List.copyOf(members);
        }

        @Override
        public int size() {
            return members.size();
        }

        @Override
        public double presence() {
            return members.getFirst().presence();
        }
    }

    /// One region or several that are shared alike.
    record RegionNode(NodeKey key, Box box, List<Region> members) implements Node {
        RegionNode {
            members = List.copyOf(members);
        }

        @Override
        public int size() {
            return members.size();
        }

        @Override
        public double presence() {
            return members.getFirst().presence();
        }
    }

    /// All links of one kind between two nodes.
    ///
    /// @param device ordinal of the one whose colour it has, 0 for a group's
    /// @param count how many
    /// @param presence 1 while it holds, then falling to 0
    record LinkLine(
            NodeKey vm, NodeKey region, LinkKind kind, int device, int count, double presence) {}

    /// {@return whether there is nothing to draw}
    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /// {@return the node with this key, null if there is none}
    @Nullable Node node(NodeKey key) {
        Node node = key.isVm() ? nodeOfVm.get((int) key.id()) : nodeOfRegion.get(key.id());
        return node != null && node.key().equals(key) ? node : null;
    }

    /// {@return what a group of VMs has to do with regions}
    Set<LinkKind> kinds(NodeKey vm) {
        Set<LinkKind> kinds = EnumSet.noneOf(LinkKind.class);
        for (LinkLine link : links) {
            if (link.vm().equals(vm)) {
                kinds.add(link.kind());
            }
        }
        return kinds;
    }

    /// {@return the smallest box around all nodes, null if there are none}
    @Nullable Box bounds() {
        Box bounds = null;
        for (Node node : nodes) {
            bounds = bounds == null ? node.box() : bounds.union(node.box());
        }
        return bounds;
    }
}
