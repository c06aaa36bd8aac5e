package ismscope.app.hex;

import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.app.theme.DeviceStyle;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.session.SessionSnapshot;
import java.util.HexFormat;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/// Draws rows of bytes: who wrote them lately, what is selected, where chunks begin, and the whole
/// region at the right edge. Only rows in view are looked at.
final class HexPainter {
    private static final double GLOW = 0.5;
    private static final double THUMB_LEAST = 14;
    private static final HexFormat HEX = HexFormat.of();

    private final GraphicsContext g;
    private final Palette palette;
    private final Texts texts;

    HexPainter(GraphicsContext g, Palette palette, Texts texts) {
        this.g = g;
        this.palette = palette;
        this.texts = texts;
    }

    /// What is drawn.
    ///
    /// @param snapshot that tells when events were and whose, at least up to the window's event
    /// @param caret the byte with the caret
    /// @param from first selected byte
    /// @param end one past the last selected byte
    /// @param focused whether keys go here
    record Scene(
            HexMetrics metrics,
            Viewport viewport,
            RegionWindow window,
            SessionSnapshot snapshot,
            DeviceMap map,
            long caret,
            long from,
            long end,
            boolean focused,
            double height) {}

    /// Draws it all.
    void paint(Scene scene) {
        g.setFill(palette.color(Role.PANE));
        g.fillRect(0, 0, scene.metrics().width(), scene.height());
        g.save();
        g.beginPath();
        g.rect(
                0,
                scene.metrics().headerHeight(),
                scene.metrics().overviewX(),
                scene.height() - scene.metrics().headerHeight());
        g.clip();
        for (long row = scene.viewport().firstRow(); row < scene.viewport().endRow(); row++) {
            row(scene, row, y(scene, row));
        }
        caret(scene);
        g.restore();
        header(scene);
        overview(scene);
    }

    /// {@return upper edge of a row on the canvas}
    static double y(HexMetrics metrics, Viewport viewport, long row) {
        return metrics.headerHeight() + (row - viewport.top()) * metrics.rowHeight();
    }

    private static double y(Scene scene, long row) {
        return Math.rint(y(scene.metrics(), scene.viewport(), row));
    }

    private void row(Scene scene, long row, double y) {
        HexMetrics metrics = scene.metrics();
        HexGrid grid = metrics.grid();
        long start = grid.start(row);
        int length = grid.length(row);
        chunk(scene, start, y);
        backgrounds(scene, start, length, y);
        if (scene.window().compared() != null) {
            differences(scene, start, length, y);
        }
        selection(scene, start, length, y);
        double baseline = y + metrics.baseline();
        g.setFont(metrics.font().font());
        boolean caretRow = scene.caret() >= start && scene.caret() < start + length;
        g.setFill(palette.color(caretRow ? Role.TEXT : Role.TEXT_MUTED));
        g.fillText(offset(start, grid.offsetDigits()), metrics.offsetX(), baseline);
        texts(scene, start, length, baseline);
        if (scene.metrics().compared() && scene.window().compared() != null) {
            compared(scene, start, length, baseline);
        }
        long chunkSize = scene.map().chunkSize();
        if (!metrics.compared()
                && start > 0
                && start / chunkSize != (start - grid.bytesPerRow()) / chunkSize) {
            boundary(scene, start, y);
        }
    }

    private void chunk(Scene scene, long start, double y) {
        boolean even = scene.map().chunk(start) % 2 == 0;
        DeviceStyle style = palette.device(scene.map().device());
        g.setFill(Palette.mix(palette.color(Role.PANE), style.color(), even ? 0.55 : 0.25));
        g.fillRect(0, y, HexMetrics.CHUNK_BAND - 2, scene.metrics().rowHeight());
    }

    /// Runs of bytes with the same last writer get one rectangle each.
    private void backgrounds(Scene scene, long start, int length, double y) {
        int column = 0;
        while (column < length) {
            if (!scene.window().has(start + column)) {
                column++;
                continue;
            }
            long writer = scene.window().writer(start + column);
            int end = column + 1;
            while (end < length
                    && scene.window().has(start + end)
                    && scene.window().writer(start + end) == writer) {
                end++;
            }
            if (writer >= 0) {
                fillRun(scene.metrics(), column, end, y, heat(scene, writer));
            }
            column = end;
        }
    }

    private Color heat(Scene scene, long writer) {
        SessionSnapshot snapshot = scene.snapshot();
        long event = Math.min(scene.window().event(), snapshot.eventCount() - 1);
        long age = snapshot.timeNanos(event) - snapshot.timeNanos(writer);
        double strength = Heat.of(event - writer, age);
        Color color = palette.device(snapshot.device(writer)).color();
        return color.deriveColor(0, 1, 1, strength * GLOW);
    }

    private void fillRun(HexMetrics metrics, int from, int end, double y, Color color) {
        double cell = metrics.font().charWidth();
        double height = metrics.rowHeight();
        g.setFill(color);
        double left = metrics.hexX(from) - cell / 2;
        g.fillRect(left, y, metrics.hexX(end - 1) + 2.5 * cell - left, height);
        g.fillRect(metrics.textX(from), y, (end - from) * cell, height);
    }

    /// Bytes that differ between the two moments, in both halves; drawn over who wrote them.
    private void differences(Scene scene, long start, int length, double y) {
        HexMetrics metrics = scene.metrics();
        Color color = palette.color(Role.FOUND);
        for (int from = 0; from < length; from++) {
            int end = from;
            while (end < length && differs(scene, start + end)) {
                end++;
            }
            if (end > from) {
                fillRun(metrics, from, end, y, color);
                g.translate(metrics.comparedShift(), 0);
                fillRun(metrics, from, end, y, color);
                g.translate(-metrics.comparedShift(), 0);
                from = end;
            }
        }
    }

    private static boolean differs(Scene scene, long at) {
        return scene.window().has(at) && scene.window().differs(at);
    }

    /// The bytes of the other moment, in the right half.
    private void compared(Scene scene, long start, int length, double baseline) {
        HexMetrics metrics = scene.metrics();
        int half = metrics.grid().bytesPerRow() / 2;
        StringBuilder digits = new StringBuilder();
        StringBuilder letters = new StringBuilder();
        for (int column = 0; column < length; column++) {
            boolean known = scene.window().hasCompared(start + column);
            int value = known ? scene.window().comparedAt(start + column) : 0;
            digits.append(column == half ? " " : "")
                    .append(known ? HEX.toHexDigits((byte) value) : "\u00b7\u00b7")
                    .append(' ');
            letters.append(known ? CopyFormat.printable(value) : ' ');
        }
        g.setFill(palette.color(Role.TEXT_MUTED));
        g.fillText(digits.toString(), metrics.hexX(0) + metrics.comparedShift(), baseline);
        g.fillText(letters.toString(), metrics.textX(0) + metrics.comparedShift(), baseline);
    }

    private void selection(Scene scene, long start, int length, double y) {
        int from = Math.clamp(scene.from() - start, 0, length);
        int end = Math.clamp(scene.end() - start, 0, length);
        if (end <= from) {
            return;
        }
        Color color = palette.color(Role.SELECTION);
        fillRun(scene.metrics(), from, end, y, color.deriveColor(0, 1, 1, 0.85));
        Color line = palette.color(Role.ACCENT);
        double cell = scene.metrics().font().charWidth();
        g.setFill(line);
        double left = scene.metrics().hexX(from) - cell / 2;
        double bottom = y + scene.metrics().rowHeight() - 1;
        g.fillRect(left, bottom, scene.metrics().hexX(end - 1) + 2.5 * cell - left, 1);
        g.fillRect(scene.metrics().textX(from), bottom, (end - from) * cell, 1);
    }

    /// Two strings a row, one of bytes that say something and one of zeros, so that text is drawn
    /// in few calls.
    private void texts(Scene scene, long start, int length, double baseline) {
        HexMetrics metrics = scene.metrics();
        int half = metrics.grid().bytesPerRow() / 2;
        StringBuilder strong = new StringBuilder();
        StringBuilder weak = new StringBuilder();
        StringBuilder strongText = new StringBuilder();
        StringBuilder weakText = new StringBuilder();
        for (int column = 0; column < length; column++) {
            if (column == half) {
                strong.append(' ');
                weak.append(' ');
            }
            boolean known = scene.window().has(start + column);
            int value = known ? scene.window().at(start + column) : 0;
            String digits = known ? HEX.toHexDigits((byte) value) : "\u00b7\u00b7";
            char letter = known ? CopyFormat.printable(value) : ' ';
            strong.append(value != 0 ? digits : "  ").append(' ');
            weak.append(value != 0 ? "  " : digits).append(' ');
            boolean says = (letter != '.' && letter != ' ') || value == '.';
            strongText.append(says ? letter : ' ');
            weakText.append(says ? ' ' : letter);
        }
        g.setFill(palette.color(Role.GHOST));
        g.fillText(weak.toString(), metrics.hexX(0), baseline);
        g.fillText(weakText.toString(), metrics.textX(0), baseline);
        g.setFill(palette.color(Role.TEXT));
        g.fillText(strong.toString(), metrics.hexX(0), baseline);
        g.fillText(strongText.toString(), metrics.textX(0), baseline);
    }

    /// A line above the first row of a chunk, and which chunk it is and where it lies.
    private void boundary(Scene scene, long start, double y) {
        HexMetrics metrics = scene.metrics();
        DeviceStyle style = palette.device(scene.map().device());
        g.setStroke(style.color());
        g.setLineWidth(1);
        g.setLineDashes(3, 3);
        g.strokeLine(0, y + 0.5, metrics.overviewX() - 4, y + 0.5);
        g.setLineDashes();
        long device = scene.map().deviceOffset(start);
        String words = texts.text("region.chunk", scene.map().chunk(start));
        if (device >= 0) {
            words += "  " + texts.text("region.at", scene.map().name(), Long.toHexString(device));
        }
        Font font = palette.label(0.8);
        FontGrid small = FontGrid.of(font);
        double width = small.charWidth() * words.length() * 0.95 + 8;
        double right = metrics.overviewX() - 6;
        double left = Math.max(metrics.textX(metrics.grid().bytesPerRow()) + 4, right - width);
        if (left + width > right + 1) {
            return;
        }
        g.setFont(font);
        g.setFill(style.color());
        g.fillText(words, left, y + metrics.baseline());
    }

    private void caret(Scene scene) {
        HexMetrics metrics = scene.metrics();
        long row = metrics.grid().row(scene.caret());
        if (scene.caret() < 0 || metrics.grid().rows() == 0) {
            return;
        }
        double y = y(scene, row);
        int column = metrics.grid().column(scene.caret());
        double cell = metrics.font().charWidth();
        g.setStroke(palette.color(scene.focused() ? Role.ACCENT : Role.GHOST));
        g.setLineWidth(scene.focused() ? 1.6 : 1);
        g.strokeRoundRect(
                metrics.hexX(column) - cell * 0.35,
                y + 0.5,
                cell * 2.7,
                metrics.rowHeight() - 1,
                4,
                4);
        g.strokeRoundRect(
                metrics.textX(column) - 0.5, y + 0.5, cell + 1, metrics.rowHeight() - 1, 3, 3);
    }

    private void header(Scene scene) {
        HexMetrics metrics = scene.metrics();
        g.setFill(palette.color(Role.PANE_ALT));
        g.fillRect(0, 0, metrics.overviewX(), metrics.headerHeight() - 1);
        g.setFill(palette.color(Role.LINE));
        g.fillRect(0, metrics.headerHeight() - 1, metrics.overviewX(), 1);
        g.setFont(metrics.font().font());
        double baseline = metrics.baseline() + 2;
        int caretColumn = scene.caret() < 0 ? -1 : metrics.grid().column(scene.caret());
        for (int column = 0; column < metrics.grid().bytesPerRow(); column++) {
            g.setFill(palette.color(column == caretColumn ? Role.ACCENT : Role.TEXT_MUTED));
            g.fillText(HEX.toHexDigits((byte) column), metrics.hexX(column), baseline);
        }
        g.setFill(palette.color(Role.TEXT_MUTED));
        g.fillText(texts.text("region.column.offset"), metrics.offsetX(), baseline);
        g.fillText(texts.text("region.column.text"), metrics.textX(0), baseline);
        RegionWindow.Compared other = scene.window().compared();
        if (metrics.compared() && other != null) {
            String moment = texts.text("region.column.compared", Numbers.event(other.event()));
            g.setFill(palette.color(Role.ACCENT));
            g.fillText(moment, metrics.hexX(0) + metrics.comparedShift(), baseline);
            g.setFill(palette.color(Role.LINE));
            g.fillRect(metrics.comparedShift(), 0, 1, scene.height());
        }
    }

    private void overview(Scene scene) {
        HexMetrics metrics = scene.metrics();
        double x = metrics.overviewX();
        double height = scene.height();
        g.setFill(palette.color(Role.PANE_ALT));
        g.fillRect(x, 0, HexMetrics.OVERVIEW, height);
        g.setFill(palette.color(Role.LINE));
        g.fillRect(x, 0, 1, height);
        long size = Math.max(1, metrics.grid().sizeBytes());
        long chunks = size / scene.map().chunkSize();
        if (chunks > 1 && height / chunks >= 3) {
            g.setFill(palette.color(Role.GRID));
            for (long chunk = 1; chunk < chunks; chunk++) {
                g.fillRect(x + 1, Math.rint(height * chunk / chunks), HexMetrics.OVERVIEW, 1);
            }
        }
        for (int i = scene.window().writes().size() - 1; i >= 0; i--) {
            RegionWindow.Write write = scene.window().writes().get(i);
            g.setFill(palette.device(write.device()).color().deriveColor(0, 1, 1, 0.85));
            double top = height * write.offset() / size;
            double thick = Math.max(2, height * write.length() / size);
            g.fillRect(x + 4, Math.min(height - 2, top), HexMetrics.OVERVIEW - 8, thick);
        }
        Thumb thumb = Thumb.of(scene.viewport(), height);
        if (thumb != null) {
            g.setFill(palette.color(Role.TEXT_MUTED).deriveColor(0, 1, 1, 0.28));
            g.fillRoundRect(x + 2, thumb.y(), HexMetrics.OVERVIEW - 4, thumb.height(), 6, 6);
            g.setStroke(palette.color(Role.TEXT_MUTED).deriveColor(0, 1, 1, 0.6));
            g.setLineWidth(1);
            g.strokeRoundRect(
                    x + 2.5, thumb.y() + 0.5, HexMetrics.OVERVIEW - 5, thumb.height() - 1, 6, 6);
        }
    }

    /// The part of the region that is in view, at the right edge; also what one drags.
    record Thumb(double y, double height, double track) {
        /// {@return the thumb, null if all is in view}
        static @Nullable Thumb of(Viewport viewport, double track) {
            double rows = viewport.grid().rows();
            if (viewport.lastTop() <= 0) {
                return null;
            }
            double height = Math.max(THUMB_LEAST, track * viewport.visible() / rows);
            double y = (track - height) * viewport.top() / viewport.lastTop();
            return new Thumb(y, height, track);
        }

        /// {@return the top row when its upper edge is dragged there}
        double topAt(double thumbY, Viewport viewport) {
            return Math.clamp(thumbY / Math.max(1, track - height), 0, 1) * viewport.lastTop();
        }
    }

    /// {@return an offset in as many hex digits as all offsets have}
    static String offset(long offset, int digits) {
        String hex = Long.toHexString(offset);
        return "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }
}
