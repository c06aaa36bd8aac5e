package ismscope.app.graph;

import ismscope.app.graph.GraphFrame.LinkLine;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.app.graph.GraphFrame.RegionNode;
import ismscope.app.graph.GraphFrame.VmNode;
import ismscope.app.graph.GraphModel.Link;
import ismscope.app.graph.GraphModel.Vm;
import ismscope.app.text.Amounts;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.device.protocol.PermissionSet;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.QueueState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Nodes and links in sentences: for the tooltip and for screen readers. Toolkit-free.
final class NodeWords {
    private static final int NAMED = 6;

    private final Texts texts;

    NodeWords(Texts texts) {
        this.texts = texts;
    }

    /// {@return all about a node, in lines}
    String of(Node node, GraphFrame frame) {
        return switch (node) {
            case VmNode vm when vm.size() == 1 -> device(vm.members().getFirst().state(), frame);
            case VmNode vm -> vms(vm.members());
            case RegionNode region when region.size() == 1 ->
                    region(region.members().getFirst(), frame);
            case RegionNode region -> regions(region);
        };
    }

    /// {@return all about a link, in lines}
    String of(LinkLine link, GraphFrame frame) {
        String kind = texts.text(key(link.kind()));
        if (link.count() > 1) {
            return texts.text("graph.link.bundle", link.count(), kind);
        }
        DeviceState device = device(frame, link);
        RegionState region = region(frame, link);
        if (device == null || region == null) {
            return kind;
        }
        StringJoiner lines = new StringJoiner("\n");
        lines.add(
                texts.text("graph.link.title", device.name(), Amounts.token(region.token()), kind));
        lines.add(texts.text("graph.link.rights", region.rightsOf(device.devid()).toString()));
        MappingState mapping = region.mappings().get(device.ordinal());
        if (mapping != null && mapping.active()) {
            lines.add(
                    texts.text(
                            "graph.link.mapped",
                            new PermissionSet(mapping.rights()).toString(),
                            Numbers.event(mapping.since()),
                            areas(mapping)));
        } else if (mapping != null) {
            lines.add(texts.text("graph.link.ended_at", Numbers.event(mapping.endedAt())));
        }
        return lines.toString();
    }

    private static String key(LinkKind kind) {
        return switch (kind) {
            case ENDED -> "graph.link.ended";
            case GRANTED -> "graph.link.granted";
            case READ -> "graph.link.read";
            case WRITE -> "graph.link.write";
            case MANAGE -> "graph.link.manage";
        };
    }

    private static String areas(MappingState mapping) {
        String shown =
                mapping.areas().stream()
                        .limit(NAMED)
                        .map(area -> "0x" + Long.toHexString(area.offset()))
                        .collect(Collectors.joining(", "));
        return mapping.areas().size() > NAMED ? shown + " \u2026" : shown;
    }

    /// {@return all about a device, in lines}
    String device(DeviceState device, GraphFrame frame) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(
                texts.text(
                        "graph.vm.title",
                        device.name(),
                        Long.toHexString(device.devid()),
                        VmWords.words(device, texts),
                        Integer.toHexString(device.status())));
        for (QueueState queue : new TreeMap<>(device.queues()).values()) {
            lines.add(
                    texts.text(
                            queue.packed() ? "graph.queue.packed" : "graph.queue.split",
                            queue.index() == 0 ? "controlq" : "eventq",
                            queue.size()));
        }
        lines.add(
                texts.text(
                        "graph.vm.commands",
                        device.commands(),
                        device.pendingRequests().size(),
                        device.refusals()));
        lines.add(
                texts.text(
                        "graph.vm.notifications",
                        device.doorbells(),
                        device.eventsDelivered(),
                        device.swallowed()));
        if (device.violations() > 0) {
            lines.add(texts.text("graph.vm.violations", device.violations()));
        }
        long attached =
                frame.model().links().stream()
                        .filter(l -> l.device() == device.ordinal() && l.kind().attached())
                        .count();
        lines.add(texts.text("graph.vm.regions", attached));
        if (!device.present()) {
            lines.add(texts.text("graph.vm.left", Numbers.event(device.removedAt())));
        }
        return lines.toString();
    }

    private String vms(List<Vm> members) {
        String names =
                members.stream()
                        .limit(NAMED)
                        .map(vm -> vm.state().name())
                        .collect(Collectors.joining(", "));
        return texts.text("graph.vm.group", members.size(), names, dots(members.size()));
    }

    /// {@return all about a region, in lines}
    String region(GraphModel.Region node, GraphFrame frame) {
        RegionState region = node.state();
        StringJoiner lines = new StringJoiner("\n");
        lines.add(
                texts.text(
                        "graph.region.title",
                        Long.toHexString(region.token()),
                        Amounts.bytes(region.size()),
                        node.chunks()));
        lines.add(
                texts.text(
                        "graph.region.created",
                        creator(region, frame),
                        Numbers.event(region.since())));
        lines.add(
                texts.text(
                        "graph.region.rights",
                        new PermissionSet(region.defaultRights()).toString()));
        String users =
                frame.model().links().stream()
                        .filter(l -> l.token() == region.token() && l.kind().attached())
                        .limit(NAMED + 1L)
                        .map(link -> user(link, frame))
                        .collect(Collectors.joining(", "));
        lines.add(texts.text("graph.region.users", users.isEmpty() ? "\u2013" : users));
        lines.add(texts.text("graph.region.traffic", region.doorbells(), region.contentEvents()));
        if (!region.alive()) {
            lines.add(texts.text("graph.region.freed", Numbers.event(region.freedAt())));
        }
        return lines.toString();
    }

    private String user(Link link, GraphFrame frame) {
        Node node = frame.nodeOfVm().get(link.device());
        String name =
                frame.model().vms().stream()
                        .filter(vm -> vm.state().ordinal() == link.device())
                        .map(vm -> vm.state().name())
                        .findFirst()
                        .orElse(node == null ? "?" : node.key().toString());
        return name + " (" + texts.text(key(link.kind())) + ")";
    }

    private static String creator(RegionState region, GraphFrame frame) {
        return frame.model().vms().stream()
                .filter(vm -> vm.state().devid() == region.creatorDevid())
                .map(vm -> vm.state().name())
                .findFirst()
                .orElse("0x" + Long.toHexString(region.creatorDevid()));
    }

    private String regions(RegionNode node) {
        long bytes = node.members().stream().mapToLong(m -> m.state().size()).sum();
        String tokens =
                node.members().stream()
                        .limit(NAMED)
                        .map(m -> Amounts.token(m.state().token()))
                        .collect(Collectors.joining(", "));
        return texts.text(
                "graph.region.group", node.size(), Amounts.bytes(bytes), tokens, dots(node.size()));
    }

    private static String dots(int members) {
        return members > NAMED ? " \u2026" : "";
    }

    private static @Nullable DeviceState device(GraphFrame frame, LinkLine link) {
        return frame.node(link.vm()) instanceof VmNode vm ? vm.members().getFirst().state() : null;
    }

    private static @Nullable RegionState region(GraphFrame frame, LinkLine link) {
        return frame.node(link.region()) instanceof RegionNode region
                ? region.members().getFirst().state()
                : null;
    }
}
