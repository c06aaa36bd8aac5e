package ismscope.app.graph;

import ismscope.app.graph.Brush.Face;
import ismscope.app.graph.Glow.Touched;
import ismscope.app.graph.GraphFrame.RegionNode;
import ismscope.app.graph.GraphModel.Region;
import ismscope.app.icons.Icon;
import ismscope.app.text.Amounts;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// Draws regions as blocks, larger the more bytes they have, cut into chunks; a chunk that was just
/// written glows in its writer's colour.
///
/// ```
///   key  1f3a…09c2
///        4 MiB
///   [ ][ ][#][ ]
/// ```
final class BlockPainter {
    private static final double RADIUS = 4;
    private static final double PILE_STEP = 4;
    private static final int PILE_BLOCKS = 2;

    private final Brush brush;
    private final Texts texts;

    BlockPainter(Brush brush, Texts texts) {
        this.brush = brush;
        this.texts = texts;
    }

    /// Draws one block.
    ///
    /// @param box on the screen
    /// @param creator ordinal of the device that allocated it, 0 if unknown or several
    void paint(RegionNode node, Box box, View view, int creator, Emphasis emphasis) {
        GraphicsContext g = brush.g();
        g.save();
        boolean ghost = node.presence() < 1;
        brush.fade(ghost ? 0.2 + 0.5 * node.presence() : emphasis.dimmed() ? 0.4 : 1);
        Box sharp = Brush.sharp(box);
        double radius = RADIUS * Math.min(1.2, view.zoom());
        Color own = ghost ? brush.color(Role.GHOST) : brush.palette().device(creator).color();
        Color line = Palette.mix(brush.color(Role.LINE), own, 0.65);
        for (int under = Math.min(node.size() - 1, PILE_BLOCKS); under > 0; under--) {
            double shift = PILE_STEP * view.zoom() * under;
            Box lower =
                    new Box(
                            sharp.x() + shift,
                            sharp.y() + shift,
                            sharp.width() - 2 * shift,
                            sharp.height());
            brush.fill(lower, radius, brush.color(Role.PANE_ALT));
            brush.edge(lower, radius, line, 1);
        }
        boolean marked = emphasis.selected() || emphasis.found();
        Role paper =
                emphasis.selected()
                        ? Role.SELECTION
                        : emphasis.hovered() ? Role.HOVER : Role.PANE_ALT;
        brush.fill(sharp, radius, brush.color(paper));
        if (ghost) {
            g.setLineDashes(4, 3);
        }
        brush.edge(
                sharp,
                radius,
                marked ? brush.color(Role.ACCENT) : line,
                marked ? 2 : Math.max(1, 1.3 * view.zoom()));
        g.setLineDashes();
        switch (Detail.at(view.zoom())) {
            case FULL -> full(node, sharp, view, own);
            case COMPACT -> compact(node, sharp, view, own);
            case TINY -> cells(node, sharp.grow(-2), view, own);
        }
        g.restore();
    }

    /// What blocks need to know of the view.
    ///
    /// @param zoom of the camera
    /// @param glow what was just written
    /// @param nowNanos of this frame
    record View(double zoom, Glow glow, long nowNanos) {}

    private void full(RegionNode node, Box box, View view, Color own) {
        double zoom = view.zoom();
        double pad = 8 * zoom;
        double icon = 12 * zoom;
        double center = box.centerY() - 6.5 * zoom;
        Font mono = brush.font(Face.MONO, 11 * zoom);
        Font small = brush.font(Face.PLAIN, 9.5 * zoom);
        double textX = box.x() + pad + icon + 4 * zoom;
        double room = box.right() - textX - 4 * zoom;
        Region region = node.members().getFirst();
        boolean ghost = node.presence() < 1;
        (node.size() > 1 ? Icon.REGION : Icon.TOKEN)
                .draw(brush.g(), box.x() + pad - 1, center - 10.5 * zoom, icon, own);
        String title =
                node.size() == 1
                        ? Amounts.token(region.state().token())
                        : texts.text("graph.group.regions", node.size());
        brush.text(
                brush.fit(title, node.size() == 1 ? mono : brush.font(Face.BOLD, 11 * zoom), room),
                node.size() == 1 ? mono : brush.font(Face.BOLD, 11 * zoom),
                brush.color(ghost ? Role.TEXT_MUTED : Role.TEXT),
                textX,
                center);
        brush.text(
                brush.fit(size(node, ghost), small, room),
                small,
                brush.color(Role.TEXT_MUTED),
                textX,
                center + 12 * zoom);
        double height = Math.max(5, 8 * zoom);
        Box strip =
                new Box(
                        box.x() + pad,
                        box.bottom() - height - 6 * zoom,
                        box.width() - 2 * pad,
                        height);
        cells(node, strip, view, own);
    }

    private String size(RegionNode node, boolean ghost) {
        long bytes = node.members().stream().mapToLong(m -> m.state().size()).sum();
        if (ghost) {
            return texts.text("graph.freed_size", Amounts.bytes(bytes));
        }
        return Amounts.bytes(bytes);
    }

    private void compact(RegionNode node, Box box, View view, Color own) {
        double height = Math.max(3, 8 * view.zoom());
        Box strip = new Box(box.x() + 4, box.bottom() - height - 3, box.width() - 8, height);
        cells(node, strip, view, own);
        Font font = brush.font(Face.MONO, Math.clamp(14 * view.zoom(), 8, 11));
        String token = Amounts.token(node.members().getFirst().state().token());
        String title =
                node.size() > 1
                        ? "\u00d7" + Amounts.brief(node.size())
                        : token.substring(0, Math.min(4, token.length()));
        double baseline = (box.y() + strip.y()) / 2 + font.getSize() * 0.36;
        if (strip.y() - box.y() >= font.getSize()) {
            brush.centered(
                    brush.fit(title, font, box.width() - 6),
                    font,
                    brush.color(Role.TEXT),
                    box.centerX(),
                    baseline);
        }
    }

    private void cells(RegionNode node, Box strip, View view, Color own) {
        int count = Glow.cells(node.members().getFirst());
        double gap = strip.width() / count > 5 ? 1.5 : strip.width() / count > 3 ? 1 : 0;
        double width = (strip.width() - gap * (count - 1)) / count;
        Color quiet = Palette.mix(brush.color(Role.PANE_ALT), own, 0.28);
        for (int cell = 0; cell < count; cell++) {
            Touched touched = view.glow().touched(node.key(), cell);
            double strength = touched.strength(view.nowNanos());
            Color hot = brush.palette().device(touched.device()).color();
            double x = strip.x() + cell * (width + gap);
            brush.fill(
                    new Box(x, strip.y(), width, strip.height()),
                    Math.min(1.5, width / 4),
                    strength == 0 ? quiet : Palette.mix(quiet, hot, strength));
        }
    }
}
