package ismscope.app.timeline;

import java.util.Arrays;

/// Pixels of a picture of the tracks, without smoothing. Thread: one at a time.
final class TrackRaster {
    private final int[] pixels;
    private final int width;
    private final int height;

    /// @param pixels row by row, opaque ARGB; at least width times height
    TrackRaster(int[] pixels, int width, int height) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// Fills a rectangle, of which parts may lie outside.
    void fill(int x, int y, int wide, int high, int argb) {
        int left = Math.max(0, x);
        int right = Math.min(width, x + wide);
        int bottom = Math.min(height, y + high);
        if (left >= right) {
            return;
        }
        for (int row = Math.max(0, y); row < bottom; row++) {
            int start = row * width;
            if (right - left == 1) {
                pixels[start + left] = argb;
            } else {
                Arrays.fill(pixels, start + left, start + right, argb);
            }
        }
    }

    /// Fills a stretch from top to bottom and hatches it.
    ///
    /// @param step pixels from line to line
    void hatch(int x, int wide, int step, int fill, int line) {
        fill(x, 0, wide, height, fill);
        int right = Math.min(width, x + wide);
        for (int row = 0; row < height; row++) {
            int lean = (height - 1 - row) * step / Math.max(1, height);
            for (int at = x + lean; at < right; at += step) {
                if (at >= 0) {
                    pixels[row * width + at] = line;
                }
            }
        }
    }
}
