package ismscope.app.timeline;

import ismscope.app.theme.Role;
import ismscope.app.timeline.TrackPicture.TrackWords;
import ismscope.inspector.timeline.TimeAxis;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;

/// Makes pictures of the tracks of one session. Thread: one at a time.
final class PictureMaker {
    /// A picture is on its way to the screen while the next ones are made.
    private static final int BUFFERS = 4;

    private static final int HATCH = 6;

    private final TrackRows rows = new TrackRows();
    private final List<PixelBuffer<IntBuffer>> buffers = new ArrayList<>();
    private int next;

    /// {@return the picture; its pixels are used again for the fourth after it}
    TrackPicture make(PictureOf of) {
        TrackLayout layout = of.layout();
        int width = layout.room();
        int height = (int) Math.max(1, Math.ceil(layout.height() - layout.ruler()));
        PixelBuffer<IntBuffer> buffer = buffer(width, height);
        TrackRaster raster = new TrackRaster(buffer.getBuffer().array(), width, height);
        raster.fill(0, 0, width, height, of.colors().of(Role.PANE));
        if (of.axis() instanceof TimeAxis time) {
            folds(raster, of, time);
        }
        rows.turnTo(of.view(), of.axis(), of.span(), width);
        int top = (int) layout.ruler();
        List<TrackWords> words = new ArrayList<>();
        for (int track = of.first(); track < of.end(); track++) {
            int device = of.view().device(track);
            TrackRow row = rows.row(device);
            int y = of.y(track);
            Map<Counter, String> counters = new EnumMap<>(Counter.class);
            new CounterRaster(raster, of.colors(), layout).draw(row, y - top, counters);
            new RowRaster(raster, of.colors(), layout).draw(row, y - top);
            words.add(new TrackWords(device, y, row.commands(), counters));
        }
        return new TrackPicture(of, rows.bounds(), words, buffer);
    }

    private PixelBuffer<IntBuffer> buffer(int width, int height) {
        if (!buffers.isEmpty()
                && (buffers.getFirst().getWidth() != width
                        || buffers.getFirst().getHeight() != height)) {
            buffers.clear();
        }
        next = (next + 1) % BUFFERS;
        if (buffers.size() < BUFFERS) {
            buffers.add(
                    new PixelBuffer<>(
                            width,
                            height,
                            IntBuffer.allocate(width * height),
                            PixelFormat.getIntArgbPreInstance()));
            next = buffers.size() - 1;
        }
        return buffers.get(next);
    }

    private static void folds(TrackRaster raster, PictureOf of, TimeAxis axis) {
        double label = of.layout().label();
        for (int i = 0; i < axis.folds().size(); i++) {
            double from = of.layout().x(of.span(), axis.foldStart(i)) - label;
            double to = of.layout().x(of.span(), axis.foldStart(i) + axis.foldLength()) - label;
            if (to < 0 || from > raster.width() || to - from < 1) {
                continue;
            }
            int left = (int) Math.max(0, Math.round(from));
            int right = (int) Math.min(raster.width(), Math.round(to));
            raster.hatch(
                    left,
                    right - left,
                    HATCH,
                    of.colors().of(Role.PANE_ALT),
                    of.colors().of(Role.GRID));
        }
    }
}
