package ismscope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrackRasterTest {
    private static final int WIDTH = 10;
    private static final int HEIGHT = 4;

    private final int[] pixels = new int[WIDTH * HEIGHT];
    private final TrackRaster raster = new TrackRaster(pixels, WIDTH, HEIGHT);

    private int[] row(int row) {
        return Arrays.copyOfRange(pixels, row * WIDTH, (row + 1) * WIDTH);
    }

    @Test
    void whatReachesOutsideIsCutOff() {
        raster.fill(-3, -2, 5, 3, 7);
        raster.fill(8, 3, 5, 9, 8);
        raster.fill(4, 9, 2, 2, 9);

        assertThat(row(0)).containsExactly(7, 7, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(row(1)).containsOnly(0);
        assertThat(row(2)).containsOnly(0);
        assertThat(row(3)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 8, 8);
    }

    @Test
    void hatchingStaysInItsStretch() {
        raster.hatch(2, 5, 3, 1, 2);

        for (int row = 0; row < HEIGHT; row++) {
            int[] line = row(row);
            assertThat(IntStream.range(0, WIDTH).filter(x -> line[x] != 0))
                    .containsExactly(2, 3, 4, 5, 6);
            assertThat(line).contains(2);
        }
    }
}
