package ismscope.app.icons;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Paint;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/// A picture of the program's own set; its file is its name in lower case.
///
/// [#view] gives a node that takes the text colour of where it stands, [#draw] paints it on a
/// canvas. Thread: JavaFX.
public enum Icon {
    BACK,
    BOOKMARK,
    BYTES,
    CHECK,
    CHUNK,
    CLOCK,
    CLOSE,
    COPY,
    DARK,
    DOORBELL,
    EVENT,
    EXPORT,
    FILTER,
    FIRST,
    FIT,
    FOLLOW,
    FORWARD,
    GHOST,
    GO_TO,
    GRANT,
    GRAPH,
    HELP,
    HEX,
    HOST,
    INFO,
    KEYBOARD,
    LAST,
    LEGEND,
    LIGHT,
    LIST,
    LIVE,
    MATRIX,
    MENU,
    NEXT,
    OPEN,
    PAUSE,
    PIN,
    PLAY,
    PREVIOUS,
    QUEUE,
    RECORD,
    RECORDING,
    REFUSED,
    REGION,
    REPLAY,
    RESTART,
    SAVE,
    SCENARIO,
    SEARCH,
    SETTINGS,
    START,
    STEP_BACK,
    STEP_FORWARD,
    STOP,
    SWALLOWED,
    TOKEN,
    TREE,
    VIOLATION,
    VM,
    ZOOM_IN,
    ZOOM_OUT;

    /// Sizes of the program's icon in pixels, smallest first.
    public static final List<Integer> APPLICATION_SIZES = List.of(16, 24, 32, 48, 64, 128, 256);

    private static final Map<Icon, SvgFile> FILES = new ConcurrentHashMap<>();

    /// {@return its shapes, read at the first use}
    SvgFile file() {
        return FILES.computeIfAbsent(
                this, icon -> SvgFile.packaged(icon.name().toLowerCase(Locale.ROOT) + ".svg"));
    }

    /// {@return a new node of 16 x 16 pixels}
    public IconView view() {
        return view(16);
    }

    /// {@return a new node of `size` x `size` pixels}
    public IconView view(double size) {
        return new IconView(file(), size);
    }

    /// Paints it in one colour; the context's state is as before afterwards.
    public void draw(GraphicsContext gc, double x, double y, double size, Paint paint) {
        SvgFile file = file();
        gc.save();
        gc.translate(x, y);
        gc.scale(size / file.grid(), size / file.grid());
        gc.setFill(paint);
        gc.setStroke(paint);
        gc.setLineCap(StrokeLineCap.ROUND);
        gc.setLineJoin(StrokeLineJoin.ROUND);
        gc.setLineDashes();
        for (SvgFile.Shape shape : file.shapes()) {
            gc.beginPath();
            gc.appendSVGPath(shape.data());
            if (shape.filled()) {
                gc.fill();
            }
            if (shape.stroked()) {
                gc.setLineWidth(shape.strokeWidth());
                gc.stroke();
            }
        }
        gc.restore();
    }

    /// {@return the program's own icon in all [#APPLICATION_SIZES], for a window}
    public static List<Image> application() {
        return APPLICATION_SIZES.stream()
                .map(size ->
                        new Image(
                                Icon.class
                                        .getResource("ismscope-" + size + ".png")
                                        .toExternalForm()))
                .toList();
    }

    /// {@return a new node of the program's own icon in its own colours}
    public static IconView applicationView(double size) {
        return new IconView(SvgFile.packaged("ismscope.svg"), size);
    }
}
