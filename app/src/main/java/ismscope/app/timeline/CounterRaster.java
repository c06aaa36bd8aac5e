package ismscope.app.timeline;

import ismscope.app.text.Amounts;
import ismscope.app.theme.Role;
import ismscope.inspector.timeline.Lane;
import ismscope.inspector.timeline.TimelineView;
import java.util.Locale;
import java.util.Map;

/// Draws the counters of a track into pixels.
///
/// @param raster its left edge is that of the tracks
/// @param layout of the track
record CounterRaster(TrackRaster raster, TrackColors colors, TrackLayout layout) {
    private static final int LINE = 2;

    /// @param y of the track
    /// @param told takes what each of them tells in words
    void draw(TrackRow row, int y, Map<Counter, String> told) {
        for (Counter counter : layout.counters()) {
            int base = (int) (y + layout.counterBase(counter));
            String words =
                    switch (counter) {
                        case BUFFERS -> buffers(row, base);
                        case BYTES -> bytes(row, base);
                        case COALESCING -> coalescing(row, base);
                    };
            if (!words.isEmpty()) {
                told.put(counter, words);
            }
        }
    }

    private static long most(long[] values) {
        long most = 0;
        for (long value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    private int height(long value, long most) {
        return (int) Math.ceil((double) value / most * layout.counterHeight());
    }

    /// A fill that is red where there was none left.
    private String buffers(TrackRow row, int base) {
        long[] left = row.buffers();
        int[] merged = row.counts(Lane.MERGED);
        long most = most(left);
        boolean known = false;
        int full = (int) layout.counterHeight();
        int error = colors.of(Role.ERROR);
        for (int i = 0; i < left.length; i++) {
            known |= left[i] != TimelineView.NOT_KNOWN;
            if (left[i] == 0 || merged[i] > 0) {
                raster.fill(i, base - full, 1, 2, error);
                raster.fill(i, base - 1, 1, 1, error);
            } else if (left[i] > 0) {
                int high = height(left[i], most);
                raster.fill(i, base - high, 1, high, colors.of(Role.BUFFERS));
            }
        }
        return known ? most + " buffers" : "";
    }

    private String bytes(TrackRow row, int base) {
        long[] bytes = row.liveBytes();
        long most = most(bytes);
        if (most == 0) {
            return "";
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] > 0) {
                int high = height(bytes[i], most);
                raster.fill(i, base - high, 1, high, colors.of(Role.RELATED));
                raster.fill(i, base - high, 1, 1, colors.of(Role.EDGE_READ));
            }
        }
        return Amounts.bytes(most);
    }

    /// A curve from none at the bottom to all at the top, where there is something to merge.
    private String coalescing(TrackRow row, int base) {
        double[] share = row.coalescing();
        double most = 0;
        int before = -1;
        for (int i = 0; i < share.length; i++) {
            if (share[i] < 0) {
                before = -1;
                continue;
            }
            most = Math.max(most, share[i]);
            int at = (int) Math.round(base - 1 - share[i] * (layout.counterHeight() - LINE));
            int top = before < 0 ? at : Math.min(at, before);
            int low = before < 0 ? at : Math.max(at, before);
            raster.fill(i, top, 1, low - top + 1, colors.of(Role.PULSE));
            before = at;
        }
        return most > 0 ? String.format(Locale.ROOT, "merged %.0f %%", most * 100) : "";
    }
}
