package ismscope.app.theme;

import javafx.geometry.Bounds;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// The cell of a fixed-width font: what canvases of text are laid out by.
///
/// @param font fixed-width font
/// @param charWidth pixels per character
/// @param ascent pixels from the upper edge of a line to its baseline
/// @param lineHeight pixels per line without leading
public record FontGrid(Font font, double charWidth, double ascent, double lineHeight) {
    private static final int SAMPLE = 64;

    /// Columns are whole pixels wide: what a rounded width lacks does not cost a character.
    private static final double ROUNDING = 1;

    /// Measures a font.
    public static FontGrid of(Font font) {
        Text text = new Text("0".repeat(SAMPLE));
        text.setFont(font);
        Bounds bounds = text.getLayoutBounds();
        return new FontGrid(
                font, bounds.getWidth() / SAMPLE, text.getBaselineOffset(), bounds.getHeight());
    }

    /// {@return the text, cut with an ellipsis to what fits}
    ///
    /// @param width room in pixels
    public String fit(String text, double width) {
        int fitting = (int) ((width + ROUNDING) / charWidth);
        if (text.length() <= fitting) {
            return text;
        }
        return fitting < 1 ? "" : text.substring(0, fitting - 1) + '\u2026';
    }
}
