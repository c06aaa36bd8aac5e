package ismscope.inspector.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The keyframes of a timeline at one moment: an immutable prefix of a growing array.
///
/// Only the newest may be grown, by the thread that owns the timeline; older ones see no difference
/// because they are shorter.
final class Keyframes {
    private final FrozenState[] states;

    /// For each, the entries that it shares with no earlier one.
    private final int[] ownEntries;

    private final int size;
    private final long ownInAll;

    private Keyframes(FrozenState[] states, int[] ownEntries, int size, long ownInAll) {
        this.states = states;
        this.ownEntries = ownEntries;
        this.size = size;
        this.ownInAll = ownInAll;
    }

    /// {@return keyframes that hold the state before the first event}
    static Keyframes initial() {
        return new Keyframes(new FrozenState[] {FrozenState.NOTHING}, new int[1], 1, 0);
    }

    /// {@return these and one more}
    Keyframes with(FrozenState state, int own) {
        FrozenState[] grownStates = states;
        int[] grownOwn = ownEntries;
        if (size == states.length) {
            grownStates = Arrays.copyOf(states, size * 2);
            grownOwn = Arrays.copyOf(ownEntries, size * 2);
        }
        grownStates[size] = state;
        grownOwn[size] = own;
        return new Keyframes(grownStates, grownOwn, size + 1, ownInAll + own);
    }

    /// {@return every other one of these, the first among them}
    Keyframes thinned() {
        int kept = (size + 1) / 2;
        FrozenState[] keptStates = new FrozenState[states.length];
        int[] keptOwn = new int[states.length];
        long keptOwnInAll = 0;
        for (int i = 0; i < kept; i++) {
            keptStates[i] = states[2 * i];
            keptOwn[i] = ownEntries[2 * i];
            keptOwnInAll += keptOwn[i];
        }
        return new Keyframes(keptStates, keptOwn, kept, keptOwnInAll);
    }

    int size() {
        return size;
    }

    long ownInAll() {
        return ownInAll;
    }

    FrozenState get(int place) {
        return states[place];
    }

    FrozenState last() {
        return states[size - 1];
    }

    /// {@return the last keyframe at or before this event, -1 or later}
    FrozenState floor(long event) {
        return states[place(event)];
    }

    /// {@return the first keyframe after this event, -1 or later; null if there is none}
    @Nullable FrozenState after(long event) {
        int next = place(event) + 1;
        return next < size ? states[next] : null;
    }

    private int place(long event) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (states[middle].event() <= event) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
