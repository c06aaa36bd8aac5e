package ismscope.app.graph;

import ismscope.app.graph.Brush.Face;
import ismscope.app.text.Amounts;
import ismscope.app.theme.Role;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// Draws links: their colour, width and ends say the rights.
///
/// Read: thin, an arrow into the VM. Read and write: thick. Manage: thick with a diamond at the VM.
/// Granted but not attached: dotted. Ended: grey and dashed.
final class LinkPainter {
    private static final double LIGHTEST = 0.55;
    private static final double[] COUNT_PLACES = {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8};

    private final Brush brush;
    private double weight = 1;

    LinkPainter(Brush brush) {
        this.brush = brush;
    }

    /// Makes lines thinner in a small picture.
    void setZoom(double zoom) {
        weight = Math.clamp(zoom * 1.15, LIGHTEST, 1);
    }

    /// Draws one link.
    ///
    /// @param presence 1 while it holds, then falling to 0
    /// @param alpha how strong it is to be
    void paint(Curve curve, LinkKind kind, double presence, double alpha) {
        GraphicsContext g = brush.g();
        g.save();
        brush.fade(kind == LinkKind.ENDED ? alpha * (0.15 + 0.6 * presence) : alpha);
        switch (kind) {
            case ENDED -> g.setLineDashes(5, 4);
            case GRANTED -> g.setLineDashes(1.5, 4.5);
            case READ, WRITE, MANAGE -> g.setLineDashes();
        }
        Color color = color(kind);
        trace(curve, color, width(kind) * weight);
        g.setLineDashes();
        end(curve, kind, color);
        g.restore();
    }

    /// Draws what makes a link stand out, under it.
    void halo(Curve curve, Color color) {
        brush.g().setLineDashes();
        trace(curve, color.deriveColor(0, 1, 1, 0.4), 9);
    }

    /// {@return the colour of a kind}
    Color color(LinkKind kind) {
        return brush.color(
                switch (kind) {
                    case ENDED -> Role.GHOST;
                    case GRANTED -> Role.TEXT_MUTED;
                    case READ -> Role.EDGE_READ;
                    case WRITE -> Role.EDGE_WRITE;
                    case MANAGE -> Role.EDGE_MANAGE;
                });
    }

    private static double width(LinkKind kind) {
        return switch (kind) {
            case ENDED -> 1;
            case READ -> 1.4;
            case GRANTED -> 1.8;
            case WRITE, MANAGE -> 2.4;
        };
    }

    private void trace(Curve curve, Color color, double width) {
        GraphicsContext g = brush.g();
        g.setStroke(color);
        g.setLineWidth(width);
        g.beginPath();
        g.moveTo(curve.x0(), curve.y0());
        g.bezierCurveTo(
                curve.controlX0(),
                curve.y0(),
                curve.controlX1(),
                curve.y1(),
                curve.x1(),
                curve.y1());
        g.stroke();
    }

    private void end(Curve curve, LinkKind kind, Color color) {
        GraphicsContext g = brush.g();
        double way = Math.signum(curve.x1() - curve.x0());
        double x = curve.x0();
        double y = curve.y0();
        switch (kind) {
            case READ -> {
                g.setFill(color);
                g.fillPolygon(
                        new double[] {x + way, x + way * 7, x + way * 7},
                        new double[] {y, y - 3.5, y + 3.5},
                        3);
            }
            case MANAGE -> {
                double middle = x + way * 7;
                double[] xs = {middle - 5, middle, middle + 5, middle};
                double[] ys = {y, y - 5, y, y + 5};
                g.setFill(brush.color(Role.PANE));
                g.fillPolygon(xs, ys, 4);
                g.setStroke(color);
                g.setLineWidth(1.8);
                g.strokePolygon(xs, ys, 4);
            }
            case WRITE, GRANTED, ENDED -> {}
        }
    }

    /// Writes how many links a line stands for on the line, as near to its middle as nothing else
    /// is; not at all if there is no such place.
    ///
    /// @param taken boxes that must stay readable; grows by that of the count
    void count(Curve curve, LinkKind kind, int count, List<Box> taken) {
        Font font = brush.font(Face.BOLD, 10);
        String text = "\u00d7" + Amounts.brief(count);
        double width = brush.width(text, font) + 10;
        for (double place : COUNT_PLACES) {
            Box pill = Box.around(curve.xAt(place), curve.yAt(place), width, 15);
            if (taken.stream().noneMatch(pill::meets)) {
                taken.add(pill);
                Color color = color(kind);
                brush.fill(pill, 7.5, brush.color(Role.PANE));
                brush.edge(pill, 7.5, color, 1);
                brush.centered(text, font, color, pill.centerX(), pill.centerY() + 3.6);
                return;
            }
        }
    }
}
