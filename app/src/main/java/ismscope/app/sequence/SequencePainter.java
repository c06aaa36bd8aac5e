package ismscope.app.sequence;

import ismscope.app.theme.DeviceStyle;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.sequence.FoldedRows;
import ismscope.inspector.session.SessionSnapshot;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// Draws lifelines and messages.
///
/// @param shift pixels that lifelines are scrolled to the left
record SequencePainter(
        GraphicsContext g, Palette palette, FontGrid grid, double width, double shift) {
    private static final double HEAD = 6;
    private static final double CROSS = 4;
    private static final double THICK = 2;
    private static final double DASH = 4;
    private static final double DASH_GAP = 3;

    /// How far before a line a notification ends that does not reach it.
    private static final double DEATH = 16;

    private static final int NUMBER_CHARS = 12;
    private static final int COLUMN_CHARS = 13;

    /// What is in a row.
    ///
    /// @param event the first of those that are in it
    /// @param number of that event, as it is written
    record Line(
            FoldedRows.Row row, long event, String number, MessageWords words, boolean current) {}

    double numberWidth() {
        return NUMBER_CHARS * grid.charWidth();
    }

    double columnWidth() {
        return COLUMN_CHARS * grid.charWidth();
    }

    double rowHeight() {
        return Math.ceil(grid.lineHeight() + 8);
    }

    double headerHeight() {
        return Math.ceil(grid.lineHeight() + 12);
    }

    /// {@return the pixel of a device's lifeline}
    double x(int device) {
        double first = unshifted(0);
        return device == 0 ? first : Math.max(first, unshifted(device) - shift);
    }

    /// {@return where it is while nothing is scrolled to the left}
    double unshifted(int device) {
        return numberWidth() + columnWidth() * (device + 0.5);
    }

    /// {@return whether there is room for its messages right of the host's}
    boolean isInView(int device) {
        double x = unshifted(device) - shift;
        return device == 0 || (x > unshifted(0) + columnWidth() / 2 && x <= width - columnWidth());
    }

    void clear(double height) {
        g.setFill(palette.color(Role.PANE));
        g.fillRect(0, 0, width, height);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(grid.font());
        g.setLineWidth(1);
    }

    /// A device's line from top to bottom.
    void lifeline(int device, double height) {
        double x = Math.floor(x(device));
        if ((device == 0 || x > x(0) + columnWidth() / 2) && x <= width) {
            g.setFill(palette.color(Role.LINE));
            g.fillRect(x, headerHeight(), 1, height - headerHeight());
        }
    }

    /// The names above, over what was scrolled below them.
    void header(SessionSnapshot snapshot) {
        g.setFill(palette.color(Role.PANE_ALT));
        g.fillRect(0, 0, width, headerHeight());
        g.setFill(palette.color(Role.LINE));
        g.fillRect(0, headerHeight() - 1, width, 1);
        g.setTextAlign(TextAlignment.CENTER);
        for (int device = 0; device < snapshot.deviceCount(); device++) {
            double x = x(device);
            boolean hidden = device > 0 && x < x(0) + columnWidth() / 2;
            if (hidden || x > width + columnWidth()) {
                continue;
            }
            DeviceStyle style = palette.device(device);
            String name = grid.fit(snapshot.deviceName(device), columnWidth() - 24);
            double half = name.length() * grid.charWidth() / 2;
            style.drawMark(g, x - half - 14, headerHeight() / 2 - 5, 10);
            g.setFill(palette.color(Role.TEXT));
            g.fillText(name, x, headerHeight() / 2);
        }
        g.setTextAlign(TextAlignment.LEFT);
    }

    /// Behind the current row.
    void current(double y) {
        g.setFill(palette.color(Role.SELECTION));
        g.fillRect(0, y, width, rowHeight());
    }

    /// One message, or several that are folded.
    void row(SessionSnapshot snapshot, Line line, double y) {
        Role behind = line.current() ? Role.SELECTION : Role.PANE;
        int device = snapshot.device(line.event());
        double middle = Math.floor(y + rowHeight() / 2) + 0.5;
        double own = x(device);
        shape(snapshot, line.event(), middle);
        // A line that is scrolled away leaves its words beside the host.
        boolean away = device > 0 && (own > width - columnWidth() || own < x(0) + 1);
        double text = (away ? x(0) : own) + 12;
        if (away) {
            text = name(snapshot.deviceName(device), device, text, middle, behind);
        }
        words(line, Math.max(text, numberWidth() + 4), middle, snapshot.kind(line.event()));
        g.setFill(palette.color(behind));
        g.fillRect(0, y, numberWidth(), rowHeight());
        g.setFill(palette.color(Role.TEXT_MUTED));
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(line.number(), numberWidth() - 12, middle);
        g.setTextAlign(TextAlignment.LEFT);
        if (line.row().fold() != null) {
            bracket(line.row(), y);
        }
    }

    private void shape(SessionSnapshot snapshot, long event, double y) {
        int device = snapshot.device(event);
        double own = x(device);
        double host = x(0);
        Color color = palette.device(device).color();
        switch (snapshot.kind(event)) {
            case REQUEST -> arrow(own, host, y, color, false);
            case REPLY -> arrow(host, own, y, color, true);
            case DOORBELL -> arrow(own, host, y, palette.color(Role.PULSE), false);
            case EVENT -> arrow(host, own, y, palette.color(Role.OK), false);
            case INTERRUPT -> arrow(host, own, y, palette.color(Role.TEXT_MUTED), true);
            case SWALLOWED -> end(snapshot.event(event).record(), host, own, y);
            default -> palette.device(device).drawMark(g, own - 5, y - 5, 10);
        }
    }

    /// Where a notification ends: at the host if it is for nobody, before the line of a VM that
    /// does not get it, in another one that is still to be delivered.
    private void end(TapRecord record, double host, double own, double y) {
        int reason = record instanceof TapRecord.Swallowed(int why, _) ? why : -1;
        switch (reason) {
            case TapRecord.Swallowed.NO_REGION,
                    TapRecord.Swallowed.NO_PEER,
                    TapRecord.Swallowed.NOT_PERMITTED ->
                    cross(host, y);
            case TapRecord.Swallowed.MERGED -> {
                arrow(host, own - DEATH * 2, y, palette.color(Role.PULSE), true);
                g.setStroke(palette.color(Role.PULSE));
                g.strokeOval(own - DEATH * 2, y - CROSS, CROSS * 2, CROSS * 2);
            }
            default -> {
                g.setFill(palette.color(Role.ERROR));
                across(host, own - DEATH, y, true);
                cross(own - DEATH, y);
            }
        }
    }

    /// {@return where words go on}
    private double name(String name, int device, double x, double middle, Role behind) {
        String fitting = grid.fit(name, columnWidth());
        g.setFill(palette.color(behind));
        g.fillRect(
                x - 3,
                middle - rowHeight() / 2 + 2,
                fitting.length() * grid.charWidth() + 21,
                rowHeight() - 4);
        palette.device(device).drawMark(g, x, middle - 5, 10);
        write(fitting, x + 15, middle, Role.TEXT_MUTED);
        return x + 15 + (fitting.length() + 1) * grid.charWidth();
    }

    private void words(Line line, double x, double middle, TapKind kind) {
        MessageWords words = line.words();
        String said = grid.fit(words.inFull(), width - x - 8);
        g.setFill(palette.color(line.current() ? Role.SELECTION : Role.PANE));
        g.fillRect(
                x - 3,
                middle - rowHeight() / 2 + 2,
                said.length() * grid.charWidth() + 6,
                rowHeight() - 4);
        int times = Math.min(words.times().length(), said.length());
        int took = Math.max(times, Math.min(said.length(), words.untilTook()));
        write(said.substring(0, times), x, middle, Role.ACCENT);
        write(said.substring(times, took), x + times * grid.charWidth(), middle, ink(kind));
        write(said.substring(took), x + took * grid.charWidth(), middle, Role.TEXT_MUTED);
    }

    private void write(String text, double x, double y, Role ink) {
        g.setFill(palette.color(ink));
        g.fillText(text, x, y);
    }

    /// Beside the rows of a fold; a filled triangle says whether it is opened.
    private void bracket(FoldedRows.Row row, double y) {
        double left = Math.floor(numberWidth() - 6);
        double x = left + 0.5;
        double middle = y + rowHeight() / 2;
        double upper = Math.floor(row.isFirst() ? middle : y);
        double lower = Math.floor(row.isLast() ? middle : y + rowHeight());
        g.setFill(palette.color(Role.ACCENT));
        g.fillRect(left, upper, 1, lower - upper);
        if (row.isLast()) {
            g.fillRect(left, lower, HEAD - 2, 1);
        }
        if (row.isFirst()) {
            double[] along = {x - 4, x + 4, x};
            double[] across = {middle - 3, middle - 3, middle + 4};
            double[] right = {x - 3, x - 3, x + 4};
            double[] down = {middle - 4, middle + 4, middle};
            g.fillPolygon(row.opened() ? along : right, row.opened() ? across : down, 3);
        }
    }

    private static Role ink(TapKind kind) {
        return kind == TapKind.SWALLOWED ? Role.WARN : Role.TEXT;
    }

    private void arrow(double from, double to, double y, Color color, boolean dashed) {
        g.setFill(color);
        across(from, to, y, dashed);
        double back = to < from ? HEAD : -HEAD;
        g.fillPolygon(
                new double[] {to, to + back, to + back}, new double[] {y, y - CROSS, y + CROSS}, 3);
        g.fillOval(from - 2.5, y - 2.5, 5, 5);
    }

    /// Rectangles on edges of pixels: a line that is stroked costs many times as much.
    private void across(double from, double to, double y, boolean dashed) {
        double left = Math.floor(Math.max(0, Math.min(from, to)));
        double right = Math.floor(Math.min(width, Math.max(from, to)));
        double top = Math.floor(y - 0.5);
        double step = dashed ? DASH + DASH_GAP : Math.max(1, right - left);
        for (double x = left; x < right; x += step) {
            double end = Math.min(right, x + (dashed ? DASH : step));
            g.fillRect(x, top, end - x, THICK);
        }
    }

    private void cross(double x, double y) {
        g.setStroke(palette.color(Role.ERROR));
        g.setLineWidth(2);
        g.strokeLine(x - CROSS, y - CROSS, x + CROSS, y + CROSS);
        g.strokeLine(x - CROSS, y + CROSS, x + CROSS, y - CROSS);
        g.setLineWidth(1);
    }
}
