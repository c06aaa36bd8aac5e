package ismscope.app.graph;

import ismscope.app.graph.Brush.Face;
import ismscope.app.graph.Pulses.Pulse;
import ismscope.app.graph.Traffic.Fate;
import ismscope.app.text.Amounts;
import ismscope.app.theme.Role;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// Draws notifications on their way: a dot with a tail in the colour of the VM that rang, `×N` if
/// it stands for several, a cross where one died.
final class PulsePainter {
    private static final double RADIUS = 4.5;
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
        boolean toRegion = fate == Fate.RUNG || fate == Fate.DIED_AT_REGION;
        boolean dies = fate == Fate.DIED_AT_REGION || fate == Fate.DIED_AT_VM;
        double way = ease(progress) * (dies ? 1 - DIES_BEFORE_END : 1);
        if (fate == Fate.MERGED) {
            way *= 0.6;
        }
        double place = toRegion ? way : 1 - way;
        GraphicsContext g = brush.g();
        g.save();
        Color color = brush.palette().device(pulse.sender()).color();
        if (dies && progress >= 1) {
            cross(curve.xAt(place), curve.yAt(place));
        } else {
            tail(curve, place, toRegion ? -1 : 1, color, progress);
            dot(curve.xAt(place), curve.yAt(place), color, fate, progress);
        }
        if (pulse.count() > 1) {
            count(pulse.count(), curve.xAt(place), curve.yAt(place), color);
        }
        g.restore();
    }

    private void tail(Curve curve, double place, int back, Color color, double progress) {
        GraphicsContext g = brush.g();
        for (int i = TAIL; i > 0; i--) {
            double at = place + back * i * TAIL_STEP;
            if (at < 0 || at > 1 || progress == 0) {
                continue;
            }
            double radius = RADIUS * (1 - 0.15 * i);
            g.setFill(color.deriveColor(0, 1, 1, 0.42 - 0.07 * i));
            g.fillOval(curve.xAt(at) - radius, curve.yAt(at) - radius, radius * 2, radius * 2);
        }
    }

    private void dot(double x, double y, Color color, Fate fate, double progress) {
        GraphicsContext g = brush.g();
        double radius = RADIUS;
        if (fate == Fate.MERGED) {
            g.setGlobalAlpha(1 - progress * 0.85);
            g.setStroke(color);
            g.setLineWidth(1.8);
            g.strokeOval(x - radius, y - radius, radius * 2, radius * 2);
            return;
        }
        g.setFill(brush.color(Role.PANE));
        double rim = radius + 1.5;
        g.fillOval(x - rim, y - rim, rim * 2, rim * 2);
        g.setFill(color);
        g.fillOval(x - radius, y - radius, radius * 2, radius * 2);
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

    private void count(long count, double x, double y, Color color) {
        Font font = brush.font(Face.BOLD, 9.5);
        String text = "\u00d7" + Amounts.brief(count);
        double width = brush.width(text, font) + 8;
        Box pill = Box.around(x, y - 13, width, 13);
        brush.fill(pill, 6.5, color);
        brush.centered(text, font, brush.color(Role.PANE), pill.centerX(), pill.centerY() + 3.4);
    }

    /// Slow at both ends.
    private static double ease(double share) {
        return share * share * (3 - 2 * share);
    }
}
