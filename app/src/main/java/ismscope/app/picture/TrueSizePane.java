package ismscope.app.picture;

import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;

/// A window's content that has its own size, whatever the window's: where no screen is as large as
/// the picture that is wanted, the window shows a corner of it and the picture is of the whole.
///
/// Thread: FX.
public final class TrueSizePane extends Pane {
    private final double contentWidth;
    private final double contentHeight;

    /// Takes the content in.
    ///
    /// @param contentWidth of the content in pixels, for good
    /// @param contentHeight of the content in pixels, for good
    public TrueSizePane(Parent content, double contentWidth, double contentHeight) {
        this.contentWidth = contentWidth;
        this.contentHeight = contentHeight;
        // A managed child would make the window ask for its size.
        content.setManaged(false);
        getChildren().add(content);
        content.resize(contentWidth, contentHeight);
    }

    /// {@return all of the content, also what is beyond the window}
    public WritableImage picture() {
        SnapshotParameters whole = new SnapshotParameters();
        whole.setViewport(new Rectangle2D(0, 0, contentWidth, contentHeight));
        // Of this pane, not of the content: the theme's colours are the root's, and cells that a
        // picture makes before they were ever shown look them up from where it begins.
        return snapshot(whole, null);
    }
}
