package ismscope.app.graph;

import static ismscope.app.graph.Picture.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import ismscope.app.graph.GraphFrame.LinkLine;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.inspector.state.SessionState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBuilderTest {
    private static GraphFrame build(SessionState state) {
        return new FrameBuilder().build(state, Fading.none(), Set.of());
    }

    private static Map<NodeKey, Box> boxes(GraphFrame frame) {
        Map<NodeKey, Box> boxes = new LinkedHashMap<>();
        frame.nodes().forEach(node -> boxes.put(node.key(), node.box()));
        return boxes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingMovesWhenSomethingComesOrGoes(long seed) {
        Picture history = randomHistory(new Random(seed), 50);
        FrameBuilder builder = new FrameBuilder();
        Map<NodeKey, Box> before = Map.of();
        for (long event = 0; event <= history.lastEvent(); event++) {
            GraphFrame frame = builder.build(history.at(event), Fading.none(), Set.of());
            assertThat(frame.folded()).isFalse();
            for (Node node : frame.nodes()) {
                Box was = before.getOrDefault(node.key(), node.box());
                boolean onTheRight = node.key().isVm() && was.x() > 0;
                // Only the cards right of the band may slide, to make room for a wider band.
                Box allowed =
                        onTheRight
                                ? new Box(node.box().x(), was.y(), was.width(), was.height())
                                : was;
                assertThat(node.box()).as("%s at #%d", node.key(), event).isEqualTo(allowed);
            }
            before = boxes(frame);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void anEventLooksTheSameHoweverOneCameThere(long seed) {
        Picture history = randomHistory(new Random(seed), 50);
        FrameBuilder live = new FrameBuilder();
        List<Map<NodeKey, Box>> seen = new ArrayList<>();
        for (long event = 0; event <= history.lastEvent(); event++) {
            seen.add(boxes(live.build(history.at(event), Fading.none(), Set.of())));
        }
        FrameBuilder jumping = new FrameBuilder();
        jumping.build(history.state(), Fading.none(), Set.of());
        for (long event : new long[] {history.lastEvent(), 17, 5, 40, 33, 0}) {
            assertThat(boxes(jumping.build(history.at(event), Fading.none(), Set.of())))
                    .as("event %d", event)
                    .isEqualTo(seen.get((int) event));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void noTwoNodesOverlap(long seed) {
        GraphFrame frame = build(randomHistory(new Random(seed), 80).state());
        assertThat(frame.nodes()).hasSizeGreaterThan(5);
        for (Node one : frame.nodes()) {
            for (Node other : frame.nodes()) {
                assertThat(!one.equals(other) && one.box().grow(6).meets(other.box()))
                        .as("%s meets %s", one.key(), other.key())
                        .isFalse();
            }
        }
    }

    @Test
    void aVmThatComesBackUnderItsNameReturnsToItsPlace() {
        Picture history = new Picture();
        history.join("vm1");
        int second = history.join("vm2");
        int third = history.join("vm3");
        Box place = Picture.of(boxes(build(history.state())), NodeKey.vm(third));
        history.leave(second).leave(third);
        int again = history.join("vm3");
        assertThat(boxes(build(history.state()))).containsEntry(NodeKey.vm(again), place);
    }

    @Test
    void aRegionStandsBetweenItsUsersAtItsCreatorsHeight() {
        Picture history = new Picture();
        int one = history.join("vm1");
        int two = history.join("vm2");
        history.alloc(one, 0xa, MIB).attach(two, 0xa, 3);
        Map<NodeKey, Box> boxes = boxes(build(history.state()));
        Box region = Picture.of(boxes, NodeKey.region(0xa));
        assertThat(region.x()).isGreaterThan(Picture.of(boxes, NodeKey.vm(one)).right());
        assertThat(region.right()).isLessThan(Picture.of(boxes, NodeKey.vm(two)).x());
        assertThat(region.centerY()).isEqualTo(Picture.of(boxes, NodeKey.vm(one)).centerY());
    }

    @Test
    void linksSayWhatTheRightsAre() {
        Picture history = new Picture();
        int one = history.join("vm1");
        int two = history.join("vm2");
        int three = history.join("vm3");
        int four = history.join("vm4");
        int five = history.join("vm5");
        history.alloc(one, 0xa, MIB)
                .attach(two, 0xa, 3)
                .attach(three, 0xa, 1)
                .grant(four, 0xa, 5)
                .grant(five, 0xa, 0);
        assertThat(build(history.state()).links())
                .extracting(LinkLine::device, LinkLine::kind)
                .containsExactly(
                        tuple(four, LinkKind.GRANTED),
                        tuple(three, LinkKind.READ),
                        tuple(two, LinkKind.WRITE),
                        tuple(one, LinkKind.MANAGE));
    }

    @Test
    void manageThatWasPassedOnIsShownAndWithdrawnFromTheCreatorToo() {
        Picture history = new Picture();
        int one = history.join("vm1");
        int two = history.join("vm2");
        history.alloc(one, 0xa, MIB).attach(two, 0xa, 3).grant(two, 0xa, 15).grant(one, 0xa, 7);
        assertThat(build(history.state()).links())
                .extracting(LinkLine::device, LinkLine::kind)
                .containsExactly(tuple(one, LinkKind.WRITE), tuple(two, LinkKind.MANAGE));
    }

    @Test
    void ghostsFadeAndGiveWayToTheirSuccessors() {
        Picture history = new Picture();
        int one = history.join("vm1");
        history.alloc(one, 0xa, MIB).free(0xa);
        assertThat(presence(history, 0xa)).isEqualTo(1);
        history.troubles(one, 0, 0, 15).troubles(one, 0, 0, 15);
        assertThat(presence(history, 0xa)).isEqualTo(0.9);
        history.alloc(one, 0xb, MIB);
        assertThat(presence(history, 0xb)).isEqualTo(1);
        assertThat(presence(history, 0xa)).isZero();
    }

    @Test
    void aDetachedVmLeavesAGhostOfItsLink() {
        Picture history = new Picture();
        int one = history.join("vm1");
        int two = history.join("vm2");
        history.alloc(one, 0xa, MIB).attach(two, 0xa, 3).detach(two, 0xa);
        Fading fading = new Fading(history.lastEvent(), event -> 0);
        GraphFrame frame = new FrameBuilder().build(history.state(), fading, Set.of());
        assertThat(frame.links())
                .extracting(LinkLine::device, LinkLine::kind)
                .containsExactly(tuple(two, LinkKind.ENDED), tuple(one, LinkKind.MANAGE));
        assertThat(build(history.state()).links())
                .extracting(LinkLine::kind)
                .containsExactly(LinkKind.MANAGE);
    }

    @Test
    void ghostsAreGoneAfterTwentySecondsOrManyEvents() {
        assertThat(new Fading(10, event -> event * 4_000_000_000L).remaining(5)).isZero();
        assertThat(new Fading(10, event -> event * 2_000_000_000L).remaining(5)).isEqualTo(0.5);
        assertThat(new Fading(2000, event -> 0).remaining(5)).isZero();
        assertThat(Fading.none().remaining(5)).isZero();
    }

    /// {@return how much is left of a region at the end, one second per event; 0 if it is not
    /// drawn}
    private static double presence(Picture history, long token) {
        Fading fading = new Fading(history.lastEvent(), event -> event * 1_000_000_000L);
        return new FrameBuilder()
                .build(history.state(), fading, Set.of()).nodes().stream()
                        .filter(node -> node.key().equals(NodeKey.region(token)))
                        .mapToDouble(Node::presence)
                        .sum();
    }

    private static Picture randomHistory(Random random, int steps) {
        Picture history = new Picture();
        List<Integer> vms = new ArrayList<>(List.of(history.join("vm1"), history.join("vm2")));
        List<Long> tokens = new ArrayList<>();
        long nextToken = 1;
        for (int step = 0; step < steps; step++) {
            int vm = vms.get(random.nextInt(vms.size()));
            switch (random.nextInt(6)) {
                case 0 -> vms.add(history.join("vm" + random.nextInt(20)));
                case 1, 2 -> {
                    history.alloc(vm, nextToken, 4096L << random.nextInt(22));
                    tokens.add(nextToken++);
                }
                case 3 -> {
                    if (!tokens.isEmpty()) {
                        history.attach(vm, tokens.get(random.nextInt(tokens.size())), 3);
                    }
                }
                case 4 -> {
                    if (tokens.size() > 4) {
                        history.free(tokens.remove(/* index */ random.nextInt(tokens.size())));
                    }
                }
                default -> {
                    if (vms.size() > 3) {
                        history.leave(vms.remove(/* index */ random.nextInt(vms.size())));
                    }
                }
            }
        }
        return history;
    }
}
