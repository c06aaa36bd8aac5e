package ismscope.app.graph;

import ismscope.app.graph.Brush.Face;
import ismscope.app.graph.GraphFrame.VmNode;
import ismscope.app.graph.GraphModel.Vm;
import ismscope.app.icons.Icon;
import ismscope.app.text.Amounts;
import ismscope.app.text.Texts;
import ismscope.app.theme.DeviceStyle;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.state.SessionState.DeviceState;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// Draws VMs as cards: letter and name, what the device is doing, three small bars, troubles.
///
/// ```
///   |  A  |  vm1                 ! 3
///   |     |  o running
///   |  controlq  events  pending
///   |  ====----  ======  ===---
/// ```
final class CardPainter {
    private static final double RADIUS = 9;
    private static final double STRIPE = 5;
    private static final double PILE_STEP = 5;
    private static final int PILE_CARDS = 2;
    private static final int PENDING_FULL = 8;

    /// Pixels from which a small card has room for two lines.
    private static final double TWO_LINES = 26;

    private final Brush brush;
    private final Texts texts;

    CardPainter(Brush brush, Texts texts) {
        this.brush = brush;
        this.texts = texts;
    }

    /// Draws one card.
    ///
    /// @param box on the screen
    /// @param zoom of the camera
    /// @param kinds what a group has to do with regions; nothing is said of a single VM
    void paint(VmNode node, Box box, double zoom, Set<LinkKind> kinds, Emphasis emphasis) {
        GraphicsContext g = brush.g();
        g.save();
        boolean ghost = node.presence() < 1;
        brush.fade(ghost ? 0.2 + 0.5 * node.presence() : emphasis.dimmed() ? 0.4 : 1);
        Box sharp = Brush.sharp(box);
        double radius = RADIUS * Math.min(1.2, zoom);
        DeviceStyle style = style(node, ghost);
        alarm(sharp, radius, zoom, emphasis);
        for (int under = Math.min(node.size() - 1, PILE_CARDS); under > 0; under--) {
            double shift = PILE_STEP * zoom * under;
            Box lower =
                    new Box(
                            sharp.x() + shift,
                            sharp.y() + shift,
                            sharp.width() - 2 * shift,
                            sharp.height());
            brush.fill(lower, radius, brush.color(Role.CARD));
            brush.edge(lower, radius, brush.color(Role.LINE), 1);
        }
        face(sharp, radius, zoom, style, emphasis, ghost);
        switch (Detail.at(zoom)) {
            case FULL -> full(node, sharp, zoom, kinds, style);
            case COMPACT -> compact(node, sharp, zoom, kinds, style);
            case TINY -> tiny(node, sharp, style);
        }
        if (Detail.at(zoom) != Detail.TINY && !VmWords.isIsolated(node.members())) {
            warnOfPool(sharp, zoom);
        }
        g.restore();
    }

    private DeviceStyle style(VmNode node, boolean ghost) {
        DeviceStyle own =
                brush.palette()
                        .device(node.size() > 1 ? 0 : node.members().getFirst().state().ordinal());
        if (!ghost) {
            return own;
        }
        Color grey = brush.color(Role.GHOST);
        return new DeviceStyle(grey, own.soft().desaturate(), own.letter(), own.mark());
    }

    private void alarm(Box box, double radius, double zoom, Emphasis emphasis) {
        double strength = Math.max(emphasis.violation(), emphasis.refusal());
        if (strength <= 0) {
            return;
        }
        Role role = emphasis.violation() > 0 ? Role.ERROR : Role.WARN;
        Color color = brush.color(role);
        for (int ring = 4; ring > 0; ring--) {
            double grow = ring * 3 * zoom;
            brush.fill(box.grow(grow), radius + grow, color.deriveColor(0, 1, 1, 0.13 * strength));
        }
    }

    private void face(
            Box box,
            double radius,
            double zoom,
            DeviceStyle style,
            Emphasis emphasis,
            boolean ghost) {
        if (!ghost) {
            Box shadow = new Box(box.x(), box.y() + 2 * zoom, box.width(), box.height());
            brush.fill(shadow.grow(0.5), radius, Color.color(0, 0, 0, 0.10));
        }
        double stripe = Math.max(3, Math.round(STRIPE * zoom));
        brush.fill(box, radius, style.color());
        Color fill = brush.color(emphasis.hovered() ? Role.HOVER : Role.CARD);
        Color paper = emphasis.selected() ? brush.color(Role.SELECTION) : fill;
        GraphicsContext g = brush.g();
        g.setFill(paper);
        g.beginPath();
        g.rect(box.x() + stripe, box.y() - 1, box.width() - stripe + 1, box.height() + 2);
        g.save();
        g.clip();
        g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), radius * 2, radius * 2);
        g.restore();
        double strength = Math.max(emphasis.violation(), emphasis.refusal());
        Color line =
                emphasis.selected() || emphasis.found()
                        ? brush.color(Role.ACCENT)
                        : Palette.mix(
                                brush.color(Role.LINE),
                                brush.color(emphasis.violation() > 0 ? Role.ERROR : Role.WARN),
                                strength);
        if (ghost) {
            g.setLineDashes(4, 3);
        }
        brush.edge(box, radius, line, emphasis.selected() || emphasis.found() ? 2 : 1);
        g.setLineDashes();
    }

    private void full(VmNode node, Box box, double zoom, Set<LinkKind> kinds, DeviceStyle style) {
        double left = box.x() + 13 * zoom;
        double badge = 22 * zoom;
        badge(style, left, box.y() + 11 * zoom, badge, node.size());
        double textX = left + badge + 9 * zoom;
        double troubles = troubles(node, box, zoom);
        Font bold = brush.font(Face.BOLD, 13 * zoom);
        double room = box.right() - troubles - textX - 6 * zoom;
        brush.text(
                brush.fit(name(node), bold, room),
                bold,
                brush.color(node.presence() < 1 ? Role.TEXT_MUTED : Role.TEXT),
                textX,
                box.y() + 21 * zoom);
        Box line = new Box(textX, box.y(), box.right() - 8 * zoom - textX, 35 * zoom);
        status(node, kinds, line, 10.5 * zoom);
        bars(node, box, zoom);
    }

    /// Writes what the device is doing at the lower edge of a line.
    private void status(VmNode node, Set<LinkKind> kinds, Box line, double size) {
        VmWords.Condition condition = VmWords.worst(node.members());
        String words = node.size() > 1 ? VmWords.role(kinds, texts) : condition.words(texts);
        double dot = size * 0.62;
        brush.g().setFill(brush.color(condition.role()));
        brush.g().fillOval(line.x(), line.bottom() - dot, dot, dot);
        Font font = brush.font(Face.PLAIN, size);
        double textX = line.x() + dot + size * 0.45;
        brush.text(
                brush.fit(words, font, line.right() - textX),
                font,
                brush.color(Role.TEXT_MUTED),
                textX,
                line.bottom());
    }

    /// A badge on the upper edge, where it takes no room from what else is to be said.
    private void warnOfPool(Box box, double zoom) {
        Font font = brush.font(Face.BOLD, Math.clamp(10 * zoom, 8.5, 12));
        String words = texts.text("graph.badge.not_isolated");
        double width = brush.width(words, font) + font.getSize();
        double height = font.getSize() * 1.5;
        Box pill = new Box(box.right() - width - 6, box.y() - height / 2, width, height);
        brush.fill(pill, height / 2, brush.color(Role.CARD));
        brush.edge(pill, height / 2, brush.color(Role.WARN), 1);
        brush.centered(
                words,
                font,
                brush.color(Role.WARN),
                pill.centerX(),
                pill.centerY() + font.getSize() * 0.35);
    }

    private void bars(VmNode node, Box box, double zoom) {
        double control = 0;
        double events = 0;
        long pending = 0;
        for (Vm member : node.members()) {
            DeviceState device = member.state();
            control = Math.max(control, VmWords.controlShare(device));
            events += VmWords.eventShare(device) / node.size();
            pending += device.pendingRequests().size();
        }
        double gap = 7 * zoom;
        double left = box.x() + 13 * zoom;
        double width = (box.right() - 10 * zoom - left - 2 * gap) / 3;
        Bar[] bars = {
            new Bar("graph.bar.control", control, brush.color(Role.ACCENT), false),
            new Bar("graph.bar.events", events, brush.color(Role.OK), true),
            new Bar(
                    "graph.bar.pending",
                    Math.min(1, (double) pending / PENDING_FULL / node.size()),
                    brush.color(Role.PULSE),
                    false)
        };
        Font font = brush.font(Face.PLAIN, 8.5 * zoom);
        for (int i = 0; i < bars.length; i++) {
            Bar bar = bars[i];
            double x = left + i * (width + gap);
            brush.text(
                    brush.fit(texts.text(bar.key()), font, width),
                    font,
                    brush.color(Role.TEXT_MUTED),
                    x,
                    box.y() + 56 * zoom);
            double top = box.y() + 60.5 * zoom;
            double height = Math.max(3, 4.5 * zoom);
            boolean loss = bar.restIsLoss() && bar.share() < 1;
            Color rest = brush.color(loss ? Role.WARN : Role.GRID);
            brush.fill(new Box(x, top, width, height), height / 2, rest);
            if (bar.share() > 0) {
                brush.fill(
                        new Box(x, top, Math.max(height, width * bar.share()), height),
                        height / 2,
                        bar.color());
            }
        }
    }

    /// A small bar: a share, and whether what is missing to 1 was lost.
    private record Bar(String key, double share, Color color, boolean restIsLoss) {}

    /// {@return pixels taken at the right edge}
    private double troubles(VmNode node, Box box, double zoom) {
        long violations = 0;
        long refusals = 0;
        for (Vm member : node.members()) {
            violations += member.state().violations();
            refusals += member.state().refusals();
        }
        double right = box.right() - 8 * zoom;
        if (violations > 0) {
            right = chip(Icon.VIOLATION, violations, Role.ERROR, right, box.y(), zoom);
        }
        if (refusals > 0) {
            right = chip(Icon.REFUSED, refusals, Role.WARN, right, box.y(), zoom);
        }
        return box.right() - right;
    }

    private double chip(Icon icon, long count, Role role, double right, double top, double zoom) {
        Font font = brush.font(Face.BOLD, 9.5 * zoom);
        String text = Amounts.brief(count);
        double width = brush.width(text, font);
        double size = 10 * zoom;
        double x = right - width - size - 2 * zoom;
        Color color = brush.color(role);
        icon.draw(brush.g(), x, top + 12 * zoom, size, color);
        brush.text(text, font, color, right - width, top + 20.5 * zoom);
        return x - 5 * zoom;
    }

    private void compact(
            VmNode node, Box box, double zoom, Set<LinkKind> kinds, DeviceStyle style) {
        boolean two = box.height() >= TWO_LINES;
        double badge = Math.min(box.height() * (two ? 0.42 : 0.5), 20);
        double left = box.x() + Math.max(3, STRIPE * zoom) + 5;
        double middle = two ? box.y() + badge / 2 + 3 : box.centerY();
        Font font = brush.font(Face.BOLD, Math.clamp(16 * zoom, 9, 12));
        double textX = left + badge + 5;
        if (brush.width(name(node), font) <= box.right() - textX - 4) {
            badge(style, left, middle - badge / 2, badge, node.size());
        } else {
            textX = left; // the name says more than the badge
        }
        brush.text(
                brush.fit(name(node), font, box.right() - textX - 4),
                font,
                brush.color(Role.TEXT),
                textX,
                middle + font.getSize() * 0.35);
        if (two) {
            double size = Math.clamp(14 * zoom, 8.5, 10.5);
            Box line = new Box(left, box.y(), box.right() - 4 - left, box.height() - size * 0.45);
            status(node, kinds, line, size);
        }
        boolean trouble = node.members().stream().anyMatch(vm -> vm.state().violations() > 0);
        if (trouble) {
            brush.g().setFill(brush.color(Role.ERROR));
            brush.g().fillOval(box.right() - 8, box.y() + 3, 5, 5);
        }
    }

    private void tiny(VmNode node, Box box, DeviceStyle style) {
        if (box.width() >= 16 && box.height() >= 9) {
            Font font = brush.font(Face.BOLD, Math.min(11, box.height() * 0.8));
            String text = node.size() > 1 ? Amounts.brief(node.size()) : style.letter();
            brush.centered(
                    brush.fit(text, font, box.width() - 5),
                    font,
                    style.color(),
                    box.centerX() + 2,
                    box.centerY() + font.getSize() * 0.35);
        }
    }

    private void badge(DeviceStyle style, double x, double y, double size, int members) {
        brush.fill(new Box(x, y, size, size), size * 0.28, style.color());
        String text = members > 1 ? Amounts.brief(members) : style.letter();
        Font font = brush.font(Face.BOLD, size * (text.length() > 2 ? 0.42 : 0.58));
        brush.centered(
                text, font, brush.color(Role.CARD), x + size / 2, y + size / 2 + size * 0.205);
    }

    private String name(VmNode node) {
        return node.size() == 1
                ? node.members().getFirst().state().name()
                : texts.text("graph.group.vms", node.size());
    }
}
