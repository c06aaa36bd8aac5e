package ismscope.app.events;

import ismscope.app.events.ColumnLayout.Place;
import ismscope.app.find.TextQuery;
import ismscope.app.theme.DeviceStyle;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/// Draws rows of the event list.
final class EventPainter {
    /// Pixels beside the text of a cell, left and right together.
    static final double PADDING = 12;

    private static final double EDGE = 3;
    private static final double TINT = 0.10;
    private static final double MARK_CHARS = 1.2;
    private static final double MARK_GAP = 6;

    private final GraphicsContext g;
    private final Palette palette;
    private final FontGrid grid;
    private final double rowHeight;
    private final TextQuery search;
    private final Font bold;

    /// @param search what is looked for, to be seen in the rows
    EventPainter(
            GraphicsContext g, Palette palette, FontGrid grid, double rowHeight, TextQuery search) {
        this.g = g;
        this.palette = palette;
        this.grid = grid;
        this.rowHeight = rowHeight;
        this.search = search;
        bold = Font.font(grid.font().getFamily(), FontWeight.BOLD, grid.font().getSize());
    }

    /// The colours that a person gave to a row: behind it, and at its edge.
    record Tint(Color ground, Color edge) {
        static final Tint NONE = new Tint(Color.TRANSPARENT, Color.TRANSPARENT);
    }

    /// How a row stands to the selection, whether a person marked it, which step of the proof that
    /// is shown it is (1 and up, 0 for none), and its colours.
    record Standing(
            boolean selected,
            boolean focused,
            boolean related,
            boolean hovered,
            boolean marked,
            int step,
            Tint tint) {}

    /// Draws one row.
    ///
    /// @param y upper edge
    /// @param width of the list
    void paint(EventRow row, Standing standing, List<Place> places, double y, double width) {
        g.setFill(background(row, standing));
        g.fillRect(0, y, width, rowHeight);
        paintEdge(row, standing, y, width);
        g.setFont(grid.font());
        if (standing.step() > 0) {
            paintStep(standing.step(), y);
        }
        for (Place place : places) {
            if (row.kind() == TapKind.MARK && place.column() == EventColumn.OPERATION) {
                paintNote(row, place.x(), y, width);
                return;
            }
            if (place.column() == EventColumn.NUMBER && standing.marked()) {
                paintMark(row, place, y);
            } else if (place.x() < width) {
                paintCell(row, place, y);
            }
        }
    }

    /// A note is a heading: its words go over all columns that would be empty.
    private void paintNote(EventRow row, double x, double y, double width) {
        double left = x + PADDING / 2;
        g.setFill(palette.color(Role.ACCENT));
        g.setFont(bold);
        g.fillText(grid.fit(row.cell(EventColumn.INFO), width - left), left, baseline(y));
    }

    private double baseline(double y) {
        return y + (rowHeight - grid.lineHeight()) / 2 + grid.ascent();
    }

    private Color background(EventRow row, Standing standing) {
        if (standing.selected()) {
            return palette.color(Role.SELECTION);
        }
        if (standing.related()) {
            return palette.color(Role.RELATED);
        }
        if (standing.hovered()) {
            return palette.color(Role.HOVER);
        }
        if (!standing.tint().equals(Tint.NONE)) {
            return standing.tint().ground();
        }
        Color pane = palette.color(Role.PANE);
        if (row.severity() != null) {
            return Palette.mix(pane, palette.color(severityRole(row.severity())), TINT);
        }
        return switch (row.kind()) {
            case MARK, STOPPED, RESUMED -> palette.color(Role.PANE_ALT);
            case LOST -> Palette.mix(pane, palette.color(Role.GAP), TINT);
            default -> pane;
        };
    }

    private void paintEdge(EventRow row, Standing standing, double y, double width) {
        if (row.severity() != null) {
            g.setFill(palette.color(severityRole(row.severity())));
            g.fillRect(0, y, EDGE, rowHeight);
        } else if (standing.related() || standing.selected()) {
            g.setFill(palette.color(Role.ACCENT));
            g.fillRect(0, y, EDGE, rowHeight);
        } else {
            g.setFill(standing.tint().edge());
            g.fillRect(0, y, EDGE, rowHeight);
        }
        if (standing.selected() && standing.focused()) {
            g.setStroke(palette.color(Role.ACCENT));
            g.setLineWidth(1);
            g.strokeRect(0.5, y + 0.5, width - 1, rowHeight - 1);
        }
    }

    /// An event of the proof that is shown has its place in it on a band at the edge.
    private void paintStep(int step, double y) {
        double band = grid.charWidth() + PADDING / 2;
        g.setFill(palette.color(Role.PAST_EDGE));
        g.fillRect(0, y, band, rowHeight);
        g.setFill(palette.color(Role.PANE));
        g.setFont(bold);
        g.fillText(Integer.toString(step), PADDING / 4, baseline(y));
        g.setFont(grid.font());
    }

    /// A marked event has its number on a flag.
    private void paintMark(EventRow row, Place place, double y) {
        double top = y + 1;
        double bottom = y + rowHeight - 1;
        double right = place.x() + place.width();
        double notch = right - rowHeight / 3;
        g.setFill(palette.color(Role.MARK));
        g.fillPolygon(
                new double[] {place.x(), right, notch, right, place.x()},
                new double[] {top, top, (top + bottom) / 2, bottom, bottom},
                5);
        double left = place.x() + PADDING / 2;
        String text = grid.fit(row.cell(place.column()), notch - left);
        g.setFill(palette.color(Role.PANE));
        g.fillText(text, Math.max(left, notch - 2 - text.length() * grid.charWidth()), baseline(y));
    }

    private void paintCell(EventRow row, Place place, double y) {
        double mark = markRoom(place.column(), grid);
        double left = place.x() + PADDING / 2 + mark;
        double room = place.width() - PADDING - mark;
        if (mark > 0) {
            double size = mark - MARK_GAP;
            DeviceStyle style = palette.device(row.device());
            style.drawMark(g, left - mark, Math.rint(y + (rowHeight - size) / 2), size);
        }
        String text = fit(row, place, grid);
        if (place.column().right()) {
            left += room - text.length() * grid.charWidth();
        }
        if (EventRow.isSearched(place.column())) {
            paintFound(text, left, y);
        }
        g.setFill(ink(row, place.column()));
        g.fillText(text, left, baseline(y));
    }

    /// {@return what of a cell's text there is room for}
    static String fit(EventRow row, Place place, FontGrid grid) {
        double room = place.width() - PADDING - markRoom(place.column(), grid);
        return grid.fit(row.cell(place.column()), room);
    }

    /// {@return characters that a cell needs to show all of its text}
    static int chars(EventRow row, ListColumn column, FontGrid grid) {
        double mark = markRoom(column, grid);
        return row.cell(column).length() + (int) Math.ceil(mark / grid.charWidth());
    }

    private static double markRoom(ListColumn column, FontGrid grid) {
        return column == EventColumn.DEVICE
                ? Math.rint(grid.charWidth() * MARK_CHARS) + MARK_GAP
                : 0;
    }

    private void paintFound(String text, double left, double y) {
        for (int at = search.indexIn(text, 0); at >= 0; at = search.indexIn(text, at + 1)) {
            double x = left + at * grid.charWidth();
            double found = search.length() * grid.charWidth();
            g.setFill(palette.color(Role.FOUND));
            g.fillRect(x, y + 1, found, rowHeight - 2);
            g.setStroke(palette.color(Role.PAST_EDGE));
            g.setLineWidth(1);
            g.strokeRect(Math.rint(x) - 0.5, y + 1.5, Math.rint(found) + 1, rowHeight - 3);
        }
    }

    private Color ink(EventRow row, ListColumn column) {
        if (!(column instanceof EventColumn usual)) {
            return palette.color(Role.TEXT);
        }
        return switch (usual) {
            case NUMBER, TIME, LENGTH -> palette.color(Role.TEXT_MUTED);
            case DEVICE -> palette.device(row.device()).color();
            case RESULT, LATENCY -> outcomeInk(row, usual);
            case OPERATION -> operationInk(row);
            case TOKEN, INFO -> palette.color(row.kind() == TapKind.MARK ? Role.ACCENT : Role.TEXT);
        };
    }

    private Color outcomeInk(EventRow row, EventColumn column) {
        if (row.severity() != null) {
            return palette.color(severityRole(row.severity()));
        }
        if (column == EventColumn.LATENCY) {
            return palette.color(Role.TEXT_MUTED);
        }
        return palette.color(
                switch (row.outcome()) {
                    case NONE -> Role.TEXT;
                    case PENDING -> Role.PAST;
                    case DONE -> Role.OK;
                    case REFUSED -> Role.ERROR;
                });
    }

    private Color operationInk(EventRow row) {
        if (row.severity() != null) {
            return palette.color(severityRole(row.severity()));
        }
        return palette.color(
                switch (row.kind()) {
                    case REQUEST -> Role.TEXT;
                    case SWALLOWED, LOST -> Role.WARN;
                    default -> Role.TEXT_MUTED;
                });
    }

    /// {@return the colour of a severity}
    static Role severityRole(Severity severity) {
        return switch (severity) {
            case CHAT -> Role.CHAT;
            case NOTE -> Role.NOTE;
            case WARN -> Role.WARN;
            case ERROR -> Role.ERROR;
        };
    }
}
