package ismscope.app.details;

import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.event.Field;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// Draws the bytes of one event.
final class HexPainter {
    /// Bytes of the record header, which the capture adds: drawn weaker than the body.
    private static final int RECORD_HEADER = 32;

    private static final String DIGITS = "0123456789abcdef";

    private final GraphicsContext g;
    private final Palette palette;
    private final FontGrid grid;
    private final HexLayout layout;
    private final double lineHeight;
    private final double margin;
    private final double width;
    private final double height;

    HexPainter(
            Canvas canvas,
            Palette palette,
            FontGrid grid,
            HexLayout layout,
            double lineHeight,
            double margin) {
        g = canvas.getGraphicsContext2D();
        this.palette = palette;
        this.grid = grid;
        this.layout = layout;
        this.lineHeight = lineHeight;
        this.margin = margin;
        width = canvas.getWidth();
        height = canvas.getHeight();
    }

    /// Some bytes.
    record Range(long offset, long length) {
        boolean holds(long at) {
            return length > 0 && at >= offset && at < offset + length;
        }
    }

    /// What to draw.
    ///
    /// @param firstRow uppermost row
    /// @param caret byte with the caret, -1 for none
    record Look(
            byte[] bytes,
            long firstRow,
            Range selected,
            Range hovered,
            long caret,
            FieldIndex fields) {}

    void paint(Look look) {
        g.setFill(palette.color(Role.PANE));
        g.fillRect(0, 0, width, height);
        g.setFont(grid.font());
        long rows = layout.rows(look.bytes().length);
        double y = margin / 2;
        for (long row = look.firstRow(); row < rows && y < height; row++, y += lineHeight) {
            paintRow(look, row, y);
        }
    }

    private void paintRow(Look look, long row, double y) {
        int first = (int) (row * layout.perRow());
        int last = Math.min(look.bytes().length, first + layout.perRow());
        double baseline = y + (lineHeight - grid.lineHeight()) / 2 + grid.ascent();
        g.setFill(palette.color(Role.TEXT_MUTED));
        g.fillText(hex(first >> 8) + hex(first), margin, baseline);
        for (int at = first; at < last; at++) {
            int inRow = at - first;
            boolean joined = at + 1 < last && sameMark(look, at, at + 1);
            double x = x(layout.hexColumn(inRow));
            double cell = joined ? x(layout.hexColumn(inRow + 1)) - x : 2 * grid.charWidth();
            paintMark(look, at, x - 2, y, cell + (joined ? 0 : 4));
            paintMark(look, at, x(layout.textColumn(inRow)), y, grid.charWidth());
            Field field = look.fields().at(at);
            boolean faulty = field != null && !field.fault().isEmpty();
            g.setFill(ink(at, faulty));
            g.fillText(hex(look.bytes()[at]), x, baseline);
            g.fillText(character(look.bytes()[at]), x(layout.textColumn(inRow)), baseline);
            if (at == look.caret()) {
                g.setStroke(palette.color(Role.ACCENT));
                g.setLineWidth(1.5);
                g.strokeRect(x - 1.5, y + 0.5, 2 * grid.charWidth() + 3, lineHeight - 1);
            }
        }
    }

    private boolean sameMark(Look look, int at, int next) {
        return (look.selected().holds(at) && look.selected().holds(next))
                || (look.hovered().holds(at) && look.hovered().holds(next));
    }

    private void paintMark(Look look, int at, double x, double y, double markWidth) {
        if (look.selected().holds(at)) {
            g.setFill(palette.color(Role.SELECTION));
        } else if (look.hovered().holds(at)) {
            g.setFill(palette.color(Role.RELATED));
        } else {
            return;
        }
        g.fillRect(x, y, markWidth, lineHeight);
    }

    private Color ink(int at, boolean faulty) {
        if (faulty) {
            return palette.color(Role.ERROR);
        }
        return palette.color(at < RECORD_HEADER ? Role.TEXT_MUTED : Role.TEXT);
    }

    private double x(double column) {
        return margin + column * grid.charWidth();
    }

    private static String hex(int value) {
        return new String(new char[] {DIGITS.charAt((value >> 4) & 15), DIGITS.charAt(value & 15)});
    }

    private static String character(byte value) {
        return value >= 0x20 && value < 0x7f ? String.valueOf((char) value) : "\u00b7";
    }
}
