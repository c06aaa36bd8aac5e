package ismscope.app.graph;

import ismscope.app.graph.GraphModel.Link;
import ismscope.app.graph.GraphModel.Region;
import ismscope.app.graph.GraphModel.Vm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Makes few nodes of many: groups of VMs, and of regions, that share alike.
///
/// Up to [#READABLE_NODES] nodes nothing is folded. Above, nodes that are attached in the same way
/// to exactly the same partners become one. If that is not enough, VMs stay single and each one's
/// own regions become one. If there are too many VMs for that, nodes with the same *role* do: at
/// first all VMs are alike and all regions are alike; then, round by round, a group is split where
/// its members have different links to groups (colour refinement), as long as the groups can be
/// read. A pinned node always stands alone, and so do, by the rounds, those it shares with.
///
/// Ghosts are folded away; groups keep the order of their first members.
final class Folding {
    static final int READABLE_NODES = 60;
    private static final int MAX_ROUNDS = 16;

    private Folding() {}

    /// The groups, each with at least one member, in order of their first members.
    record Groups(List<List<Vm>> vms, List<List<Region>> regions) {
        Groups {
            vms = List.copyOf(vms);
            regions = List.copyOf(regions);
        }

        int count() {
            return vms.size() + regions.size();
        }

        /// {@return whether any group has more than one member}
        boolean folded() {
            return vms.stream().anyMatch(g -> g.size() > 1)
                    || regions.stream().anyMatch(g -> g.size() > 1);
        }
    }

    /// {@return groups of the model's nodes, singles where all can be read}
    ///
    /// @param pinned nodes that are never folded
    static Groups of(GraphModel model, Set<NodeKey> pinned) {
        if (model.nodeCount() <= READABLE_NODES) {
            return new Groups(
                    model.vms().stream().map(List::of).toList(),
                    model.regions().stream().map(List::of).toList());
        }
        Coloring coloring = new Coloring(model, pinned);
        int[] twins = coloring.twins();
        if (Coloring.count(twins) <= READABLE_NODES) {
            return coloring.groups(twins);
        }
        int[] byCreator = coloring.byCreator();
        if (Coloring.count(byCreator) <= READABLE_NODES) {
            return coloring.groups(byCreator);
        }
        int[] colors = coloring.start();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            int[] finer = coloring.refine(colors);
            int count = Coloring.count(finer);
            if (count > READABLE_NODES || count == Coloring.count(colors)) {
                break;
            }
            colors = finer;
        }
        return coloring.groups(colors);
    }

    /// Nodes as numbers (VMs first, then regions), their links, and colours for them. Colours are
    /// numbered in order of the first node that has them, so they do not depend on hashing.
    private static final class Coloring {
        private final List<Vm> vms;
        private final List<Region> regions;
        private final Set<NodeKey> pinned;
        private final List<List<Tie>> links = new ArrayList<>();

        Coloring(GraphModel model, Set<NodeKey> pinned) {
            this.pinned = pinned;
            vms = alive(model.vms(), vm -> vm.presence() == 1);
            regions = alive(model.regions(), region -> region.presence() == 1);
            Map<NodeKey, Integer> numbers = new HashMap<>();
            for (int node = 0; node < size(); node++) {
                numbers.put(key(node), node);
                links.add(new ArrayList<>());
            }
            for (Link link : model.links()) {
                Integer vm = numbers.get(NodeKey.vm(link.device()));
                Integer region = numbers.get(NodeKey.region(link.token()));
                if (vm != null && region != null && link.kind() != LinkKind.ENDED) {
                    links.get(vm).add(new Tie(link.kind().weight(), region));
                    links.get(region).add(new Tie(link.kind().weight(), vm));
                }
            }
        }

        private static <T> List<T> alive(List<T> all, Predicate<T> present) {
            return all.stream().filter(present).toList();
        }

        private int size() {
            return vms.size() + regions.size();
        }

        private NodeKey key(int node) {
            return node < vms.size()
                    ? NodeKey.vm(vms.get(node).state().ordinal())
                    : NodeKey.region(regions.get(node - vms.size()).state().token());
        }

        /// All VMs alike, all regions alike, each pinned node by itself.
        int[] start() {
            Map<Object, Integer> seen = new HashMap<>();
            int[] colors = new int[size()];
            for (int node = 0; node < colors.length; node++) {
                NodeKey key = key(node);
                Object looks = pinned.contains(key) ? key : key.kind();
                colors[node] = seen.computeIfAbsent(looks, any -> seen.size());
            }
            return colors;
        }

        /// Each VM by itself, regions alike if the same device created them.
        int[] byCreator() {
            Map<Object, Integer> seen = new HashMap<>();
            int[] colors = new int[size()];
            for (int node = 0; node < colors.length; node++) {
                NodeKey key = key(node);
                boolean single = key.isVm() || pinned.contains(key);
                Object looks = single ? key : regions.get(node - vms.size()).state().creatorDevid();
                colors[node] = seen.computeIfAbsent(looks, any -> seen.size());
            }
            return colors;
        }

        /// Alike only if linked in the same way to the same nodes.
        int[] twins() {
            int[] identity = new int[size()];
            Arrays.setAll(identity, node -> node);
            int[] start = start();
            return color(start, identity);
        }

        /// Alike only if they were, and are linked in the same way to nodes that were alike.
        int[] refine(int[] colors) {
            return color(colors, colors);
        }

        private int[] color(int[] own, int[] partners) {
            Map<List<Long>, Integer> seen = new HashMap<>();
            int[] colors = new int[size()];
            for (int node = 0; node < colors.length; node++) {
                long[] signature =
                        links.get(node).stream()
                                .mapToLong(
                                        tie -> (long) tie.weight() << 32 | partners[tie.partner()])
                                .sorted()
                                .toArray();
                List<Long> looks = new ArrayList<>(signature.length + 1);
                looks.add((long) own[node]);
                for (long part : signature) {
                    looks.add(part);
                }
                colors[node] = seen.computeIfAbsent(looks, any -> seen.size());
            }
            return colors;
        }

        static int count(int[] colors) {
            return Arrays.stream(colors).max().orElse(-1) + 1;
        }

        Groups groups(int[] colors) {
            Map<Integer, List<Vm>> vmGroups = new LinkedHashMap<>();
            Map<Integer, List<Region>> regionGroups = new LinkedHashMap<>();
            for (int node = 0; node < colors.length; node++) {
                if (node < vms.size()) {
                    vmGroups.computeIfAbsent(colors[node], any -> new ArrayList<>())
                            .add(vms.get(node));
                } else {
                    regionGroups
                            .computeIfAbsent(colors[node], any -> new ArrayList<>())
                            .add(regions.get(node - vms.size()));
                }
            }
            return new Groups(List.copyOf(vmGroups.values()), List.copyOf(regionGroups.values()));
        }
    }

    /// A link, seen from one of its ends.
    private record Tie(int weight, int partner) {}
}
