package ismscope.app.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CameraTest {
    private static final Box VIEW = new Box(10, 20, 400, 300);
    private final Camera camera = new Camera();

    @Test
    void theFirstFitIsThereAtOnceAndCentred() {
        camera.fit(new Box(-400, -100, 800, 200), VIEW, 1);
        Box seen = camera.toScreen(new Box(-400, -100, 800, 200));
        assertThat(seen).isEqualTo(new Box(10, 120, 400, 100));
        assertThat(camera.tick(0.016)).isFalse();
    }

    @Test
    void aSmallGraphIsNotBlownUp() {
        camera.fit(new Box(0, 0, 10, 10), VIEW, 1);
        assertThat(camera.zoom()).isEqualTo(1.15);
    }

    @Test
    void laterFitsGlideAndArrive() {
        camera.fit(new Box(0, 0, 400, 300), VIEW, 1);
        camera.fit(new Box(0, 0, 800, 600), VIEW, 1);
        assertThat(camera.tick(0.016)).isTrue();
        assertThat(camera.zoom()).isBetween(0.51, 0.99);
        int frames = 0;
        while (camera.tick(0.016)) {
            frames++;
        }
        assertThat(frames).isLessThan(90);
        assertThat(camera.zoom()).isEqualTo(0.5);
    }

    @Test
    void zoomingKeepsThePointUnderTheMouse() {
        camera.fit(new Box(0, 0, 400, 300), VIEW, 1);
        Box before = camera.toScreen(new Box(100, 100, 0, 0));
        camera.zoomAt(before.x(), before.y(), 1.5);
        while (camera.tick(0.016)) {
            assertThat(camera.fitting()).isFalse();
        }
        Box after = camera.toScreen(new Box(100, 100, 0, 0));
        assertThat(after.x()).isCloseTo(before.x(), within(0.001));
        assertThat(after.y()).isCloseTo(before.y(), within(0.001));
        assertThat(camera.zoom()).isCloseTo(1.5, within(0.001));
    }

    @Test
    void theUserHasTheHelmUntilFitIsAskedFor() {
        camera.fit(new Box(0, 0, 400, 300), VIEW, 1);
        camera.pan(7, 9);
        camera.fit(new Box(0, 0, 4000, 3000), VIEW, 1);
        assertThat(camera.toScreen(new Box(0, 0, 0, 0))).isEqualTo(new Box(17, 29, 0, 0));
        camera.fitAgain();
        camera.fit(new Box(0, 0, 4000, 3000), VIEW, 1);
        assertThat(camera.tick(0.016)).isTrue();
    }

    @Test
    void revealMovesNoFurtherThanNeeded() {
        camera.fit(new Box(0, 0, 400, 300), VIEW, 1);
        camera.reveal(new Box(10, 10, 20, 20), VIEW);
        assertThat(camera.fitting()).isTrue();
        camera.reveal(new Box(390, 10, 20, 20), VIEW);
        while (camera.tick(0.016)) {
            assertThat(camera.fitting()).isFalse();
        }
        assertThat(camera.toScreen(new Box(390, 10, 20, 20)).right()).isEqualTo(VIEW.right());
    }

    @Test
    void zoomStaysWithinItsLimits() {
        camera.fit(new Box(0, 0, 400, 300), VIEW, 1);
        for (int i = 0; i < 100; i++) {
            camera.zoomAt(0, 0, 2);
        }
        while (camera.tick(0.016)) {
            assertThat(camera.zoom()).isLessThanOrEqualTo(Camera.LARGEST);
        }
        assertThat(camera.zoom()).isEqualTo(Camera.LARGEST);
    }
}
