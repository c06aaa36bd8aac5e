package ismscope.app.timeline;

import ismscope.app.text.Numbers;
import ismscope.app.theme.DeviceStyle;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.timeline.Axis;
import ismscope.inspector.timeline.TimeAxis;
import java.util.Locale;
import java.util.function.DoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.text.TextAlignment;

/// Draws rulers, names and what lies over the pixels of tracks.
final class TrackPainter {
    private static final int SECOND_DIGITS = 9;
    private static final double LABELS_APART = 120;
    private static final double SMALL = 0.8;
    private static final double TICK = 2;
    private static final double MARK = 10;

    private final GraphicsContext g;
    private final Palette palette;
    private final TrackLayout layout;
    private final FontGrid grid;

    TrackPainter(Canvas canvas, Palette palette, TrackLayout layout, FontGrid grid) {
        g = canvas.getGraphicsContext2D();
        this.palette = palette;
        this.layout = layout;
        this.grid = grid;
    }

    void clear() {
        g.setFill(palette.color(Role.PANE));
        g.fillRect(0, 0, layout.width(), layout.height());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
    }

    /// The rulers above all tracks: one of the axis, below it one of what the axis does not show.
    ///
    /// @param beside what the second one says of a place
    void ruler(Axis axis, Span span, DoubleFunction<String> beside) {
        g.setFill(palette.color(Role.PANE_ALT));
        g.fillRect(0, 0, layout.width(), layout.ruler());
        g.setFill(palette.color(Role.LINE));
        g.fillRect(0, layout.ruler() - 1, layout.width(), 1);
        double step = step(span.length() * LABELS_APART / layout.room());
        g.setFont(palette.label(SMALL));
        double free = layout.label();
        for (double at = Math.ceil(span.from() / step) * step; at <= span.to(); at += step) {
            double x = layout.x(span, at);
            g.setFill(palette.color(Role.LINE));
            g.fillRect(Math.floor(x), layout.ruler() - 6, 1, 6);
            String words = words(axis, at, step);
            if (x >= free && x + words.length() * grid.charWidth() < layout.width()) {
                String others = beside.apply(at);
                g.setFill(palette.color(Role.TEXT_MUTED));
                g.fillText(words, x + 4, layout.rulerLine() / 2 + 1);
                g.fillText(others, x + 4, layout.rulerLine() * 1.5 - 1);
                int longest = Math.max(words.length(), others.length());
                free = x + longest * grid.charWidth() + 12;
            }
        }
    }

    /// {@return a place in words, as exactly as places a step apart need}
    private static String words(Axis axis, double place, double step) {
        if (axis instanceof TimeAxis time) {
            int digits =
                    (int)
                            Math.clamp(
                                    SECOND_DIGITS - Math.floor(Math.log10(step)), 0, SECOND_DIGITS);
            double seconds = time.nanosAt(place) / 1e9;
            return String.format(Locale.ROOT, "%." + digits + "f s", seconds);
        }
        return "#" + Numbers.grouped((long) place + 1);
    }

    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
        for (double digit : new double[] {1, 2, 5}) {
            if (digit * power >= least) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    /// The pixels of the tracks.
    void pixels(Image image) {
        g.drawImage(image, layout.label(), layout.ruler());
    }

    /// How long folded gaps are.
    void foldWords(TimeAxis axis, Span span) {
        g.setFont(palette.label(SMALL));
        g.setFill(palette.color(Role.TEXT_MUTED));
        g.setTextAlign(TextAlignment.CENTER);
        for (int i = 0; i < axis.folds().size(); i++) {
            double from = layout.x(span, axis.foldStart(i));
            double to = layout.x(span, axis.foldStart(i) + axis.foldLength());
            if (to < layout.label() || from > layout.width()) {
                continue;
            }
            from = Math.max(from, layout.label());
            String words = "\u22ef " + ValueText.duration(axis.folds().get(i).length());
            if (words.length() * grid.charWidth() < to - from) {
                g.fillText(words, (from + to) / 2, layout.height() - grid.lineHeight());
            }
        }
        g.setTextAlign(TextAlignment.LEFT);
    }

    /// The name of a track, and the line below it.
    void name(String name, DeviceStyle style, double y, boolean selected) {
        g.setFill(palette.color(selected ? Role.SELECTION : Role.PANE));
        g.fillRect(0, y, layout.label() - 1, layout.row() - 1);
        g.setFill(palette.color(Role.GRID));
        g.fillRect(0, y + layout.row() - 1, layout.label(), 1);
        double middle = y + layout.nameY();
        style.drawMark(g, 8, middle - MARK / 2, MARK);
        g.setFont(grid.font());
        g.setFill(palette.color(Role.TEXT));
        g.fillText(grid.fit(name, layout.label() - 28), TrackLayout.NAME_X, middle);
    }

    /// What a counter of a track tells.
    void counter(String words, Counter counter, double y) {
        g.setFont(palette.label(SMALL));
        g.setFill(palette.color(Role.TEXT_MUTED));
        double base = y + layout.counterBase(counter);
        g.fillText(words, TrackLayout.NAME_X, base - layout.counterHeight() / 2);
    }

    /// {@return whether bars are too low for words}
    boolean isCompact() {
        return layout.compact();
    }

    /// A word in a command's bar.
    void command(String words, double from, double to, double y) {
        double x = Math.max(from, layout.label());
        String fitting = grid.fit(words, Math.min(to, layout.width()) - x - 6);
        if (fitting.length() > 2) {
            g.setFont(grid.font());
            g.setFill(palette.color(Role.TEXT));
            g.fillText(fitting, x + 4, y + layout.commandY() + layout.commandHeight() / 2);
        }
    }

    /// A stretch that was chosen.
    void range(double from, double to) {
        double left = Math.max(layout.label(), from);
        g.setFill(palette.color(Role.ACCENT).deriveColor(0, 1, 1, 0.15));
        g.fillRect(left, 0, Math.max(0, to - left), layout.height());
        g.setFill(palette.color(Role.ACCENT));
        g.fillRect(left, 0, 1, layout.height());
        g.fillRect(Math.max(left, to), 0, 1, layout.height());
    }

    /// A line down through all tracks.
    void line(double x, Role role) {
        if (x >= layout.label() && x <= layout.width()) {
            g.setFill(palette.color(role));
            g.fillRect(Math.floor(x), 0, TICK, layout.height());
        }
    }

    /// Draws something that may not cover rulers and names.
    void belowRulers(Runnable drawing) {
        g.save();
        g.beginPath();
        g.rect(layout.label(), layout.ruler(), layout.room(), layout.height());
        g.clip();
        drawing.run();
        g.restore();
    }

    /// An arrow from one event of a flow to the next.
    void arrow(double fromX, double fromY, double toX, double toY, Role role) {
        g.setStroke(palette.color(role));
        g.setFill(palette.color(role));
        g.setLineWidth(role == Role.FLOW ? 1 : TICK);
        double bend = Math.max(14, Math.abs(toX - fromX) / 2);
        g.beginPath();
        g.moveTo(fromX, fromY);
        g.bezierCurveTo(fromX + bend, fromY, toX - bend, toY, toX, toY);
        g.stroke();
        g.fillPolygon(
                new double[] {toX, toX - 6, toX - 6}, new double[] {toY, toY - 3, toY + 3}, 3);
        g.setLineWidth(1);
    }
}
