package ismscope.app.timeline;

import ismscope.app.theme.Role;
import ismscope.inspector.timeline.Lane;

/// Draws the commands and events of a track into pixels.
///
/// @param raster its left edge is that of the tracks
/// @param layout of the track
record RowRaster(TrackRaster raster, TrackColors colors, TrackLayout layout) {
    private static final int TICK = 2;

    /// What the lowest tick has of the highest.
    private static final double LEAST = 0.35;

    /// @param y of the track
    void draw(TrackRow row, int y) {
        raster.fill(0, y + (int) layout.row() - 1, raster.width(), 1, colors.of(Role.GRID));
        commands(row, y + (int) layout.commandY());
        int device = colors.device(row.device());
        ticks(row.counts(Lane.DOORBELL), device, y + layout.doorbellY());
        ticks(row.counts(Lane.DELIVERY), colors.of(Role.OK), y + layout.deliveryY());
        ticks(row.counts(Lane.MERGED), colors.of(Role.PULSE), y + layout.deliveryY());
        ticks(row.counts(Lane.LOST), colors.of(Role.WARN), y + layout.troubleY());
        ticks(row.counts(Lane.TROUBLE), colors.of(Role.ERROR), y + layout.troubleY());
    }

    private void commands(TrackRow row, int top) {
        int[] counts = row.counts(Lane.COMMAND);
        boolean[] running = row.running();
        boolean dense = dense(row);
        int begun = -1;
        for (int i = 0; i <= counts.length; i++) {
            boolean busy = i < counts.length && (counts[i] > 0 || running[i]);
            boolean begins = i < counts.length && counts[i] > 0 && !dense;
            if (begun >= 0 && (!busy || begins)) {
                bar(begun, i, top, row.device());
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

    private void bar(int from, int to, int top, int device) {
        int width = Math.max(TICK, to - from - (to - from > 4 ? 1 : 0));
        int high = (int) layout.commandHeight();
        raster.fill(from, top, width, high, colors.soft(device));
        raster.fill(from, top, Math.min(width, TICK), high, colors.device(device));
        if (width > 3) {
            raster.fill(from, top + high - 1, width, 1, colors.device(device));
        }
    }

    private void ticks(int[] counts, int color, double top) {
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        if (most == 0) {
            return;
        }
        double[] least = leastCounts(most);
        int base = (int) (top + layout.tickHeight());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                int high = height(counts[i], least);
                raster.fill(i, base - high, i > 0 && counts[i - 1] > 0 ? 1 : TICK, high, color);
            }
        }
    }

    private static int height(int count, double[] least) {
        int high = 0;
        while (high + 1 < least.length && count >= least[high + 1]) {
            high++;
        }
        return high;
    }

    /// {@return by height of a tick: the least count that it stands for}
    private double[] leastCounts(int most) {
        int highest = (int) layout.tickHeight();
        double[] least = new double[highest + 1];
        for (int high = 1; high <= highest; high++) {
            double part = ((high - 0.5) / highest - LEAST) / (1 - LEAST);
            least[high] =
                    part <= 0 || most == 1 ? 1 : Math.max(1, Math.expm1(part * Math.log1p(most)));
        }
        return least;
    }
}
