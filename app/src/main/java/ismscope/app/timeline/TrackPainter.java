package ismscope.app.timeline;

import ismscope.app.text.Numbers;
import ismscope.app.theme.DeviceStyle;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.timeline.Axis;
import ismscope.inspector.timeline.Lane;
import ismscope.inspector.timeline.TimeAxis;
import java.util.Locale;
import java.util.function.DoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// Draws rulers, tracks and what lies over them.
final class TrackPainter {
    private static final int SECOND_DIGITS = 9;
    private static final double LABELS_APART = 120;
    private static final double SMALL = 0.8;
    private static final double TICK = 2;
    private static final double HATCH = 6;

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
        g.setStroke(palette.color(Role.LINE));
        g.setLineWidth(1);
        g.strokeLine(0, layout.ruler() - 0.5, layout.width(), layout.ruler() - 0.5);
        double step = step(span.length() * LABELS_APART / layout.room());
        g.setFont(palette.label(SMALL));
        double free = layout.label();
        for (double at = Math.ceil(span.from() / step) * step; at <= span.to(); at += step) {
            double x = layout.x(span, at);
            g.strokeLine(
                    Math.floor(x) + 0.5, layout.ruler() - 6, Math.floor(x) + 0.5, layout.ruler());
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

    /// Folded gaps, from the ruler down.
    void folds(TimeAxis axis, Span span) {
        for (int i = 0; i < axis.folds().size(); i++) {
            double from = layout.x(span, axis.foldStart(i));
            double to = layout.x(span, axis.foldStart(i) + axis.foldLength());
            if (to < layout.label() || from > layout.width() || to - from < 1) {
                continue;
            }
            from = Math.max(from, layout.label());
            g.setFill(palette.color(Role.PANE_ALT));
            g.fillRect(from, layout.ruler(), to - from, layout.height());
            g.setStroke(palette.color(Role.GRID));
            for (double x = from; x < to; x += HATCH) {
                g.strokeLine(x, layout.height(), Math.min(to, x + HATCH), layout.ruler());
            }
            String words = "\u22ef " + ValueText.duration(axis.folds().get(i).length());
            if (words.length() * grid.charWidth() < to - from) {
                g.setFont(palette.label(SMALL));
                g.setFill(palette.color(Role.TEXT_MUTED));
                g.setTextAlign(TextAlignment.CENTER);
                g.fillText(words, (from + to) / 2, layout.height() - grid.lineHeight());
                g.setTextAlign(TextAlignment.LEFT);
            }
        }
    }

    /// The name of a track, and the line below it.
    void name(String name, int device, double y, boolean selected) {
        g.setFill(palette.color(selected ? Role.SELECTION : Role.PANE));
        g.fillRect(0, y, layout.label() - 1, layout.row() - 1);
        g.setFill(palette.color(Role.GRID));
        g.fillRect(0, y + layout.row() - 1, layout.width(), 1);
        DeviceStyle style = palette.device(device);
        style.drawMark(g, 8, y + layout.commandY() + 2, 10);
        g.setFont(grid.font());
        g.setFill(palette.color(Role.TEXT));
        g.fillText(
                grid.fit(name, layout.label() - 28),
                TrackLayout.NAME_X,
                y + layout.commandY() + layout.commandHeight() / 2);
    }

    /// What a track says: commands, what comes and goes, and its counters.
    void track(TrackRow row, double y) {
        DeviceStyle style = palette.device(row.device());
        new CounterPainter(g, palette, layout).draw(row, y);
        commands(row, style, y);
        ticks(row.counts(Lane.DOORBELL), style.color(), y + layout.doorbellY());
        ticks(row.counts(Lane.DELIVERY), palette.color(Role.OK), y + layout.deliveryY());
        ticks(row.counts(Lane.MERGED), palette.color(Role.PULSE), y + layout.deliveryY());
        ticks(row.counts(Lane.LOST), palette.color(Role.WARN), y + layout.troubleY());
        ticks(row.counts(Lane.TROUBLE), palette.color(Role.ERROR), y + layout.troubleY());
    }

    private void commands(TrackRow row, DeviceStyle style, double y) {
        int[] counts = row.counts(Lane.COMMAND);
        boolean[] running = row.running();
        double top = y + layout.commandY();
        int begun = -1;
        for (int i = 0; i <= counts.length; i++) {
            boolean busy = i < counts.length && (counts[i] > 0 || running[i]);
            boolean begins = i < counts.length && counts[i] > 0 && !dense(row);
            if (begun >= 0 && (!busy || begins)) {
                bar(begun, i, top, style);
                begun = -1;
            }
            if (busy && begun < 0) {
                begun = i;
            }
        }
    }

    /// {@return whether single commands cannot be told from each other}
    private static boolean dense(TrackRow row) {
        return row.commands() * 3 > row.running().length;
    }

    private void bar(int from, int to, double top, DeviceStyle style) {
        double x = layout.label() + from;
        double width = Math.max(TICK, to - from - (to - from > 4 ? 1 : 0));
        g.setFill(style.soft());
        g.fillRect(x, top, width, layout.commandHeight());
        g.setFill(style.color());
        g.fillRect(x, top, Math.min(width, TICK), layout.commandHeight());
        if (width > 3) {
            g.fillRect(x, top + layout.commandHeight() - 1, width, 1);
        }
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

    private void ticks(int[] counts, Color color, double top) {
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        g.setFill(color);
        // Whole pixels, and equal ones together: rectangles on edges of pixels are what costs
        // least.
        for (int i = 0; i < counts.length; ) {
            double high = tick(counts[i], most);
            int end = i + 1;
            while (end < counts.length && tick(counts[end], most) == high) {
                end++;
            }
            if (high > 0) {
                double width = end - i == 1 ? 2 : end - i;
                g.fillRect(layout.label() + i, top + layout.tickHeight() - high, width, high);
            }
            i = end;
        }
    }

    private double tick(int count, int most) {
        if (count == 0) {
            return 0;
        }
        double part = most == 1 ? 1 : 0.35 + 0.65 * Math.log1p(count) / Math.log1p(most);
        return Math.round(layout.tickHeight() * part);
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
