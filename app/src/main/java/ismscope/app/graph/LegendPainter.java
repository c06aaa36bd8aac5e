package ismscope.app.graph;

import ismscope.app.graph.Brush.Face;
import ismscope.app.text.Texts;
import ismscope.app.theme.Role;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// Draws the legend along the lower edge, on as many lines as it needs.
final class LegendPainter {
    private static final double SAMPLE = 26;
    private static final double LINE = 18;
    private static final double GAP = 16;
    private static final double PAD = 10;

    private final Brush brush;
    private final Texts texts;
    private final LinkPainter links;

    LegendPainter(Brush brush, Texts texts, LinkPainter links) {
        this.brush = brush;
        this.texts = texts;
        this.links = links;
    }

    /// What is explained.
    private enum Entry {
        READ("graph.legend.read"),
        WRITE("graph.legend.write"),
        MANAGE("graph.legend.manage"),
        GRANTED("graph.legend.granted"),
        ENDED("graph.legend.ended"),
        PULSE("graph.legend.pulse"),
        DIED("graph.legend.died");

        private final String key;

        Entry(String key) {
            this.key = key;
        }
    }

    /// {@return pixels that it takes at the lower edge of this width}
    double height(double width) {
        return PAD + LINE * layout(width, (entry, x, line) -> {});
    }

    /// Draws it.
    void paint(double width, double height) {
        double top = height - height(width);
        links.setZoom(1);
        brush.g().setFill(brush.color(Role.PANE));
        brush.g().fillRect(0, top, width, height - top);
        brush.g().setFill(brush.color(Role.GRID));
        brush.g().fillRect(0, top, width, 1);
        Font font = font();
        layout(
                width,
                (entry, x, line) -> {
                    double middle = top + PAD / 2 + LINE * line + LINE / 2;
                    sample(entry, x, middle);
                    brush.text(
                            texts.text(entry.key),
                            font,
                            brush.color(Role.TEXT_MUTED),
                            x + SAMPLE + 6,
                            middle + font.getSize() * 0.35);
                });
    }

    /// Gets each entry's place.
    private interface Placed {
        void at(Entry entry, double x, int line);
    }

    private int layout(double width, Placed placed) {
        double x = PAD;
        int line = 0;
        for (Entry entry : Entry.values()) {
            double room = SAMPLE + 6 + brush.width(texts.text(entry.key), font());
            if (x > PAD && x + room > width - PAD) {
                x = PAD;
                line++;
            }
            placed.at(entry, x, line);
            x += room + GAP;
        }
        return line + 1;
    }

    private Font font() {
        return brush.font(Face.PLAIN, brush.palette().fontSize() * 0.8);
    }

    private void sample(Entry entry, double x, double y) {
        Curve curve = new Curve(x, y, x + SAMPLE, y);
        GraphicsContext g = brush.g();
        switch (entry) {
            case READ -> links.paint(curve, LinkKind.READ, 1, 1);
            case WRITE -> links.paint(curve, LinkKind.WRITE, 1, 1);
            case MANAGE -> links.paint(curve, LinkKind.MANAGE, 1, 1);
            case GRANTED -> links.paint(curve, LinkKind.GRANTED, 1, 1);
            case ENDED -> links.paint(curve, LinkKind.ENDED, 1, 1);
            case PULSE -> {
                Color color = brush.palette().device(1).color();
                for (int i = 4; i > 0; i--) {
                    g.setFill(color.deriveColor(0, 1, 1, 0.45 - 0.09 * i));
                    double radius = 4.5 - i * 0.5;
                    g.fillOval(x + 17 - i * 4 - radius, y - radius, radius * 2, radius * 2);
                }
                g.setFill(color);
                g.fillOval(x + 13, y - 4.5, 9, 9);
            }
            case DIED -> {
                g.setStroke(brush.color(Role.ERROR));
                g.setLineWidth(2.2);
                g.strokeLine(x + 9, y - 4, x + 17, y + 4);
                g.strokeLine(x + 9, y + 4, x + 17, y - 4);
            }
        }
    }
}
