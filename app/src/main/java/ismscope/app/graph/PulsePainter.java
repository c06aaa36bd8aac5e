package ismscope.app.graph;

import ismscope.app.graph.Brush.Face;
import ismscope.app.graph.Pulses.Pulse;
import ismscope.app.graph.Traffic.Fate;
import ismscope.app.text.Amounts;
import ismscope.app.theme.Role;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/// Draws notifications on their way: a dot with a tail in the colour of the VM that rang, larger
/// and `×N` if it stands for several, a cross where one died.
final class PulsePainter {
    private static final double RADIUS = 4.5;
    private static final double RADIUS_PER_DIGIT = 0.5;
    private static final double LARGEST_RADIUS = 6.5;
    private static final double LABEL_HEIGHT = 13;
    private static final int TAIL = 5;
    private static final double TAIL_STEP = 0.035;
    private static final double DIES_BEFORE_END = 0.06;

    private final Brush brush;

    PulsePainter(Brush brush) {
        this.brush = brush;
    }

    /// Draws one pulse on the link's curve.
    void paint(Pulse pulse, Curve curve, long nowNanos) {
        Fate fate = pulse.lane().fate();
        double progress = pulse.progress(nowNanos);
        double place = place(pulse, nowNanos);
        double radius = radius(pulse.count());
        GraphicsContext g = brush.g();
        g.save();
        Color color = brush.palette().device(pulse.sender()).color();
        if (dies(fate) && progress >= 1) {
            cross(curve.xAt(place), curve.yAt(place));
        } else {
            if (progress > 0) {
                tail(curve, place, fate.toRegion() ? -1 : 1, radius, color);
            }
            g.translate(curve.xAt(place), curve.yAt(place));
            dot(radius, color, fate, progress);
        }
        g.restore();
    }

    private static double radius(long count) {
        return Math.min(LARGEST_RADIUS, RADIUS + RADIUS_PER_DIGIT * Math.log10((double) count));
    }

    /// {@return where on its curve a pulse is: 0 at the VM, 1 at the region}
    private static double place(Pulse pulse, long nowNanos) {
        Fate fate = pulse.lane().fate();
        double way = ease(pulse.progress(nowNanos)) * (dies(fate) ? 1 - DIES_BEFORE_END : 1);
        if (fate == Fate.MERGED) {
            way *= 0.6;
        }
        return fate.toRegion() ? way : 1 - way;
    }

    private static boolean dies(Fate fate) {
        return fate == Fate.DIED_AT_REGION || fate == Fate.DIED_AT_VM;
    }

    /// Writes the counts of pulses where nothing else is: a count that finds no place is not
    /// written.
    ///
    /// @param taken boxes that must stay readable; grows by those of the counts
    void label(List<Pulse> flying, Scenery scenery, List<Box> taken, long nowNanos) {
        Font font = brush.font(Face.BOLD, 9.5);
        for (Pulse pulse : flying) {
            Curve curve = scenery.curve(pulse.lane().vm(), pulse.lane().region());
            if (!pulse.labelled() || curve == null) {
                continue;
            }
            String text = "\u00d7" + Amounts.brief(pulse.count());
            double place = place(pulse, nowNanos);
            Box pill = freePill(curve, place, brush.width(text, font) + 8, taken);
            if (pill != null) {
                taken.add(pill);
                Color color = brush.palette().device(pulse.sender()).color();
                brush.fill(pill, LABEL_HEIGHT / 2, color);
                Color paper = brush.color(Role.PANE);
                brush.centered(text, font, paper, pill.centerX(), pill.centerY() + 3.4);
            }
        }
    }

    /// {@return a place above or below the pulse, between the ends of its link; null if all are
    /// taken}
    static @Nullable Box freePill(Curve curve, double place, double width, List<Box> taken) {
        double left = Math.min(curve.x0(), curve.x1()) + width / 2;
        double right = Math.max(curve.x0(), curve.x1()) - width / 2;
        double x = left < right ? Math.clamp(curve.xAt(place), left, right) : curve.xAt(place);
        for (int side : new int[] {-1, 1}) {
            double y = curve.yAt(place) + side * LABEL_HEIGHT;
            Box pill = Box.around(x, y, width, LABEL_HEIGHT);
            if (taken.stream().noneMatch(pill::meets)) {
                return pill;
            }
        }
        return null;
    }

    private void tail(Curve curve, double place, int back, double radius, Color color) {
        GraphicsContext g = brush.g();
        for (int i = TAIL; i > 0; i--) {
            double at = place + back * i * TAIL_STEP;
            if (at < 0 || at > 1) {
                continue;
            }
            double size = radius * (1 - 0.15 * i);
            g.setFill(color.deriveColor(0, 1, 1, 0.42 - 0.07 * i));
            g.fillOval(curve.xAt(at) - size, curve.yAt(at) - size, size * 2, size * 2);
        }
    }

    private void dot(double radius, Color color, Fate fate, double progress) {
        GraphicsContext g = brush.g();
        if (fate == Fate.MERGED) {
            g.setGlobalAlpha(1 - progress * 0.85);
            g.setStroke(color);
            g.setLineWidth(1.8);
            g.strokeOval(-radius, -radius, radius * 2, radius * 2);
            return;
        }
        g.setFill(brush.color(Role.PANE));
        double rim = radius + 1.5;
        g.fillOval(-rim, -rim, rim * 2, rim * 2);
        g.setFill(color);
        g.fillOval(-radius, -radius, radius * 2, radius * 2);
    }

    private void cross(double x, double y) {
        GraphicsContext g = brush.g();
        double arm = 4.5;
        g.setLineWidth(4.5);
        g.setStroke(brush.color(Role.PANE));
        for (int pass = 0; pass < 2; pass++) {
            g.strokeLine(x - arm, y - arm, x + arm, y + arm);
            g.strokeLine(x - arm, y + arm, x + arm, y - arm);
            g.setLineWidth(2.2);
            g.setStroke(brush.color(Role.ERROR));
        }
    }

    /// Slow at both ends.
    private static double ease(double share) {
        return share * share * (3 - 2 * share);
    }
}
