package ismscope.app.sequence;

import ismscope.app.theme.DeviceStyle;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
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
    private static final int NUMBER_CHARS = 11;
    private static final int COLUMN_CHARS = 13;

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
        double first = numberWidth() + columnWidth() * 0.5;
        return device == 0 ? first : Math.max(first, first + columnWidth() * device - shift);
    }

    void clear(double height) {
        g.setFill(palette.color(Role.PANE));
        g.fillRect(0, 0, width, height);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(grid.font());
        g.setLineDashes();
        g.setLineWidth(1);
    }

    /// A device's line from top to bottom.
    void lifeline(int device, double height) {
        double x = Math.floor(x(device)) + 0.5;
        if ((device == 0 || x > x(0) + columnWidth() / 2) && x <= width) {
            g.setStroke(palette.color(Role.LINE));
            g.strokeLine(x, headerHeight(), x, height);
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

    /// One message.
    void row(SessionSnapshot snapshot, long event, String number, double y, boolean current) {
        Role behind = current ? Role.SELECTION : Role.PANE;
        int device = snapshot.device(event);
        TapKind kind = snapshot.kind(event);
        double middle = Math.floor(y + rowHeight() / 2) + 0.5;
        double own = x(device);
        double host = x(0);
        Color color = palette.device(device).color();
        switch (kind) {
            case REQUEST -> arrow(own, host, middle, color, false);
            case REPLY -> arrow(host, own, middle, color, true);
            case DOORBELL -> arrow(own, host, middle, palette.color(Role.PULSE), false);
            case EVENT -> arrow(host, own, middle, palette.color(Role.OK), false);
            case INTERRUPT -> arrow(host, own, middle, palette.color(Role.TEXT_MUTED), true);
            case SWALLOWED -> cross(own, middle);
            default -> palette.device(device).drawMark(g, own - 5, middle - 5, 10);
        }
        // A line that is scrolled away leaves its words beside the host.
        double text = (own > width - columnWidth() ? host : own) + 12;
        text = Math.max(text, numberWidth() + 4);
        String said = grid.fit(words(snapshot, event, kind), width - text - 8);
        g.setFill(palette.color(behind));
        g.fillRect(text - 3, y + 2, said.length() * grid.charWidth() + 6, rowHeight() - 4);
        g.setFill(palette.color(ink(kind)));
        g.fillText(said, text, middle);
        g.setFill(palette.color(behind));
        g.fillRect(0, y, numberWidth(), rowHeight());
        g.setFill(palette.color(Role.TEXT_MUTED));
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(number, numberWidth() - 8, middle);
        g.setTextAlign(TextAlignment.LEFT);
    }

    private static Role ink(TapKind kind) {
        return kind == TapKind.SWALLOWED ? Role.WARN : Role.TEXT;
    }

    private static String words(SessionSnapshot snapshot, long event, TapKind kind) {
        String info = snapshot.info(event);
        boolean injected = (snapshot.flags(event) & Event.INJECTED) != 0;
        return kind == TapKind.SWALLOWED && !injected
                ? info.replaceFirst("swallowed x", "\u00d7")
                : info;
    }

    private void arrow(double from, double to, double y, Color color, boolean dashed) {
        g.setStroke(color);
        g.setFill(color);
        g.setLineWidth(1.5);
        if (dashed) {
            g.setLineDashes(4, 3);
        }
        g.strokeLine(from, y, to, y);
        g.setLineDashes();
        g.setLineWidth(1);
        double back = to < from ? HEAD : -HEAD;
        g.fillPolygon(
                new double[] {to, to + back, to + back}, new double[] {y, y - CROSS, y + CROSS}, 3);
        g.fillOval(from - 2.5, y - 2.5, 5, 5);
    }

    private void cross(double x, double y) {
        g.setStroke(palette.color(Role.ERROR));
        g.setLineWidth(2);
        g.strokeLine(x - CROSS, y - CROSS, x + CROSS, y + CROSS);
        g.strokeLine(x - CROSS, y + CROSS, x + CROSS, y - CROSS);
        g.setLineWidth(1);
    }
}
