package ismscope.inspector.timeline;

import ismscope.inspector.session.SessionSnapshot;
import java.util.List;

/// Nanoseconds since the first event; long gaps are folded to a short piece each.
public final class TimeAxis implements Axis {
    /// Room that folded gaps have beside the rest, and share.
    private static final double ROOM_FOR_FOLDS = 0.25;

    private static final double WIDEST_FOLD = 0.03;

    private final SessionSnapshot session;
    private final long events;
    private final List<Gap> folds;
    private final long first;
    private final double length;
    private final double fold;

    /// Where gaps begin on the folded line.
    private final double[] starts;

    /// @param events how many of the session's
    /// @param folds gaps to be folded, in order
    public TimeAxis(SessionSnapshot session, long events, List<Gap> folds) {
        this.session = session;
        this.events = events;
        this.folds = List.copyOf(folds);
        first = events == 0 ? 0 : session.timeNanos(0);
        long span = events == 0 ? 1 : Math.max(1, session.timeNanos(events - 1) - first);
        long folded = this.folds.stream().mapToLong(Gap::length).sum();
        double active = Math.max(1, (double) span - folded);
        double share = Math.min(WIDEST_FOLD, ROOM_FOR_FOLDS / Math.max(1, this.folds.size()));
        // A whole number: sums of it are exact.
        fold = Math.ceil(active * share);
        starts = new double[this.folds.size()];
        double shift = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = this.folds.get(i).from() - shift;
            shift += this.folds.get(i).length() - fold;
        }
        length = Math.max(1, span - shift);
    }

    @Override
    public double length() {
        return length;
    }

    /// {@return the gaps that are folded}
    public List<Gap> folds() {
        return folds;
    }

    /// {@return where a folded gap begins}
    public double foldStart(int gap) {
        return starts[gap];
    }

    /// {@return how long all folded gaps are on the line}
    public double foldLength() {
        return fold;
    }

    /// {@return nanoseconds since the first event at a place; inside a fold, in proportion}
    public double nanosAt(double place) {
        int gap = lastStart(place);
        if (gap < 0) {
            return place;
        }
        double inside = place - starts[gap];
        Gap folded = folds.get(gap);
        return inside < fold
                ? folded.from() + inside / fold * folded.length()
                : folded.to() + inside - fold;
    }

    private int lastStart(double place) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    @Override
    public long eventAt(double place) {
        if (place <= 0 || events == 0) {
            return 0;
        }
        long nanos = (long) Math.ceil(nanosAt(place));
        return Math.min(events, session.eventAtTime(first + nanos - 1) + 1);
    }

    @Override
    public double placeOf(long event) {
        double nanos = session.timeNanos(event) - first;
        int low = 0;
        int high = folds.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (folds.get(middle).from() < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return nanos;
        }
        Gap gap = folds.get(low - 1);
        double start = starts[low - 1];
        return nanos >= gap.to()
                ? start + fold + nanos - gap.to()
                : start + (nanos - gap.from()) / gap.length() * fold;
    }
}
