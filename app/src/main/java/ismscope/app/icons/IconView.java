package ismscope.app.icons;

import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;

/// A picture as a node: a square that never grows.
///
/// Shapes in `currentColor` have the style classes `icon-stroke` and `icon-fill`, which the
/// stylesheet `icons.css` paints in grey where no theme gives them the colour of its text.
public final class IconView extends Region {
    private static final String CURRENT = "currentColor";
    private final Group shapes = new Group();
    private final double size;

    IconView(SvgFile file, double size) {
        this.size = size;
        getStyleClass().add("icon");
        setMouseTransparent(true);
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        for (SvgFile.Shape shape : file.shapes()) {
            shapes.getChildren().add(node(shape));
        }
        shapes.setManaged(false);
        shapes.getTransforms().add(new Scale(size / file.grid(), size / file.grid()));
        getChildren().add(shapes);
    }

    /// {@return side in pixels}
    public double size() {
        return size;
    }

    @Override
    public String getUserAgentStylesheet() {
        return IconView.class.getResource("icons.css").toExternalForm();
    }

    private static SVGPath node(SvgFile.Shape shape) {
        SVGPath path = new SVGPath();
        path.setContent(shape.data());
        if (shape.fill().equals(CURRENT)) {
            path.getStyleClass().add("icon-fill");
        } else if (!shape.stroke().equals(CURRENT)) {
            path.setFill(shape.filled() ? Color.web(shape.fill()) : null);
        }
        if (shape.stroke().equals(CURRENT)) {
            path.getStyleClass().add("icon-stroke");
        } else if (shape.stroked()) {
            path.setStroke(Color.web(shape.stroke()));
        }
        path.setStrokeWidth(shape.strokeWidth());
        path.setStrokeLineCap(StrokeLineCap.ROUND);
        path.setStrokeLineJoin(StrokeLineJoin.ROUND);
        return path;
    }
}
