package ismscope.app.graph;

import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// What painters draw with: the canvas, the colours, and text that is measured once.
///
/// Thread: FX.
final class Brush {
    private static final int REMEMBERED_WIDTHS = 4_096;
    private static final double FONT_STEPS = 2;

    private final GraphicsContext g;
    private final Palette palette;
    private final Map<FontKey, Font> fonts = new HashMap<>();
    private final Text ruler = new Text();
    private final Map<Measured, Double> widths =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Measured, Double> eldest) {
                    return size() > REMEMBERED_WIDTHS;
                }
            };

    /// Faces of text.
    enum Face {
        PLAIN,
        BOLD,
        MONO
    }

    private record FontKey(Face face, long steps, String family) {}

    private record Measured(Font font, String text) {}

    Brush(GraphicsContext g, Palette palette) {
        this.g = g;
        this.palette = palette;
    }

    GraphicsContext g() {
        return g;
    }

    Palette palette() {
        return palette;
    }

    Color color(Role role) {
        return palette.color(role);
    }

    /// {@return a font of about this many pixels}
    Font font(Face face, double pixels) {
        long steps = Math.max(1, Math.round(pixels * FONT_STEPS));
        String family = face == Face.MONO ? palette.mono().getFamily() : "System";
        return fonts.computeIfAbsent(
                new FontKey(face, steps, family),
                key ->
                        Font.font(
                                family,
                                face == Face.BOLD ? FontWeight.BOLD : FontWeight.NORMAL,
                                steps / FONT_STEPS));
    }

    /// {@return pixels from the text's first to its last}
    double width(String text, Font font) {
        return widths.computeIfAbsent(
                new Measured(font, text),
                key -> {
                    ruler.setFont(font);
                    ruler.setText(text);
                    return ruler.getLayoutBounds().getWidth();
                });
    }

    /// {@return the text, cut with an ellipsis to what fits; empty if not even one letter does}
    String fit(String text, Font font, double room) {
        if (width(text, font) <= room) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (width(text.substring(0, middle) + '\u2026', font) <= room) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == 0 ? "" : text.substring(0, low) + '\u2026';
    }

    /// Writes on a baseline, from the left.
    void text(String text, Font font, Color color, double x, double baseline) {
        g.setFont(font);
        g.setFill(color);
        g.fillText(text, x, baseline);
    }

    /// Writes on a baseline, around a middle.
    void centered(String text, Font font, Color color, double middle, double baseline) {
        text(text, font, color, middle - width(text, font) / 2, baseline);
    }

    /// Fills a rectangle with round corners.
    void fill(Box box, double radius, Color color) {
        g.setFill(color);
        g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), radius * 2, radius * 2);
    }

    /// Draws the edge of a rectangle with round corners, inside it.
    void edge(Box box, double radius, Color color, double lineWidth) {
        g.setStroke(color);
        g.setLineWidth(lineWidth);
        double half = lineWidth / 2;
        g.strokeRoundRect(
                box.x() + half,
                box.y() + half,
                box.width() - lineWidth,
                box.height() - lineWidth,
                radius * 2,
                radius * 2);
    }

    /// Makes what is drawn from here on weaker, until the state is restored.
    void fade(double share) {
        g.setGlobalAlpha(g.getGlobalAlpha() * share);
    }

    /// {@return the box with its edges on whole pixels}
    static Box sharp(Box box) {
        double x = Math.round(box.x());
        double y = Math.round(box.y());
        return new Box(x, y, Math.round(box.right()) - x, Math.round(box.bottom()) - y);
    }
}
