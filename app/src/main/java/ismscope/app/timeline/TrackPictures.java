package ismscope.app.timeline;

import ismscope.app.model.LatestTask;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// Pictures of the tracks, made by a worker: while the one that is wanted is made, the one before
/// stays. Thread: FX.
final class TrackPictures {
    private final Runnable changed;
    private final LatestTask<TrackPicture> making = LatestTask.onOwnThread("timeline-painter");
    private PictureMaker maker = new PictureMaker();
    private @Nullable PictureOf wanted;
    private @Nullable TrackPicture shown;
    private @Nullable WritableImage image;

    /// @param changed called when there is another picture
    TrackPictures(Runnable changed) {
        this.changed = changed;
    }

    /// Asks for a picture unless it was asked for already.
    void want(PictureOf of) {
        if (of.equals(wanted)) {
            return;
        }
        wanted = of;
        for (int track = of.first(); track < of.end(); track++) {
            of.colors().style(of.view().device(track));
        }
        PictureMaker mine = maker;
        making.ask(() -> mine.make(of), made -> take(mine, made));
    }

    /// Forgets all: another session is shown.
    void forget() {
        maker = new PictureMaker();
        wanted = null;
        shown = null;
        image = null;
    }

    private void take(PictureMaker from, TrackPicture made) {
        if (!from.equals(maker)) {
            return;
        }
        shown = made;
        image = new WritableImage(made.pixels());
        made.pixels().updateBuffer(_ -> null);
        changed.run();
    }

    /// {@return the newest, null before the first}
    @Nullable TrackPicture shown() {
        return shown;
    }

    /// {@return its pixels, null before the first}
    @Nullable Image image() {
        return image;
    }
}
