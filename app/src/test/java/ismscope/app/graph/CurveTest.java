package ismscope.app.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CurveTest {
    private static final Box LEFT = new Box(0, 0, 100, 60);
    private static final Box MIDDLE = new Box(200, 100, 80, 40);
    private static final Box RIGHT = new Box(400, 0, 100, 60);

    @Test
    void goesFromSideToSideThatFaceEachOther() {
        assertThat(Curve.between(LEFT, MIDDLE, 0, 6)).isEqualTo(new Curve(100, 30, 200, 120));
        assertThat(Curve.between(RIGHT, MIDDLE, 0, 6)).isEqualTo(new Curve(400, 30, 280, 120));
    }

    @Test
    void endsWhereItShould() {
        Curve curve = Curve.between(LEFT, MIDDLE, 0, 6);
        assertThat(curve.xAt(0)).isEqualTo(100);
        assertThat(curve.yAt(1)).isEqualTo(120);
        assertThat(curve.xAt(0.5)).isCloseTo(150, within(1e-9));
        assertThat(curve.yAt(0.5)).isCloseTo(75, within(1e-9));
    }

    @Test
    void secondAndThirdLinkRunBesideTheFirst() {
        assertThat(Curve.between(LEFT, MIDDLE, 1, 6).y0()).isEqualTo(24);
        assertThat(Curve.between(LEFT, MIDDLE, 2, 6).y0()).isEqualTo(36);
    }

    @Test
    void distanceIsZeroOnTheLineAndGrowsBesideIt() {
        Curve curve = Curve.between(LEFT, MIDDLE, 0, 6);
        for (double share = 0; share <= 1; share += 0.05) {
            assertThat(curve.distance(curve.xAt(share), curve.yAt(share))).isLessThan(0.5);
        }
        assertThat(curve.distance(90, 30)).isCloseTo(10, within(1e-9));
        assertThat(curve.distance(150, 175)).isGreaterThan(40);
    }
}
