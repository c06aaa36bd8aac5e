package ismscope.app.graph;

import ismscope.app.graph.GraphModel.Region;
import ismscope.app.graph.GraphModel.Vm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds VMs by name or device id and regions by token, as they are typed. Toolkit-free.
///
/// @param found in order: VMs, then regions
record GraphSearch(Set<NodeKey> found) {
    /// Nothing was asked.
    static final GraphSearch NONE = new GraphSearch(Set.of());

    /// {@return what a text finds; no text finds nothing}
    ///
    /// @param text part of a name; or digits of a device id or token, with or without `0x`
    static GraphSearch of(GraphModel model, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return NONE;
        }
        boolean hexOnly = wanted.startsWith("0x");
        String hex = hexOnly ? wanted.substring(2) : wanted;
        Set<NodeKey> found = new LinkedHashSet<>();
        for (Vm vm : model.vms()) {
            boolean named = !hexOnly && vm.state().name().toLowerCase(Locale.ROOT).contains(wanted);
            if (named || (hexOnly && Long.toHexString(vm.state().devid()).contains(hex))) {
                found.add(NodeKey.vm(vm.state().ordinal()));
            }
        }
        for (Region region : model.regions()) {
            String token = Long.toHexString(region.state().token());
            if (!hex.isEmpty() && (hexOnly || hex.length() > 1) && token.contains(hex)) {
                found.add(NodeKey.region(region.state().token()));
            }
        }
        return new GraphSearch(found);
    }

    /// {@return the one after `current` (before it, if `step` is negative), around the end; null if
    /// nothing was found}
    @Nullable NodeKey next(@Nullable NodeKey current, int step) {
        List<NodeKey> all = List.copyOf(found);
        if (all.isEmpty()) {
            return null;
        }
        int place = current == null ? -1 : all.indexOf(current);
        if (place < 0) {
            return step < 0 ? all.getLast() : all.getFirst();
        }
        return all.get(Math.floorMod(place + step, all.size()));
    }

    /// {@return whether something was asked}
    boolean active() {
        return !equals(NONE);
    }
}
