package ismscope.app.timeline;

import ismscope.app.text.Amounts;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.timeline.Lane;
import ismscope.inspector.timeline.TimelineView;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;

/// Draws the counters of a track.
///
/// @param layout of the track
record CounterPainter(GraphicsContext g, Palette palette, TrackLayout layout) {
    private static final double SMALL = 0.8;
    private static final double LINE = 1.5;

    /// @param y of the track
    void draw(TrackRow row, double y) {
        for (Counter counter : layout.counters()) {
            double base = y + layout.counterBase(counter);
            switch (counter) {
                case BUFFERS -> buffers(row, base);
                case BYTES -> bytes(row, base);
                case COALESCING -> coalescing(row, base);
            }
        }
    }

    private void label(String words, double base) {
        g.setFont(palette.label(SMALL));
        g.setFill(palette.color(Role.TEXT_MUTED));
        g.fillText(words, TrackLayout.NAME_X, base - layout.counterHeight() / 2);
    }

    private static long most(long[] values) {
        long most = 0;
        for (long value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    /// A fill that is red where there was none left.
    private void buffers(TrackRow row, double base) {
        long[] left = row.buffers();
        int[] merged = row.counts(Lane.MERGED);
        long most = most(left);
        boolean known = false;
        for (int i = 0; i < left.length; ) {
            boolean none = left[i] == 0 || merged[i] > 0;
            int end = i + 1;
            while (end < left.length
                    && left[end] == left[i]
                    && (left[end] == 0 || merged[end] > 0) == none) {
                end++;
            }
            known |= left[i] != TimelineView.NOT_KNOWN;
            if (none) {
                g.setFill(palette.color(Role.ERROR));
                g.fillRect(layout.label() + i, base - layout.counterHeight(), end - i, 2);
                g.fillRect(layout.label() + i, base - 1, end - i, 1);
            } else if (left[i] > 0) {
                double high = Math.ceil((double) left[i] / most * layout.counterHeight());
                g.setFill(palette.color(Role.BUFFERS));
                g.fillRect(layout.label() + i, base - high, end - i, high);
            }
            i = end;
        }
        if (known) {
            label(most + " buffers", base);
        }
    }

    private void bytes(TrackRow row, double base) {
        long[] bytes = row.liveBytes();
        long most = most(bytes);
        if (most == 0) {
            return;
        }
        for (int i = 0; i < bytes.length; ) {
            int end = i + 1;
            while (end < bytes.length && bytes[end] == bytes[i]) {
                end++;
            }
            double high = Math.ceil((double) bytes[i] / most * layout.counterHeight());
            g.setFill(palette.color(Role.RELATED));
            g.fillRect(layout.label() + i, base - high, end - i, high);
            if (bytes[i] > 0) {
                g.setFill(palette.color(Role.EDGE_READ));
                g.fillRect(layout.label() + i, base - high, end - i, 1);
            }
            i = end;
        }
        label(Amounts.bytes(most), base);
    }

    /// A curve from none at the bottom to all at the top, where there is something to merge.
    private void coalescing(TrackRow row, double base) {
        double[] share = row.coalescing();
        g.setStroke(palette.color(Role.PULSE));
        g.setLineWidth(LINE);
        double most = 0;
        boolean drawing = false;
        g.beginPath();
        for (int i = 0; i < share.length; i++) {
            if (share[i] < 0) {
                drawing = false;
                continue;
            }
            most = Math.max(most, share[i]);
            double at = base - 1 - share[i] * (layout.counterHeight() - 2);
            if (drawing) {
                g.lineTo(layout.label() + i, at);
            } else {
                g.moveTo(layout.label() + i, at);
                g.lineTo(layout.label() + i + 1, at);
            }
            drawing = true;
        }
        g.stroke();
        g.setLineWidth(1);
        if (most > 0) {
            label(String.format(Locale.ROOT, "merged %.0f %%", most * 100), base);
        }
    }
}
