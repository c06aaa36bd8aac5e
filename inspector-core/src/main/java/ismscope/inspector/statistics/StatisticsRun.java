package ismscope.inspector.statistics;

import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Counting that goes through a session, and goes on as the session grows.
///
/// Owned by one thread; what it says is for any.
public final class StatisticsRun {
    /// Regions with figures of their own: the first that are seen.
    public static final int MOST_REGIONS = 1 << 16;

    /// Events after which figures are told for the first time.
    private static final long FIRST_STEP = 1 << 16;

    private final Scope scope;
    private final FilterRun filter;
    private Tallies tallies = new Tallies();
    private long examined;

    /// A run that has not begun.
    public StatisticsRun(Scope scope) {
        this.scope = scope;
        filter = new FilterRun(scope.filter());
    }

    /// Goes on to the end of a snapshot or of the scope.
    ///
    /// @param session the same as before, or a later one of it
    /// @param goOn is shown the figures so far now and then; false stops the run there, and it can
    ///   go on from there
    /// @return the figures, up to where it got
    public Statistics advance(SessionSnapshot session, Predicate<Statistics> goOn) {
        if (!scope.filter().wantsAll()) {
            // What a filter says of an event may change with later ones.
            tallies = new Tallies();
            examined = 0;
        }
        long end = Math.min(session.eventCount(), scope.to());
        examined = Math.max(examined, Math.min(scope.from(), end));
        Matches matches = matches(session, goOn);
        if (matches != null && matches.examined() < session.eventCount()) {
            return figures(session, false);
        }
        tallies.turnTo(session, matches);
        long step = FIRST_STEP;
        long told = examined;
        while (examined < end) {
            int count = (int) Math.min(Tallies.BLOCK, end - examined);
            tallies.count(examined, count);
            examined += count;
            if (examined - told >= step && examined < end) {
                told = examined;
                step *= 2;
                if (!goOn.test(figures(session, false))) {
                    return figures(session, false);
                }
            }
        }
        return figures(session, true);
    }

    /// Goes on to the end of a snapshot, without a stop.
    ///
    /// @return the figures
    public Statistics advance(SessionSnapshot session) {
        return advance(session, _ -> true);
    }

    private @Nullable Matches matches(SessionSnapshot session, Predicate<Statistics> goOn) {
        if (scope.filter().wantsAll()) {
            return null;
        }
        return filter.advance(session, _ -> goOn.test(figures(session, false)));
    }

    private Statistics figures(SessionSnapshot session, boolean complete) {
        Figures whole = tallies.whole();
        return new Statistics(
                scope,
                examined,
                complete,
                whole.firstEvent() < 0
                        ? 0
                        : session.timeNanos(lastEvent()) - session.timeNanos(scope.from()),
                whole,
                tallies.vms(session),
                complete ? tallies.regions() : List.of(),
                tallies.commands(),
                tallies.leftOut(),
                complete && examined > 0 ? LiveRegions.at(session, lastEvent()) : List.of());
    }

    private long lastEvent() {
        return examined - 1;
    }
}
