package ismscope.app.timeline;

import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;
import javafx.scene.image.PixelBuffer;

/// The tracks in view as pixels, and what is to be written beside them.
///
/// @param bounds of its columns of pixels, as of [ismscope.inspector.timeline.TimelineView]
/// @param pixels right of the names and below the rulers; used again for a later picture
record TrackPicture(
        PictureOf of, long[] bounds, List<TrackWords> tracks, PixelBuffer<IntBuffer> pixels) {
    /// What is to be written beside a track.
    ///
    /// @param y its upper edge
    /// @param commands that begin in view
    /// @param counters what each tells
    record TrackWords(int device, double y, long commands, Map<Counter, String> counters) {}
}
