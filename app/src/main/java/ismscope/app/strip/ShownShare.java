package ismscope.app.strip;

import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.SessionSnapshot.Density;
import org.jspecify.annotations.Nullable;

/// How many of the events in each of a session's equal shares of time the filter shows.
final class ShownShare {
    private static final int[] ALL = {};

    private final int[] shown;

    private ShownShare(int[] shown) {
        this.shown = shown;
    }

    /// Counts; costs two look-ups for each share, however many events there are.
    ///
    /// @param matches what the filter has found so far, null if nothing is filtered
    static ShownShare of(Density density, @Nullable Matches matches) {
        if (matches == null) {
            return new ShownShare(ALL);
        }
        int[] shown = new int[density.events().length];
        long from = 0;
        long before = 0;
        for (int bucket = 0; bucket < shown.length; bucket++) {
            from += density.events()[bucket];
            long upTo = matches.rowOf(from);
            shown[bucket] = (int) Math.min(upTo - before, Integer.MAX_VALUE);
            before = upTo;
        }
        return new ShownShare(shown);
    }

    /// {@return how many of a share's events are shown}
    int of(int bucket, int events) {
        return shown.length == 0 ? events : shown[bucket];
    }

    /// {@return whether some of a share's events are hidden}
    boolean hidesSome(int bucket, int events) {
        return of(bucket, events) < events;
    }
}
