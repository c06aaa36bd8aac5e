package ismscope.inspector.diff;

import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is different between two states of a session.
///
/// Costs in proportion to devices and regions for those that are the same, which is quick because
/// states share them, and to the leaves of those that are not. Immutable; thread: any.
///
/// @param before the first state
/// @param after the second one; may be of an earlier event
/// @param changes leaves that differ, grouped by device and region, devices first
public record StateDiff(SessionState before, SessionState after, List<Change> changes) {
    /// Copies the changes in.
    public StateDiff {
        changes = List.copyOf(changes);
    }

    /// How a leaf differs.
    public enum Kind {
        APPEARED,
        VANISHED,
        CHANGED
    }

    /// One leaf that differs.
    ///
    /// @param before its first value, null where it was not there
    /// @param after its second value, null where it is not there
    public record Change(StateLeaf leaf, @Nullable StateValue before, @Nullable StateValue after) {
        private static final StateValue NO = new StateValue.Flag(false);

        /// {@return how it differs; what says of a thing that it is there or gone appears and
        /// vanishes with that thing}
        public Kind kind() {
            boolean presence = leaf.field().saysPresence();
            if (before == null || (presence && before.equals(NO))) {
                return Kind.APPEARED;
            }
            return after == null || (presence && after.equals(NO)) ? Kind.VANISHED : Kind.CHANGED;
        }
    }

    /// {@return what differs from one state to another}
    public static StateDiff between(SessionState before, SessionState after) {
        Comparison comparison = new Comparison(before, after);
        eachPair(before.devices(), after.devices(), comparison::devices);
        eachPair(before.regions(), after.regions(), comparison::regions);
        return new StateDiff(before, after, comparison.changes);
    }

    /// {@return whether nothing differs}
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    private static <K, V> void eachPair(
            Map<K, V> before, Map<K, V> after, BiConsumer<@Nullable V, @Nullable V> taker) {
        before.forEach((key, value) -> taker.accept(value, after.get(key)));
        after.forEach((key, value) -> {
            if (!before.containsKey(key)) {
                taker.accept(null, value);
            }
        });
    }

    private record Comparison(SessionState before, SessionState after, List<Change> changes) {
        Comparison(SessionState before, SessionState after) {
            this(before, after, new ArrayList<>());
        }

        void devices(@Nullable DeviceState old, @Nullable DeviceState now) {
            if (!Objects.equals(old, now)) {
                leaves(old, now, StateLeaf::eachOf);
            }
        }

        void regions(@Nullable RegionState old, @Nullable RegionState now) {
            if (!Objects.equals(old, now)) {
                leaves(old, now, StateLeaf::eachOf);
            }
        }

        private <T> void leaves(
                @Nullable T old, @Nullable T now, BiConsumer<T, Consumer<StateLeaf>> each) {
            Set<StateLeaf> leaves = new LinkedHashSet<>();
            if (old != null) {
                each.accept(old, leaves::add);
            }
            if (now != null) {
                each.accept(now, leaves::add);
            }
            for (StateLeaf leaf : leaves) {
                StateValue first = leaf.in(before);
                StateValue second = leaf.in(after);
                if (!Objects.equals(first, second)) {
                    changes.add(new Change(leaf, first, second));
                }
            }
        }
    }
}
