package ismscope.app.theme;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// How one device is told from the others: by colour, and for those who do not see the colour by
/// shape and letter. It depends on the ordinal alone, so it is the same in every pane and session.
///
/// @param color readable as text on a pane (contrast at least 4.5)
/// @param soft the same, weak, to fill areas with; TEXT stands on it
/// @param letter `A` to `Z`, `AA` ... by ordinal; empty for the host
/// @param mark shape
public record DeviceStyle(Color color, Color soft, String letter, Mark mark) {
    /// Shapes; 5 of them and 8 colours make 40 different pairs.
    public enum Mark {
        CIRCLE,
        SQUARE,
        TRIANGLE,
        DIAMOND,
        BAR
    }

    /// Draws the shape, filled, into a square box.
    ///
    /// @param x left edge
    /// @param y upper edge
    /// @param size of the box
    public void drawMark(GraphicsContext g, double x, double y, double size) {
        g.setFill(color);
        switch (mark) {
            case CIRCLE -> g.fillOval(x, y, size, size);
            case SQUARE -> {
                double inset = size * 0.08;
                g.fillRect(x + inset, y + inset, size - 2 * inset, size - 2 * inset);
            }
            case TRIANGLE ->
                    g.fillPolygon(
                            new double[] {x, x + size / 2, x + size},
                            new double[] {y + size, y, y + size},
                            3);
            case DIAMOND ->
                    g.fillPolygon(
                            new double[] {x, x + size / 2, x + size, x + size / 2},
                            new double[] {y + size / 2, y, y + size / 2, y + size},
                            4);
            case BAR -> g.fillRect(x + size * 0.28, y, size * 0.44, size);
        }
    }
}
