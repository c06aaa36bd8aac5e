package ismscope.app.hex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewportTest {
    private final Viewport viewport = new Viewport();

    private void look(long size, int perRow, double rows) {
        viewport.setGrid(new HexGrid(size, perRow));
        viewport.setVisible(rows);
    }

    @Test
    void scrollsAGibibyteByFractionsOfARow() {
        look(1L << 30, 16, 30.5);
        viewport.setTop(40_000_000);
        viewport.scroll(0.25);
        assertThat(viewport.top()).isEqualTo(40_000_000.25);
        assertThat(viewport.firstRow()).isEqualTo(40_000_000);
        assertThat(viewport.endRow()).isEqualTo(40_000_031);
    }

    @Test
    void stopsAtBothEnds() {
        look(1L << 40, 16, 30.5);
        viewport.scroll(-7);
        assertThat(viewport.top()).isZero();
        viewport.scroll(1e15);
        assertThat(viewport.top()).isEqualTo((1L << 36) - 30);
        assertThat(viewport.endRow()).isEqualTo(1L << 36);
        assertThat(viewport.shows((1L << 40) - 1)).isTrue();
    }

    @Test
    void aSmallRegionDoesNotScroll() {
        look(64, 16, 30);
        viewport.scroll(10);
        assertThat(viewport.top()).isZero();
        assertThat(viewport.endRow()).isEqualTo(4);
    }

    @Test
    void revealsNearBytesWithTheLeastMovement() {
        look(1 << 20, 16, 10);
        viewport.setTop(100);
        viewport.reveal(105 * 16);
        assertThat(viewport.top()).isEqualTo(100);
        viewport.reveal(110 * 16);
        assertThat(viewport.top()).isEqualTo(101);
        viewport.reveal(99 * 16);
        assertThat(viewport.top()).isEqualTo(99);
    }

    @Test
    void farBytesComeIntoTheMiddle() {
        look(1 << 20, 16, 10);
        viewport.reveal(5_000 * 16);
        assertThat(viewport.top()).isEqualTo(4_995);
    }

    @Test
    void anotherWidthKeepsTheFirstByte() {
        look(1 << 20, 16, 10);
        viewport.setTop(100);
        viewport.setGrid(new HexGrid(1 << 20, 32));
        assertThat(viewport.top()).isEqualTo(50);
        viewport.setGrid(new HexGrid(1 << 20, 8));
        assertThat(viewport.top()).isEqualTo(200);
    }

    @Test
    void theThumbLeadsBackToTheRowItStandsFor() {
        look(1L << 30, 16, 30);
        viewport.setTop(12_345_678);
        HexPainter.Thumb thumb = HexPainter.Thumb.of(viewport, 500);
        assertThat(thumb).isNotNull();
        if (thumb != null) {
            assertThat(thumb.height()).isEqualTo(14);
            assertThat(Math.round(thumb.topAt(thumb.y(), viewport))).isEqualTo(12_345_678);
            assertThat(thumb.topAt(-50, viewport)).isZero();
            assertThat(thumb.topAt(9_999, viewport)).isEqualTo(viewport.lastTop());
        }
        look(64, 16, 30);
        assertThat(HexPainter.Thumb.of(viewport, 500)).isNull();
    }
}
