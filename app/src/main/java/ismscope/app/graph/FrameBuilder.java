package ismscope.app.graph;

import ismscope.app.graph.GraphFrame.LinkLine;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.app.graph.GraphFrame.RegionNode;
import ismscope.app.graph.GraphFrame.VmNode;
import ismscope.app.graph.GraphModel.Link;
import ismscope.app.graph.GraphModel.Region;
import ismscope.app.graph.GraphModel.Vm;
import ismscope.app.graph.Grid.Cell;
import ismscope.inspector.state.SessionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns states of one session into frames. Thread: its owner's.
final class FrameBuilder {
    private final Slots slots = new Slots();

    /// {@return the graph at a state}
    ///
    /// @param fading how ghosts fade, [Fading#none] to hide them
    /// @param pinned nodes that are never folded
    GraphFrame build(SessionState state, Fading fading, Set<NodeKey> pinned) {
        slots.place(state);
        GraphModel model = GraphModel.of(state, fading);
        Folding.Groups groups = Folding.of(model, pinned);
        boolean folded = groups.folded();
        List<Node> nodes = folded ? placeGroups(groups, model) : placeSingles(groups);
        Map<Integer, Node> nodeOfVm = new HashMap<>();
        Map<Long, Node> nodeOfRegion = new HashMap<>();
        for (Node node : nodes) {
            switch (node) {
                case VmNode vm -> vm.members().forEach(m -> nodeOfVm.put(m.state().ordinal(), vm));
                case RegionNode region ->
                        region.members().forEach(m -> nodeOfRegion.put(m.state().token(), region));
            }
        }
        List<LinkLine> links = lines(model, nodeOfVm, nodeOfRegion);
        return new GraphFrame(state.event(), model, folded, nodes, links, nodeOfVm, nodeOfRegion);
    }

    /// Each in its own slot; a ghost gives way to its successor there.
    private List<Node> placeSingles(Folding.Groups groups) {
        Map<Integer, Vm> vms = new LinkedHashMap<>();
        Map<Cell, Region> regions = new LinkedHashMap<>();
        int columns = 1;
        for (List<Vm> group : groups.vms()) {
            Vm vm = group.getFirst();
            vms.put(slots.vm(NodeKey.vm(vm.state().ordinal())), vm);
        }
        for (List<Region> group : groups.regions()) {
            Region region = group.getFirst();
            Cell cell = slots.region(NodeKey.region(region.state().token()));
            regions.put(cell, region);
            columns = Math.max(columns, cell.column() + 1);
        }
        List<Node> nodes = new ArrayList<>();
        int bandColumns = columns;
        vms.forEach((slot, vm) -> nodes.add(card(List.of(vm), slot, bandColumns)));
        regions.forEach((cell, region) -> nodes.add(block(List.of(region), cell)));
        return nodes;
    }

    /// Groups have no slot for life: they stand in order of their first members, regions at the
    /// height of the VMs they are linked to.
    private static List<Node> placeGroups(Folding.Groups groups, GraphModel model) {
        Map<Integer, Integer> slotOfVm = new HashMap<>();
        for (int slot = 0; slot < groups.vms().size(); slot++) {
            for (Vm vm : groups.vms().get(slot)) {
                slotOfVm.put(vm.state().ordinal(), slot);
            }
        }
        Map<Long, double[]> heights = new HashMap<>();
        for (Link link : model.links()) {
            Integer slot = slotOfVm.get(link.device());
            if (slot != null && link.kind().attached()) {
                double[] sum = heights.computeIfAbsent(link.token(), any -> new double[2]);
                sum[0] += Grid.vmY(slot);
                sum[1]++;
            }
        }
        int rows = Grid.regionRows(groups.vms().size());
        int columns = (groups.regions().size() + rows - 1) / rows;
        List<List<Region>> ordered = new ArrayList<>(groups.regions());
        ordered.sort(Comparator.comparingDouble(group -> height(group, heights)));
        List<Node> nodes = new ArrayList<>();
        for (int slot = 0; slot < groups.vms().size(); slot++) {
            nodes.add(card(groups.vms().get(slot), slot, Math.max(1, columns)));
        }
        for (int place = 0; place < ordered.size(); place++) {
            nodes.add(block(ordered.get(place), new Cell(place % columns, place / columns)));
        }
        return nodes;
    }

    private static double height(List<Region> group, Map<Long, double[]> heights) {
        double[] sum = heights.get(group.getFirst().state().token());
        return sum == null ? Double.MAX_VALUE : sum[0] / sum[1];
    }

    private static VmNode card(List<Vm> members, int slot, int bandColumns) {
        NodeKey key = NodeKey.vm(members.getFirst().state().ordinal());
        return new VmNode(key, Grid.card(slot, bandColumns), members);
    }

    private static RegionNode block(List<Region> members, Cell cell) {
        NodeKey key = NodeKey.region(members.getFirst().state().token());
        long bytes = members.stream().mapToLong(m -> m.state().size()).max().orElse(0);
        return new RegionNode(key, Grid.region(cell, bytes), members);
    }

    private static List<LinkLine> lines(
            GraphModel model, Map<Integer, Node> nodeOfVm, Map<Long, Node> nodeOfRegion) {
        Map<LineKey, LinkLine> lines = new LinkedHashMap<>();
        Set<LineKey> attached = new HashSet<>();
        for (Link link : model.links()) {
            Node vm = nodeOfVm.get(link.device());
            Node region = nodeOfRegion.get(link.token());
            if (vm == null || region == null) {
                continue;
            }
            LineKey key = new LineKey(vm.key(), region.key(), link.kind());
            if (link.kind().attached()) {
                attached.add(new LineKey(vm.key(), region.key(), LinkKind.ENDED));
            }
            int device = vm.size() == 1 ? link.device() : 0;
            lines.merge(
                    key,
                    new LinkLine(vm.key(), region.key(), link.kind(), device, 1, link.presence()),
                    (a, b) ->
                            new LinkLine(
                                    a.vm(),
                                    a.region(),
                                    a.kind(),
                                    a.device(),
                                    a.count() + 1,
                                    Math.max(a.presence(), b.presence())));
        }
        lines.keySet().removeAll(attached);
        return List.copyOf(lines.values());
    }

    private record LineKey(NodeKey vm, NodeKey region, LinkKind kind) {}
}
