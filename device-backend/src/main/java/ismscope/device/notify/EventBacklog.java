package ismscope.device.notify;

import ismscope.device.protocol.DeviceEvent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Events of one device that wait for eventq buffers, oldest first, up to a bound.
///
/// At most one update of a region waits: it says that there is something new, and says it of all
/// that came since. Thread: the host's owner thread.
public final class EventBacklog {
    /// What became of an event.
    public enum Outcome {
        /// It waits.
        KEPT,
        /// An update of the same region waits already, and stands for both.
        MERGED,
        /// There is no room: it is gone.
        LOST
    }

    private final Queue<PendingEvent> waiting = new ArrayDeque<>();
    private final Set<Long> updatedTokens = new HashSet<>();
    private final int most;
    private long lost;

    /// @param most events that wait, at least 1
    public EventBacklog(int most) {
        this.most = most;
    }

    /// Puts an event behind those that wait.
    public Outcome add(PendingEvent event) {
        boolean update = event.event() instanceof DeviceEvent.RegionUpdated;
        if (update && updatedTokens.contains(event.token())) {
            return Outcome.MERGED;
        }
        if (waiting.size() >= most) {
            lost++;
            return Outcome.LOST;
        }
        waiting.add(event);
        if (update) {
            updatedTokens.add(event.token());
        }
        return Outcome.KEPT;
    }

    /// {@return the event that waits longest, null if none does; it stays}
    public @Nullable PendingEvent oldest() {
        return waiting.peek();
    }

    /// Takes out what [#oldest] returned.
    public void removeOldest() {
        forgetUpdate(waiting.remove());
    }

    /// Takes out all events about a region that the device does not see any more.
    ///
    /// @return how many there were
    public int removeAbout(long token) {
        int removed = 0;
        for (Iterator<PendingEvent> events = waiting.iterator(); events.hasNext(); ) {
            PendingEvent event = events.next();
            if (event.token() == token) {
                events.remove();
                forgetUpdate(event);
                removed++;
            }
        }
        return removed;
    }

    /// Takes out everything.
    ///
    /// @return how many there were
    public int clear() {
        int removed = waiting.size();
        waiting.clear();
        updatedTokens.clear();
        return removed;
    }

    private void forgetUpdate(PendingEvent event) {
        if (event.event() instanceof DeviceEvent.RegionUpdated) {
            updatedTokens.remove(event.token());
        }
    }

    /// {@return events that wait}
    public int size() {
        return waiting.size();
    }

    /// {@return events lost for want of room, since the device appeared}
    public long lost() {
        return lost;
    }
}
