package ismscope.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.graph.Pulses.Pulse;
import ismscope.app.graph.Traffic.Fate;
import ismscope.app.graph.Traffic.Hop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PulsesTest {
    private static final long FRAME = 16_666_667L;
    private final Pulses pulses = new Pulses();

    private static GraphFrame pair() {
        Picture history = new Picture();
        int one = history.join("vm1");
        int two = history.join("vm2");
        history.alloc(one, 0xa, Picture.MIB).attach(two, 0xa, 3);
        return new FrameBuilder().build(history.state(), Fading.none(), Set.of());
    }

    private static Traffic rings(long count) {
        return new Traffic(9, List.of(new Hop(Fate.RUNG, 1, 0xa, 1, count)), Map.of(), List.of());
    }

    @Test
    void startsAtMostEightPulsesASecondAndCountsTheRestIntoThem() {
        GraphFrame frame = pair();
        Set<Pulse> started = new LinkedHashSet<>();
        for (int i = 0; i < 60; i++) {
            pulses.add(rings(1_000), frame, i * FRAME);
            pulses.tick(i * FRAME);
            started.addAll(pulses.flying());
        }
        assertThat(started).hasSizeLessThanOrEqualTo(8);
        for (long now = 60 * FRAME; pulses.tick(now); now += FRAME) {
            started.addAll(pulses.flying());
        }
        assertThat(started.stream().mapToLong(Pulse::count).sum()).isEqualTo(60_000);
    }

    @Test
    void oneCountAtATimeIsWrittenInEachDirectionOfALink() {
        GraphFrame frame = pair();
        Traffic both =
                new Traffic(
                        9,
                        List.of(
                                new Hop(Fate.RUNG, 1, 0xa, 1, 1_000),
                                new Hop(Fate.DELIVERED, 1, 0xa, 2, 1_000),
                                new Hop(Fate.MERGED, 1, 0xa, 2, 1_000)),
                        Map.of(),
                        List.of());
        Set<Pulse> labelled = new LinkedHashSet<>();
        for (int i = 0; i < 120; i++) {
            pulses.add(both, frame, i * FRAME);
            pulses.tick(i * FRAME);
            List<Pulse> now = pulses.flying().stream().filter(Pulse::labelled).toList();
            assertThat(now).extracting(p -> p.lane().fate().toRegion()).doesNotHaveDuplicates();
            labelled.addAll(now);
        }
        assertThat(labelled).hasSizeGreaterThan(4);
    }

    @Test
    void aCountIsWrittenOnlyWhereNothingElseIs() {
        Curve curve = new Curve(100, 50, 200, 50);
        List<Box> taken = new ArrayList<>();
        for (Box pill = PulsePainter.freePill(curve, 0.5, 30, taken);
                pill != null;
                pill = PulsePainter.freePill(curve, 0.5, 30, taken)) {
            assertThat(taken).noneMatch(pill::meets);
            taken.add(pill);
        }
        assertThat(taken).as("above and below").hasSize(2);
        assertThat(PulsePainter.freePill(curve, 0, 30, List.of()))
                .as("stays between the ends of the link")
                .extracting(Box::x)
                .isEqualTo(100.0);
    }

    @Test
    void aSinglePulseTravelsOnceAndThenAllIsStill() {
        pulses.add(rings(1), pair(), 0);
        assertThat(pulses.tick(0)).isTrue();
        assertThat(pulses.flying()).singleElement().extracting(Pulse::count).isEqualTo(1L);
        assertThat(pulses.flying().getFirst().progress(Pulses.TRAVEL_NANOS / 2)).isEqualTo(0.5);
        assertThat(pulses.tick(Pulses.TRAVEL_NANOS)).isFalse();
    }

    @Test
    void deliveriesLeaveWhenTheDoorbellHasAlmostArrived() {
        Traffic both =
                new Traffic(
                        9,
                        List.of(
                                new Hop(Fate.RUNG, 1, 0xa, 1, 1),
                                new Hop(Fate.DELIVERED, 2, 0xa, 1, 1)),
                        Map.of(),
                        List.of());
        pulses.add(both, pair(), 0);
        pulses.tick(0);
        assertThat(pulses.flying()).hasSize(1);
        pulses.tick(Pulses.TRAVEL_NANOS * 3 / 4);
        assertThat(pulses.flying())
                .extracting(pulse -> pulse.lane().fate())
                .containsExactly(Fate.RUNG, Fate.DELIVERED);
    }

    @Test
    void whatDiesIsSeenAMomentLonger() {
        Traffic dies =
                new Traffic(
                        9,
                        List.of(new Hop(Fate.DIED_AT_REGION, 1, 0xa, 1, 1)),
                        Map.of(),
                        List.of());
        pulses.add(dies, pair(), 0);
        pulses.tick(0);
        assertThat(pulses.tick(Pulses.TRAVEL_NANOS)).isTrue();
        assertThat(pulses.flying()).hasSize(1);
        assertThat(pulses.tick(Pulses.TRAVEL_NANOS + Pulses.DEATH_NANOS)).isFalse();
    }

    @Test
    void neverFliesMoreThanCanBeDrawn() {
        Picture history = new Picture();
        int one = history.join("vm1");
        List<Hop> hops = new ArrayList<>();
        for (int i = 1; i <= 59; i++) {
            history.alloc(one, i, Picture.MIB);
            for (Fate fate : Fate.values()) {
                hops.add(new Hop(fate, one, i, one, 1_000_000));
            }
        }
        GraphFrame frame = new FrameBuilder().build(history.state(), Fading.none(), Set.of());
        for (int i = 0; i < 200; i++) {
            pulses.add(new Traffic(9, hops, Map.of(), List.of()), frame, i * FRAME);
            pulses.tick(i * FRAME);
            assertThat(pulses.flying()).hasSizeLessThanOrEqualTo(Pulses.MOST);
        }
    }

    @Test
    void notificationsOfWhatIsNotDrawnAreLeftOut() {
        pulses.add(rings(5), GraphFrame.EMPTY, 0);
        assertThat(pulses.tick(0)).isFalse();
    }
}
