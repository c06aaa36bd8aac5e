package ismscope.app.hex;

import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.RegionState;

/// Which region events are about, for a pane that follows them: that of the current event, or of
/// the last one before it that had one.
///
/// Live, where events of several regions alternate, it stays with one as long as that is in use.
/// Toolkit-free. Thread: its owner's.
final class FollowedRegion {
    /// Events looked back on; with so many of other regions since, a region is not in use.
    static final int LOOK_BACK = 1_024;

    /// A region that had no event for so long, by the session's clock, is not in use.
    static final long IN_USE_NANOS = 2_000_000_000L;

    private long followed;

    /// Follows nothing yet: another session.
    void forget() {
        followed = 0;
    }

    /// {@return token of the region to show, 0 if the state has none}
    ///
    /// @param state at the current event
    /// @param live whether the current event is the newest and stays so
    long at(SessionSnapshot snapshot, SessionState state, boolean live) {
        long event = Math.min(state.event(), snapshot.eventCount() - 1);
        boolean stay = live && alive(state, followed);
        long inUseSince = stay ? snapshot.timeNanos(event) - IN_USE_NANOS : 0;
        long newest = 0;
        for (long at = event; at >= Math.max(0, event - LOOK_BACK + 1); at--) {
            if (stay && snapshot.timeNanos(at) < inUseSince) {
                break;
            }
            long token = snapshot.token(at);
            if (stay && token == followed) {
                return followed;
            }
            boolean fits = live ? alive(state, token) : state.region(token) != null;
            newest = newest == 0 && fits ? token : newest;
            if (newest != 0 && !stay) {
                break;
            }
        }
        if (newest != 0) {
            followed = newest;
        } else if (state.region(followed) == null) {
            followed = last(state);
        }
        return followed;
    }

    private static boolean alive(SessionState state, long token) {
        RegionState region = state.region(token);
        return region != null && region.alive();
    }

    private static long last(SessionState state) {
        long last = 0;
        long lastAlive = 0;
        for (RegionState region : state.regions().values()) {
            last = region.token();
            lastAlive = region.alive() ? last : lastAlive;
        }
        return lastAlive != 0 ? lastAlive : last;
    }
}
