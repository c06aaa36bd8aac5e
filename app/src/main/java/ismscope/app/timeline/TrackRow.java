package ismscope.app.timeline;

import ismscope.inspector.timeline.Lane;
import ismscope.inspector.timeline.TimelineView;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// What is drawn of one VM's track: numbers for each pixel.
final class TrackRow {
    private final int device;
    private final Map<Lane, int[]> counts = new EnumMap<>(Lane.class);
    private final boolean[] running;
    private final long[] liveBytes;
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

    /// {@return commands that begin in view}
    long commands() {
        return commands;
    }
}
