package ismscope.app.timeline;

import ismscope.inspector.timeline.Lane;
import ismscope.inspector.timeline.TimelineView;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// What is drawn of one VM's track: numbers for each pixel.
final class TrackRow {
    /// Pixels before and behind one over which a share is taken, so that it is a curve.
    private static final int AROUND = 12;

    private final int device;
    private final Map<Lane, int[]> counts = new EnumMap<>(Lane.class);
    private final boolean[] running;
    private final long[] liveBytes;
    private final long[] buffers;
    private final double[] coalescing;
    private final long commands;

    /// Asks for all of it.
    ///
    /// @param bounds of the pixels
    TrackRow(TimelineView view, int device, long[] bounds) {
        this.device = device;
        int pixels = bounds.length - 1;
        long found = 0;
        for (Lane lane : Lane.values()) {
            int[] counted = new int[pixels];
            long all = view.count(device, lane, bounds, counted);
            found = lane == Lane.COMMAND ? all : found;
            counts.put(lane, counted);
        }
        commands = found;
        running = new boolean[pixels];
        view.running(device, bounds, running);
        liveBytes = new long[pixels];
        view.liveBytes(device, bounds, liveBytes);
        buffers = new long[pixels];
        view.buffers(device, bounds, buffers);
        coalescing = share(counts(Lane.MERGED), counts(Lane.DELIVERY));
    }

    /// {@return of each pixel and those around it the share of `some` in both, -1 where there are
    /// none}
    private static double[] share(int[] some, int[] others) {
        double[] share = new double[some.length];
        long merged = 0;
        long all = 0;
        for (int i = -AROUND; i < some.length; i++) {
            int comes = i + AROUND;
            int goes = i - AROUND - 1;
            if (comes < some.length) {
                merged += some[comes];
                all += some[comes] + (long) others[comes];
            }
            if (goes >= 0) {
                merged -= some[goes];
                all -= some[goes] + (long) others[goes];
            }
            if (i >= 0) {
                share[i] = all == 0 ? -1 : (double) merged / all;
            }
        }
        return share;
    }

    int device() {
        return device;
    }

    /// {@return events of a lane in each pixel}
    int[] counts(Lane lane) {
        return Objects.requireNonNull(counts.get(lane));
    }

    /// {@return whether a command runs at the beginning of each pixel}
    boolean[] running() {
        return running;
    }

    /// {@return bytes of its regions at the beginning of each pixel}
    long[] liveBytes() {
        return liveBytes;
    }

    /// {@return buffers that its eventq has left at the beginning of each pixel,
    /// [TimelineView#NOT_KNOWN] where nobody counted}
    long[] buffers() {
        return buffers;
    }

    /// {@return the share of notifications that were merged around each pixel, -1 where there are
    /// none}
    double[] coalescing() {
        return coalescing;
    }

    /// {@return commands that begin in view}
    long commands() {
        return commands;
    }
}
