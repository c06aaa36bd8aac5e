package ismscope.app.strip;

import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.device.tap.Severity;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.SessionSnapshot.Density;
import java.util.Arrays;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Draws the session strip.
final class StripPainter {
    /// Pixels per bar of the density.
    static final double BAR = 3;

    private static final double TICKS = 7;
    private static final double RULER = 15;
    private static final double LABELS_APART = 110;
    private static final double HATCH = 5;
    private static final double FLAG = 10;
    private static final double SMALL = 0.8;
    private static final double DIM = 0.28;

    private final GraphicsContext g;
    private final Palette palette;
    private final double width;
    private final double height;

    StripPainter(Canvas canvas, Palette palette) {
        g = canvas.getGraphicsContext2D();
        this.palette = palette;
        width = canvas.getWidth();
        height = canvas.getHeight();
    }

    void clear() {
        g.setFill(palette.color(Role.PANE));
        g.fillRect(0, 0, width, height);
    }

    /// What of a replay is still to come.
    ///
    /// @param from where it begins; at the right edge for nothing
    void hidden(double from) {
        if (from < width) {
            g.setFill(palette.color(Role.BACKGROUND));
            g.fillRect(from, 0, width - from, height);
            g.setFill(palette.color(Role.LINE));
            g.fillRect(Math.floor(from), 0, 1, height);
        }
    }

    /// What the event list shows.
    void span(double from, double to) {
        g.setFill(palette.color(Role.RELATED));
        g.fillRect(from, 0, Math.max(2, to - from), height - RULER);
    }

    /// Bars by the number of events in the dominant VM's colour, hatching where records were lost.
    ///
    /// @param shown how many of each bar's events the filter shows; the rest is dim
    /// @param share of the width that the density covers
    void density(Density density, ShownShare shown, double share) {
        int most = Math.max(1, Arrays.stream(density.events()).max().orElse(1));
        int buckets = density.events().length;
        double bar = width * share / buckets;
        double room = height - RULER - TICKS;
        double base = height - RULER;
        for (int i = 0; i < buckets; i++) {
            double x = i * bar;
            int events = density.events()[i];
            if (events > 0) {
                Color color = palette.device(density.dominantDevice()[i]).color();
                double wide = Math.max(1, bar - 0.75);
                if (shown.hidesSome(i, events)) {
                    double all = high(events, most, room);
                    g.setFill(Palette.mix(palette.color(Role.PANE), color, DIM));
                    g.fillRect(x, base - all, wide, all);
                }
                double seen = high(shown.of(i, events), most, room);
                g.setFill(color);
                g.fillRect(x, base - seen, wide, seen);
            }
            if (density.lost()[i] > 0) {
                hatch(x, Math.max(BAR, bar));
            }
        }
    }

    private static double high(int events, int most, double room) {
        return events == 0 ? 0 : Math.max(2, Math.log1p(events) / Math.log1p(most) * room);
    }

    /// What was found: an error points down, a warning is a diamond, a note a dot.
    ///
    /// @param share of the width that they cover
    void ticks(FindingTicks ticks, int buckets, double share) {
        double bar = width * share / buckets;
        double half = (TICKS - 1) / 2;
        for (int i = 0; i < buckets; i++) {
            Severity worst = ticks.worst(i);
            if (worst == null) {
                continue;
            }
            double middle = i * bar + bar / 2;
            switch (worst) {
                case ERROR -> {
                    g.setFill(palette.color(Role.ERROR));
                    g.fillPolygon(
                            new double[] {middle - half - 0.5, middle + half + 0.5, middle},
                            new double[] {0, 0, TICKS - 1},
                            3);
                }
                case WARN -> {
                    g.setFill(palette.color(Role.WARN));
                    g.fillPolygon(
                            new double[] {middle - half, middle, middle + half, middle},
                            new double[] {half, 0, half, TICKS - 1},
                            4);
                }
                default -> {
                    g.setFill(palette.color(Role.NOTE));
                    g.fillOval(middle - 1.5, 1, 3, 3);
                }
            }
        }
    }

    /// Times from the session's start.
    void ruler(TimeScale scale) {
        double base = height - RULER;
        g.setStroke(palette.color(Role.LINE));
        g.setLineWidth(1);
        g.strokeLine(0, base + 0.5, width, base + 0.5);
        long step = scale.step(LABELS_APART);
        if (step == 0) {
            return;
        }
        g.setFont(palette.label(SMALL));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (long at = 0; at <= scale.last() - scale.first(); at += step) {
            double x = Math.floor(scale.x(scale.first() + at)) + 0.5;
            g.strokeLine(x, base, x, base + 4);
            g.setFill(palette.color(Role.TEXT_MUTED));
            if (x < width - 40) {
                g.fillText(ValueText.duration(at), x + 4, base + RULER / 2 + 0.5);
            }
        }
        g.setTextBaseline(VPos.BASELINE);
    }

    /// An event that a person marked: a flag on a pole.
    void mark(double x) {
        double pole = Math.clamp(Math.floor(x), 0, Math.max(0, width - FLAG));
        g.setFill(palette.color(Role.MARK));
        g.fillRect(pole, 0, 1.5, height - RULER);
        g.fillPolygon(
                new double[] {pole, pole + FLAG, pole + FLAG * 0.6, pole + FLAG, pole},
                new double[] {0, 0, FLAG / 2, FLAG, FLAG},
                5);
    }

    /// The moment that the current event is compared with.
    void compared(double x) {
        double middle = Math.clamp(x, 1, Math.max(1, width - 1));
        g.setStroke(palette.color(Role.ACCENT));
        g.setLineWidth(2);
        g.setLineDashes(4, 3);
        g.strokeLine(middle, 0, middle, height - RULER + 4);
        g.setLineDashes();
        g.setLineWidth(1);
    }

    /// The current event.
    void handle(double x, boolean past, boolean focused) {
        double middle = Math.clamp(x, 1, Math.max(1, width - 1));
        g.setFill(palette.color(past ? Role.PAST_EDGE : Role.ACCENT));
        g.fillRect(middle - 1, 0, 2, height - RULER + 4);
        double grip = focused ? 6 : 5;
        double base = height - RULER;
        g.fillPolygon(
                new double[] {middle - grip, middle + grip, middle},
                new double[] {base + grip + 3, base + grip + 3, base - 1},
                3);
    }

    /// What is under the mouse.
    void hover(double x, String words) {
        g.setStroke(palette.color(Role.TEXT_MUTED));
        g.setLineWidth(1);
        g.strokeLine(Math.floor(x) + 0.5, 0, Math.floor(x) + 0.5, height - RULER);
        Text measure = new Text(words);
        measure.setFont(palette.label(SMALL));
        double box = measure.getLayoutBounds().getWidth() + 12;
        double left = Math.clamp(x + 8, 0, Math.max(0, width - box));
        double boxHeight = measure.getLayoutBounds().getHeight() + 4;
        g.setFill(palette.color(Role.CARD));
        g.fillRoundRect(left, 2, box, boxHeight, 6, 6);
        g.setStroke(palette.color(Role.LINE));
        g.strokeRoundRect(left + 0.5, 2.5, box - 1, boxHeight - 1, 6, 6);
        g.setFill(palette.color(Role.TEXT));
        g.setFont(palette.label(SMALL));
        g.setTextBaseline(VPos.CENTER);
        g.fillText(words, left + 6, 2 + boxHeight / 2);
        g.setTextBaseline(VPos.BASELINE);
    }

    private void hatch(double x, double barWidth) {
        Color color = palette.color(Role.GAP);
        g.setStroke(color);
        g.setLineWidth(1);
        g.save();
        g.beginPath();
        g.rect(x, 0, barWidth, height - RULER);
        g.clip();
        for (double y = -barWidth; y < height; y += HATCH) {
            g.strokeLine(x, y + barWidth, x + barWidth, y);
        }
        g.restore();
    }
}
