package ismscope.inspector.diff;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.diff.StateDiff.Change;
import ismscope.inspector.diff.StateDiff.Kind;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDiffTest {
    private static final int LOOKS = 60;

    @TempDir private Path folder;

    static List<Path> samples() throws IOException {
        return Recorded.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void equalsAComparisonOfAllLeavesAndLeadsFromOneStateToTheOther(Path sample) throws Exception {
        try (RecordingSession session = Recorded.open(sample)) {
            compare(session.snapshot(), new Random(7));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsForRecordsInNoSensibleOrder(long seed) throws Exception {
        Path file = folder.resolve("nonsense.pcapng");
        try (RecordingSession any = Recorded.open(Recorded.samples().getFirst())) {
            Recorded.nonsense(seed, 3000, any.snapshot(), file);
        }
        try (RecordingSession session = Recorded.open(file)) {
            compare(session.snapshot(), new Random(seed));
        }
    }

    private static void compare(SessionSnapshot snapshot, Random random) {
        for (int i = 0; i < LOOKS; i++) {
            SessionState before = snapshot.stateAt(random.nextLong(-1, snapshot.eventCount()));
            SessionState after = snapshot.stateAt(random.nextLong(-1, snapshot.eventCount()));
            Map<StateLeaf, StateValue> first = leaves(before);
            Map<StateLeaf, StateValue> second = leaves(after);
            Set<String> naive = new TreeSet<>();
            Set<String> found = new TreeSet<>();
            first.forEach((leaf, value) -> note(naive, leaf, value, second.get(leaf)));
            second.forEach((leaf, value) -> note(naive, leaf, first.get(leaf), value));

            StateDiff diff = StateDiff.between(before, after);
            diff.changes().forEach(c -> note(found, c.leaf(), c.before(), c.after()));
            assertThat(found).isEqualTo(naive);
            for (Change change : diff.changes()) {
                put(first, change.leaf(), change.after());
            }
            assertThat(first).isEqualTo(second);
        }
    }

    private static void put(
            Map<StateLeaf, StateValue> leaves, StateLeaf leaf, @Nullable StateValue value) {
        if (value == null) {
            leaves.remove(leaf);
        } else {
            leaves.put(leaf, value);
        }
    }

    private static void note(
            Set<String> into,
            StateLeaf leaf,
            @Nullable StateValue before,
            @Nullable StateValue after) {
        if (!Objects.equals(before, after)) {
            into.add(leaf + " " + before + " " + after);
        }
    }

    private static Map<StateLeaf, StateValue> leaves(SessionState state) {
        Map<StateLeaf, StateValue> leaves = new HashMap<>();
        StateLeaf.eachOf(state, leaf -> leaves.put(leaf, Objects.requireNonNull(leaf.in(state))));
        return leaves;
    }

    @Test
    void aStateDoesNotDifferFromItself() throws Exception {
        try (RecordingSession session = Recorded.open(Recorded.samples().getLast())) {
            SessionState state = session.snapshot().stateAt(20);

            assertThat(StateDiff.between(state, state).isEmpty()).isTrue();
        }
    }

    @Test
    void whatIsFreedVanishesAndComesBackInTheOtherDirection() throws Exception {
        try (RecordingSession session = Recorded.open(sample("churn"))) {
            SessionSnapshot snapshot = session.snapshot();
            SessionState last = snapshot.stateAt(snapshot.eventCount() - 1);
            long token =
                    last.regions().values().stream()
                            .filter(region -> !region.alive())
                            .findFirst()
                            .orElseThrow()
                            .token();
            long freedAt = Objects.requireNonNull(last.region(token)).freedAt();
            SessionState before = snapshot.stateAt(freedAt - 1);
            SessionState after = snapshot.stateAt(freedAt);
            StateLeaf alive = StateLeaf.ofRegion(StateField.REGION_ALIVE, token);

            assertThat(kindOf(alive, StateDiff.between(before, after))).isEqualTo(Kind.VANISHED);
            assertThat(kindOf(alive, StateDiff.between(after, before))).isEqualTo(Kind.APPEARED);
            assertThat(alive.path(after)).startsWith("region.0x").endsWith(".alive");
        }
    }

    private static Path sample(String name) {
        return Path.of("..", "sample-traces", name, "trace.pcapng");
    }

    private static Kind kindOf(StateLeaf leaf, StateDiff diff) {
        return diff.changes().stream()
                .filter(change -> change.leaf().equals(leaf))
                .findFirst()
                .orElseThrow()
                .kind();
    }
}
