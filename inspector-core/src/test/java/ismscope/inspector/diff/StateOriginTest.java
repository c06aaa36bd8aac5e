package ismscope.inspector.diff;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateOriginTest {
    private static final int MOMENTS = 2;
    private static final int MOST_EVENTS = 600;

    @TempDir private Path folder;

    static List<Path> samples() throws IOException {
        return Recorded.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyLeafComesFromTheEventAfterWhichItFirstWasAsItIs(Path sample) throws Exception {
        try (RecordingSession session = Recorded.open(sample)) {
            check(session.snapshot());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void holdsForRecordsInNoSensibleOrder(long seed) throws Exception {
        Path file = folder.resolve("nonsense.pcapng");
        try (RecordingSession any = Recorded.open(Recorded.samples().getFirst())) {
            Recorded.nonsense(seed, MOST_EVENTS, any.snapshot(), file);
        }
        try (RecordingSession session = Recorded.open(file)) {
            check(session.snapshot());
        }
    }

    /// Follows every leaf event by event.
    private static void check(SessionSnapshot snapshot) {
        long count = Math.min(snapshot.eventCount(), MOST_EVENTS);
        List<Long> moments = new Random(3).longs(MOMENTS, 0, count).sorted().boxed().toList();
        Map<StateLeaf, StateValue> values = new HashMap<>();
        Map<StateLeaf, Long> origins = new HashMap<>();
        for (long event = 0; event < count; event++) {
            SessionState state = snapshot.stateAt(event);
            long now = event;
            StateLeaf.eachOf(
                    state,
                    leaf -> {
                        StateValue value = Objects.requireNonNull(leaf.in(state));
                        if (!value.equals(values.put(leaf, value))) {
                            origins.put(leaf, now);
                        }
                    });
            values.keySet().removeIf(leaf -> leaf.in(state) == null);
            origins.keySet().retainAll(values.keySet());
            if (moments.contains(event)) {
                Map<StateLeaf, Long> found = new HashMap<>();
                for (StateLeaf leaf : new ArrayList<>(origins.keySet())) {
                    found.put(leaf, StateOrigin.of(snapshot, leaf, event));
                    origins.merge(leaf, since(leaf, state), Math::max);
                }
                assertThat(found).isEqualTo(origins);
            }
        }
    }

    /// A token that comes again is another region, whose values have no earlier origin.
    private static long since(StateLeaf leaf, SessionState state) {
        return leaf.field().part().isOfDevice()
                ? Objects.requireNonNull(state.device((int) leaf.owner())).since()
                : Objects.requireNonNull(state.region(leaf.owner())).since();
    }

    @Test
    void whatIsNotThereHasNoOrigin() throws Exception {
        try (RecordingSession session = Recorded.open(Recorded.samples().getFirst())) {
            SessionSnapshot snapshot = session.snapshot();

            assertThat(
                            StateOrigin.of(
                                    snapshot, StateLeaf.ofDevice(StateField.DEVICE_STATUS, 99), 5))
                    .isEqualTo(StateOrigin.NONE);
            assertThat(StateOrigin.of(snapshot, StateLeaf.ofGrant(1, 2), 5))
                    .isEqualTo(StateOrigin.NONE);
            assertThat(
                            StateOrigin.of(
                                    snapshot, StateLeaf.ofDevice(StateField.DEVICE_STATUS, 1), -1))
                    .isEqualTo(StateOrigin.NONE);
        }
    }
}
