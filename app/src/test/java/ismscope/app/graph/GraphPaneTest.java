package ismscope.app.graph;

import static ismscope.app.graph.Picture.MIB;
import static ismscope.app.shown.ShownPane.runOnFx;
import static ismscope.app.shown.ShownPane.waitUntil;
import static ismscope.app.shown.ShownPane.waitUntilStill;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.model.SessionModel;
import ismscope.app.shown.ScriptedSession;
import ismscope.app.shown.ShownPane;
import ismscope.app.theme.ThemeChoice;
import ismscope.device.tap.TapRecord;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphPaneTest {
    private final ShownPane<GraphPane> shown = ShownPane.show(GraphPane::new, 620, 560);
    private final GraphPane pane = shown.pane();
    private final SessionModel model = shown.model();

    @AfterEach
    void hidePane() {
        shown.close();
    }

    private ScriptedSession open(Picture picture) {
        return open(picture, picture.steps().size());
    }

    private ScriptedSession open(Picture picture, int length) {
        ScriptedSession session = new ScriptedSession();
        picture.play(session, 0, length);
        runOnFx(() -> model.open(session));
        waitUntil(() -> pane.view().scenery().frame().event() == length - 1);
        settle();
        return session;
    }

    private void settle() {
        waitUntilStill(pane.view()::framesDrawn);
    }

    static Picture tour() {
        Picture p = new Picture();
        int one = p.join("vm1");
        int two = p.join("vm2");
        int three = p.join("vm3");
        p.alloc(one, 0x7f3a5566778809c2L, MIB).attach(two, 0x7f3a5566778809c2L, 3);
        p.alloc(two, 0x1b0c00112233aa01L, 4 * MIB).attach(one, 0x1b0c00112233aa01L, 1);
        p.alloc(three, 0xd4e5f60718293a4bL, 64 * MIB)
                .attach(one, 0xd4e5f60718293a4bL, 3)
                .grant(two, 0xd4e5f60718293a4bL, 7);
        p.alloc(one, 0x55aa55aa55aa55aaL, 16 * MIB).free(0x55aa55aa55aa55aaL);
        p.refuse(two, 0xd4e5f60718293a4bL).violate(three).troubles(three, 0, 1, 0x4f);
        return p;
    }

    @Test
    void drawsThreeVmsInBothThemes() {
        open(tour());
        shown.shoot("graph-3-light.png");
        shown.theme(ThemeChoice.DARK);
        settle();
        shown.shoot("graph-3-dark.png");
        assertThat(pane.view().scenery().frame().nodes()).hasSize(7);
    }

    @Test
    void showsPulsesOnTheirWay() {
        Picture p = tour();
        int before = p.steps().size();
        for (int i = 0; i < 40; i++) {
            p.ring(1, 0x7f3a5566778809c2L, 2);
        }
        p.ring(3, 0xd4e5f60718293a4bL, 1);
        p.swallow(2, 0x1b0c00112233aa01L, TapRecord.Swallowed.NO_PEER, 3);
        p.write(1, 0x7f3a5566778809c2L, 0, 64).write(3, 0xd4e5f60718293a4bL, 20 * MIB, 64);
        p.refuse(2, 0xd4e5f60718293a4bL).violate(1);
        ScriptedSession session = open(p, before);
        p.play(session, before, p.steps().size());
        waitUntil(() ->
                pane.view().pulses().flying().stream()
                        .anyMatch(pulse -> pulse.progress(System.nanoTime()) > 0.35));
        shown.shoot("graph-3-pulses.png");
        waitUntil(() -> pane.view().pulses().flying().isEmpty());
        settle();
    }

    @Test
    void foldsSixtyFourVms() {
        Picture p = new Picture();
        int owner = p.join("owner");
        p.alloc(owner, 0x7f3a5566778809c2L, 16 * MIB);
        for (int i = 1; i < 64; i++) {
            p.attach(p.join("peer" + i), 0x7f3a5566778809c2L, i % 3 == 0 ? 3 : 1);
        }
        open(p);
        shown.shoot("graph-64.png");
    }

    @Test
    void drawsTwentyVmsSingle() {
        Picture p = new Picture();
        Random random = new Random(3);
        for (int i = 1; i <= 20; i++) {
            p.join("vm" + i);
        }
        for (int i = 1; i <= 24; i++) {
            long token = random.nextLong();
            p.alloc(1 + random.nextInt(20), token, 4096L << random.nextInt(18));
            p.attach(1 + random.nextInt(20), token, 3);
            p.attach(1 + random.nextInt(20), token, 1);
        }
        open(p);
        shown.shoot("graph-20.png");
    }

    @Test
    void aThousandVmsCanBeRead() {
        Picture p = new Picture();
        Random random = new Random(3);
        for (int i = 1; i <= 1000; i++) {
            p.join("vm" + i);
        }
        for (int i = 1; i <= 500; i++) {
            long token = random.nextLong();
            int creator = 1 + random.nextInt(1000);
            p.alloc(creator, token, 4096L << random.nextInt(18));
            for (int users = random.nextInt(5); users > 0; users--) {
                p.attach(
                        Math.clamp(creator + random.nextInt(20) - 10, 1, 1000),
                        token,
                        1 + 2 * random.nextInt(2));
            }
        }
        open(p);
        shown.shoot("graph-1000.png");
        runOnFx(() -> {
            pane.matrixProperty().set(true);
        });
        waitUntil(() -> pane.view().matrix().rows().size() == 1000);
        settle();
        shown.shoot("graph-1000-matrix.png");
        runOnFx(() -> {
            pane.view().zoomAt(300, 300, 40);
            pane.view().select(NodeKey.vm(17));
        });
        settle();
        shown.shoot("graph-1000-matrix-near.png");
        runOnFx(() -> {
            pane.matrixProperty().set(false);
        });
        waitUntil(() -> pane.view().matrix().rows().isEmpty());
        settle();
        shown.shoot("graph-1000-unfolded.png");
    }

    @Test
    void saysWhatToDoWhileNothingIsOpen() {
        settle();
        shown.shoot("graph-empty.png");
        assertThat(pane.lookup("#graph-empty").isVisible()).isTrue();
    }
}
