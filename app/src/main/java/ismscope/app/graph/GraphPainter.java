package ismscope.app.graph;

import ismscope.app.graph.GraphFrame.LinkLine;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.app.graph.GraphFrame.RegionNode;
import ismscope.app.graph.GraphFrame.VmNode;
import ismscope.app.graph.GraphModel.Vm;
import ismscope.app.graph.Pulses.Pulse;
import ismscope.app.model.Selection;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// Draws the graph: links, blocks, cards, pulses, the mark of the event that is looked at, legend.
final class GraphPainter {
    private static final double DIMMED = 0.3;

    /// With more links than this the counts on them would cover each other.
    private static final int COUNTED_LINKS = 16;

    private final Brush brush;
    private final LinkPainter links;
    private final CardPainter cards;
    private final BlockPainter blocks;
    private final PulsePainter pulses;
    private final LegendPainter legend;

    GraphPainter(GraphicsContext g, Palette palette, Texts texts) {
        brush = new Brush(g, palette);
        links = new LinkPainter(brush);
        cards = new CardPainter(brush, texts);
        blocks = new BlockPainter(brush, texts);
        pulses = new PulsePainter(brush);
        legend = new LegendPainter(brush, texts, links);
    }

    /// All that a frame of the screen shows.
    ///
    /// @param hovered node under the mouse, null if none
    /// @param hoveredLink link under the mouse, null if none
    /// @param mark what the event is about that is looked at in the past, null if there is none
    record Scene(
            Scenery scenery,
            Pulses pulses,
            Glow glow,
            Selection selection,
            GraphSearch search,
            @Nullable NodeKey hovered,
            @Nullable LinkLine hoveredLink,
            @Nullable Mark mark,
            boolean withLegend,
            long nowNanos) {}

    /// What an event is about.
    ///
    /// @param device ordinal, 0 for the host
    /// @param token region, 0 for none
    record Mark(int device, long token) {}

    Brush brush() {
        return brush;
    }

    LinkPainter links() {
        return links;
    }

    /// {@return pixels that the legend takes at the lower edge}
    double legendHeight(double width) {
        return legend.height(width);
    }

    /// Draws the legend alone.
    void paintLegend(double width, double height) {
        legend.paint(width, height);
    }

    /// Draws it all.
    void paint(Scene scene, double width, double height) {
        Map<Long, Integer> creators = creators(scene.scenery().frame());
        double zoom = scene.scenery().camera().zoom();
        List<Box> taken = new ArrayList<>();
        links.setZoom(zoom);
        for (Scenery.Line line : scene.scenery().lines()) {
            paintLink(scene, line);
        }
        for (Pulse pulse : scene.pulses().flying()) {
            Curve curve = scene.scenery().curve(pulse.lane().vm(), pulse.lane().region());
            if (curve != null) {
                pulses.paint(pulse, curve, scene.nowNanos());
            }
        }
        for (Node node : scene.scenery().frame().nodes()) {
            Box box = scene.scenery().box(node);
            taken.add(box);
            if (box.meets(new Box(0, 0, width, height))) {
                paintNode(scene, node, creators);
            }
        }
        for (Scenery.Line line : scene.scenery().lines()) {
            if (line.link().count() > 1 && isCounted(scene, line.link())) {
                links.count(line.curve(), line.link().kind(), line.link().count(), taken);
            }
        }
        if (Detail.at(zoom) != Detail.TINY) {
            pulses.label(scene.pulses().flying(), scene.scenery(), taken, scene.nowNanos());
        }
        if (scene.withLegend()) {
            legend.paint(width, height);
        }
    }

    private static Map<Long, Integer> creators(GraphFrame frame) {
        Map<Long, Integer> byDevid = new HashMap<>();
        for (Vm vm : frame.model().vms()) {
            byDevid.put(vm.state().devid(), vm.state().ordinal());
        }
        return byDevid;
    }

    private void paintLink(Scene scene, Scenery.Line line) {
        LinkLine link = line.link();
        Selection selection = scene.selection();
        GraphFrame frame = scene.scenery().frame();
        boolean dim = (isChosen(selection) && !related(scene, link)) || scene.search().active();
        boolean hovered = link.equals(scene.hoveredLink());
        if (marks(scene, link)) {
            links.halo(line.curve(), brush.color(Role.PAST));
        } else if (hovered || both(selection, frame, link)) {
            links.halo(line.curve(), brush.color(Role.ACCENT));
        }
        links.paint(line.curve(), link.kind(), link.presence(), dim && !hovered ? DIMMED : 1);
    }

    private static boolean isCounted(Scene scene, LinkLine link) {
        return scene.scenery().lines().size() <= COUNTED_LINKS
                || link.equals(scene.hoveredLink())
                || (isChosen(scene.selection()) && related(scene, link));
    }

    private static boolean isChosen(Selection selection) {
        return selection.device() > 0 || selection.token() != 0;
    }

    private static boolean related(Scene scene, LinkLine link) {
        GraphFrame frame = scene.scenery().frame();
        return touches(frame.nodeOfVm().get(scene.selection().device()), link)
                || touches(frame.nodeOfRegion().get(scene.selection().token()), link);
    }

    private static boolean both(Selection selection, GraphFrame frame, LinkLine link) {
        return touches(frame.nodeOfVm().get(selection.device()), link)
                && touches(frame.nodeOfRegion().get(selection.token()), link);
    }

    private static boolean touches(@Nullable Node node, LinkLine link) {
        return node != null && (node.key().equals(link.vm()) || node.key().equals(link.region()));
    }

    private static boolean marks(Scene scene, LinkLine link) {
        GraphFrame frame = scene.scenery().frame();
        Mark mark = scene.mark();
        return mark != null
                && mark.token() != 0
                && touches(frame.nodeOfVm().get(mark.device()), link)
                && touches(frame.nodeOfRegion().get(mark.token()), link);
    }

    private void paintNode(Scene scene, Node node, Map<Long, Integer> creators) {
        Scenery scenery = scene.scenery();
        double zoom = scenery.camera().zoom();
        Box box = scenery.box(node);
        Emphasis emphasis = emphasis(scene, node);
        GraphicsContext g = brush.g();
        g.save();
        brush.fade(scenery.opacity(node));
        if (marked(scene, node)) {
            Color past = brush.color(Role.PAST);
            brush.fill(box.grow(4), 8 * zoom + 4, past.deriveColor(0, 1, 1, 0.25));
            brush.edge(box.grow(4), 8 * zoom + 4, past, 2);
        }
        switch (node) {
            case VmNode vm -> {
                Set<LinkKind> kinds = vm.size() > 1 ? scenery.frame().kinds(vm.key()) : Set.of();
                cards.paint(vm, box, zoom, kinds, emphasis);
            }
            case RegionNode region -> {
                BlockPainter.View view =
                        new BlockPainter.View(zoom, scene.glow(), scene.nowNanos());
                long devid = region.members().getFirst().state().creatorDevid();
                int creator = region.size() > 1 ? 0 : creators.getOrDefault(devid, 0);
                blocks.paint(region, box, view, creator, emphasis);
            }
        }
        g.restore();
    }

    private static boolean marked(Scene scene, Node node) {
        Mark mark = scene.mark();
        if (mark == null) {
            return false;
        }
        GraphFrame frame = scene.scenery().frame();
        return node.equals(frame.nodeOfVm().get(mark.device()))
                || (mark.token() != 0 && node.equals(frame.nodeOfRegion().get(mark.token())));
    }

    private static Emphasis emphasis(Scene scene, Node node) {
        GraphFrame frame = scene.scenery().frame();
        Selection selection = scene.selection();
        boolean selected =
                node.equals(frame.nodeOfVm().get(selection.device()))
                        || node.equals(frame.nodeOfRegion().get(selection.token()));
        boolean found = false;
        double refusal = 0;
        double violation = 0;
        switch (node) {
            case VmNode vm -> {
                for (Vm member : vm.members()) {
                    int ordinal = member.state().ordinal();
                    refusal = Math.max(refusal, scene.glow().refusal(ordinal, scene.nowNanos()));
                    violation =
                            Math.max(violation, scene.glow().violation(ordinal, scene.nowNanos()));
                    found |= scene.search().found().contains(NodeKey.vm(ordinal));
                }
            }
            case RegionNode region ->
                    found =
                            region.members().stream()
                                    .anyMatch(m ->
                                            scene.search()
                                                    .found()
                                                    .contains(NodeKey.region(m.state().token())));
        }
        boolean dimmed = scene.search().active() && !found;
        boolean hovered = node.key().equals(scene.hovered());
        return new Emphasis(selected, hovered, found, dimmed, refusal, violation);
    }
}
