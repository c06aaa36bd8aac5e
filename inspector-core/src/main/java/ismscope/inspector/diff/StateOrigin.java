package ismscope.inspector.diff;

import ismscope.device.tap.TapKind;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which event made a value of a state what it is: "who set this".
///
/// Only records that can change a value are looked at, newest first, through the index; values that
/// only grow are found by bisection. So an answer costs some states and, at worst, one pass over
/// the columns. Stateless; thread: any, but not one that paints.
public final class StateOrigin {
    /// No event: the state has no such thing, and none before it had.
    public static final long NONE = -1;

    /// Events that are gone through forwards at a time, so that their states are made one from the
    /// other.
    private static final int STRIDE = 1024;

    private final SessionSnapshot snapshot;
    private final StateLeaf leaf;
    private final long event;
    private final @Nullable StateValue value;

    private StateOrigin(SessionSnapshot snapshot, StateLeaf leaf, long event) {
        this.snapshot = snapshot;
        this.leaf = leaf;
        this.event = event;
        value = valueAt(event);
    }

    /// {@return the last event at or before `event` after which the leaf has the value that it has
    /// after `event`, and before which it had another or was not there; the event that made its
    /// device or region if it has been so ever since; [#NONE] if the leaf never was there, or if
    /// the thread is interrupted meanwhile}
    ///
    /// @param event 0 and up, below the snapshot's count; -1 gives [#NONE]
    public static long of(SessionSnapshot snapshot, StateLeaf leaf, long event) {
        if (event < 0) {
            return NONE;
        }
        return new StateOrigin(snapshot, leaf, event).find();
    }

    private long find() {
        long since = ownerSince(snapshot.stateAt(event));
        if (since < 0) {
            return NONE;
        }
        return leaf.field().onlyGrows() ? bisect(since) : lastChange(since);
    }

    /// {@return the event in which the device or region came to be, -1 if it is not there}
    private long ownerSince(SessionState state) {
        if (leaf.field().part().isOfDevice()) {
            DeviceState device = state.device((int) leaf.owner());
            return device == null ? -1 : device.since();
        }
        RegionState region = state.region(leaf.owner());
        return region == null ? -1 : region.since();
    }

    private @Nullable StateValue valueAt(long at) {
        return leaf.in(snapshot.stateAt(at));
    }

    private long bisect(long since) {
        if (Objects.equals(valueAt(since), value)) {
            return since;
        }
        long low = since;
        long high = event;
        while (high - low > 1 && !Thread.currentThread().isInterrupted()) {
            long middle = (low + high) >>> 1;
            if (Objects.equals(valueAt(middle), value)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Thread.currentThread().isInterrupted() ? NONE : high;
    }

    private long lastChange(long since) {
        for (long end = event; end >= since; end -= STRIDE) {
            if (Thread.currentThread().isInterrupted()) {
                return NONE;
            }
            long found = lastChangeIn(Math.max(since, end - STRIDE + 1), end);
            if (found >= 0) {
                return found;
            }
        }
        // Nothing changed it since its owner is there; a leaf that is not there has no origin.
        return value == null ? NONE : since;
    }

    /// {@return the last change in a range of events, -1 if there is none}
    private long lastChangeIn(long first, long last) {
        long found = -1;
        for (long at = first; at <= last; at++) {
            if (canChange(at) && !Objects.equals(valueAt(at - 1), valueAt(at))) {
                found = at;
            }
        }
        return found;
    }

    private boolean canChange(long at) {
        TapKind kind = snapshot.kind(at);
        if (!leaf.field().changesWith(kind)) {
            return false;
        }
        return switch (leaf.field().part()) {
            case DEVICE, QUEUE -> snapshot.device(at) == leaf.owner();
            case REGION, GRANT -> snapshot.token(at) == leaf.owner();
            case MAPPING -> canChangeMapping(kind, at);
        };
    }

    /// A device that leaves or is reset gives up its mappings, whether or not their own records
    /// were lost.
    private boolean canChangeMapping(TapKind kind, long at) {
        boolean ofDevice = snapshot.device(at) == leaf.key();
        boolean ofRegion = snapshot.token(at) == leaf.owner();
        return switch (kind) {
            case DEVICE_REMOVED, STATUS -> ofDevice;
            case MAPPED, UNMAPPED -> ofDevice && ofRegion;
            default -> ofRegion;
        };
    }
}
