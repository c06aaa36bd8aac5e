package ismscope.app.graph;

import static ismscope.app.graph.Picture.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import ismscope.app.graph.GraphFrame.LinkLine;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.inspector.state.SessionState;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldingTest {
    private static GraphFrame build(SessionState state, NodeKey... pinned) {
        return new FrameBuilder().build(state, Fading.none(), Set.of(pinned));
    }

    @Test
    void sixtyNodesStandSingleAndSixtyOneAreFolded() {
        Picture history = new Picture();
        int one = history.join("vm1");
        for (int i = 1; i < Folding.READABLE_NODES; i++) {
            history.alloc(one, i, MIB);
        }
        assertThat(build(history.state()).folded()).isFalse();
        assertThat(build(history.state()).nodes()).hasSize(60);
        history.alloc(one, 1000, MIB);
        GraphFrame folded = build(history.state());
        assertThat(folded.folded()).isTrue();
        assertThat(folded.nodes()).extracting(Node::size).containsExactly(1, 60);
    }

    @Test
    void readersOfOneRegionBecomeOneGroup() {
        Picture history = new Picture();
        int owner = history.join("vm1");
        history.alloc(owner, 0xa, MIB);
        for (int i = 0; i < 63; i++) {
            history.attach(history.join("peer" + i), 0xa, 1);
        }
        GraphFrame frame = build(history.state());
        assertThat(frame.nodes()).extracting(Node::size).containsExactly(1, 63, 1);
        assertThat(frame.links())
                .extracting(LinkLine::kind, LinkLine::count)
                .containsExactly(tuple(LinkKind.READ, 63), tuple(LinkKind.MANAGE, 1));
    }

    @Test
    void aThousandVmsInPairsBecomeTwoRoles() {
        GraphFrame frame = build(pairs(500).state());
        assertThat(frame.nodes()).extracting(Node::size).containsExactly(500, 500, 500);
    }

    @Test
    void aPinnedVmStandsAloneWithWhatItShares() {
        GraphFrame frame = build(pairs(500).state(), NodeKey.vm(17));
        assertThat(frame.nodeOfVm().get(17)).extracting(Node::size).isEqualTo(1);
        assertThat(frame.nodeOfRegion().get(9L)).extracting(Node::size).isEqualTo(1);
        assertThat(frame.nodeOfVm().get(18)).extracting(Node::size).isEqualTo(1);
        assertThat(frame.nodes()).hasSizeLessThanOrEqualTo(Folding.FOLDED_NODES);
    }

    @Test
    void aThousandVmsThatShareAtRandomStillFit() {
        Random random = new Random(5);
        Picture history = new Picture();
        for (int i = 1; i <= 1000; i++) {
            history.join("vm" + i);
        }
        for (int i = 1; i <= 600; i++) {
            history.alloc(1 + random.nextInt(1000), i, MIB);
            for (int users = random.nextInt(6); users > 0; users--) {
                history.attach(1 + random.nextInt(1000), i, 1 + 2 * random.nextInt(2));
            }
        }
        GraphFrame frame = build(history.state());
        assertThat(frame.nodes()).hasSizeBetween(5, Folding.FOLDED_NODES);
        assertThat(frame.links()).hasSizeLessThanOrEqualTo(Folding.ROLE_LINKS);
        assertThat(frame.nodeOfVm()).hasSize(1000);
        assertThat(frame.nodeOfRegion()).hasSize(600);
        assertThat(build(history.state()).nodes()).isEqualTo(frame.nodes());
    }

    @Test
    void fewVmsWithManyRegionsStaySingle() {
        Picture history = new Picture();
        for (int i = 1; i <= 12; i++) {
            history.join("vm" + i);
        }
        for (int i = 0; i < 300; i++) {
            history.alloc(1 + i % 12, i + 1, MIB);
            history.attach(1 + (i + 1 + i / 12 % 3) % 12, i + 1, 3);
            history.attach(1 + (i + 5 + i / 36 % 4) % 12, i + 1, 1);
        }
        GraphFrame frame = build(history.state());
        assertThat(frame.nodes()).filteredOn(node -> node.key().isVm()).hasSize(12);
        assertThat(frame.nodes()).hasSizeLessThanOrEqualTo(Folding.FOLDED_NODES);
    }

    private static Picture pairs(int count) {
        Picture history = new Picture();
        for (int i = 1; i <= 2 * count; i++) {
            history.join("vm" + i);
        }
        for (int i = 1; i <= count; i++) {
            history.alloc(2 * i - 1, i, MIB);
            history.attach(2 * i, i, 3);
        }
        return history;
    }
}
