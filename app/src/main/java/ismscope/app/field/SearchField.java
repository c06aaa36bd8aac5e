package ismscope.app.field;

import ismscope.app.icons.Icon;
import ismscope.app.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.textfield.CustomTextField;

/// A line to type what is looked for: a picture says what for, and a cross empties it again.
public final class SearchField extends CustomTextField {
    private static final double ICON = 14;
    private static final double CROSS = 12;

    /// An empty field.
    public SearchField(Texts texts) {
        getStyleClass().add("search-field");
        setIcon(Icon.SEARCH);
        Button clear = new Button(null, Icon.CLOSE.view(CROSS));
        clear.getStyleClass().add("clear-field");
        clear.setFocusTraversable(false);
        clear.setTooltip(new Tooltip(texts.text("field.clear")));
        clear.setAccessibleText(texts.text("field.clear"));
        clear.visibleProperty().bind(textProperty().isNotEmpty());
        clear.setOnAction(_ -> {
            clear();
            requestFocus();
        });
        setRight(clear);
    }

    /// Changes the picture at the left.
    public void setIcon(Icon icon) {
        setLeft(icon.view(ICON));
    }
}
