package ismscope.app.graph;

import ismscope.app.graph.GraphModel.Link;
import ismscope.app.graph.GraphModel.Region;
import ismscope.app.graph.GraphModel.Vm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// Makes few nodes of many: groups of VMs, and of regions, that share alike.
///
/// Up to [#READABLE_NODES] nodes nothing is folded. Above, the first of these that has at most
/// [#FOLDED_NODES] nodes and not too many links between them:
///
/// 1. Nodes that are attached in the same way to exactly the same partners are one.
/// 2. VMs stay single, and the regions that each allocated are one.
/// 3. Nodes with the same *role* are one: at first all VMs are alike and all regions are alike;
///    then, round by round, a group is split where its members have other links to groups (colour
///    refinement); first as to how many links, and if that gives too many groups, as to which
///    kinds.
///
/// A pinned node always stands alone, and so do, where it can be read, those it shares with. Ghosts
/// are folded away; groups keep the order of their first members.
final class Folding {
    static final int READABLE_NODES = 60;
    static final int FOLDED_NODES = 26;

    /// Links between nodes that people know by name.
    static final int SINGLE_LINKS = 120;

    /// Links between roles, which people have to make sense of first.
    static final int ROLE_LINKS = 44;

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
        int[] best = coloring.start();
        for (int[] candidate : List.of(coloring.twins(), coloring.byCreator())) {
            if (coloring.readable(candidate, SINGLE_LINKS)) {
                return coloring.groups(candidate);
            }
        }
        for (boolean counted : new boolean[] {true, false}) {
            int[] role = coloring.finestRole(counted);
            best = Coloring.count(role) > Coloring.count(best) ? role : best;
        }
        return coloring.groups(best);
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
            return color(start, identity, true);
        }

        /// The last of the rounds of refinement that can be read.
        ///
        /// @param counted whether it matters how many links of a kind there are
        int[] finestRole(boolean counted) {
            int[] colors = start();
            for (int round = 0; round < MAX_ROUNDS; round++) {
                int[] finer = color(colors, colors, counted);
                if (count(finer) == count(colors) || !readable(finer, ROLE_LINKS)) {
                    return colors;
                }
                colors = finer;
            }
            return colors;
        }

        private int[] color(int[] own, int[] partners, boolean counted) {
            Map<List<Long>, Integer> seen = new HashMap<>();
            int[] colors = new int[size()];
            for (int node = 0; node < colors.length; node++) {
                LongStream signature =
                        links.get(node).stream()
                                .mapToLong(
                                        tie -> (long) tie.weight() << 32 | partners[tie.partner()])
                                .sorted();
                List<Long> looks = new ArrayList<>();
                looks.add((long) own[node]);
                (counted ? signature : signature.distinct()).forEach(looks::add);
                colors[node] = seen.computeIfAbsent(looks, any -> seen.size());
            }
            return colors;
        }

        /// Whether so many groups, with the links between them, can be read.
        boolean readable(int[] colors, int mostLinks) {
            if (count(colors) > FOLDED_NODES) {
                return false;
            }
            Set<List<Integer>> lines = new HashSet<>();
            for (int node = 0; node < vms.size(); node++) {
                for (Tie tie : links.get(node)) {
                    lines.add(List.of(colors[node], colors[tie.partner()], tie.weight()));
                }
            }
            return lines.size() <= mostLinks;
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
