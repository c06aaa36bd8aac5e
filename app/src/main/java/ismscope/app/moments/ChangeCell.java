package ismscope.app.moments;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A line of the list: a sign (+ appeared, − vanished, ~ changed), where, and from what to what.
final class ChangeCell extends ListCell<ChangeLine> {
    private static final String ARROW = " \u2192 ";

    private final Label sign = new Label();
    private final Label path = new Label();
    private final Label values = new Label();
    private final HBox line;

    ChangeCell() {
        sign.getStyleClass().add("change-sign");
        path.getStyleClass().add("change-path");
        values.getStyleClass().add("change-values");
        path.setMinWidth(0);
        values.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        line = new HBox(8, sign, path, gap, values);
        setText(null);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ChangeLine item, boolean empty) {
        super.updateItem(item, empty);
        if (item == null || empty) {
            setGraphic(null);
            return;
        }
        String kind = item.change().kind().name().toLowerCase(Locale.ROOT);
        for (String other : new String[] {"appeared", "vanished", "changed"}) {
            sign.pseudoClassStateChanged(PseudoClass.getPseudoClass(other), other.equals(kind));
        }
        sign.setText(
                switch (item.change().kind()) {
                    case APPEARED -> "+";
                    case VANISHED -> "\u2212";
                    case CHANGED -> "~";
                });
        path.setText(item.path());
        values.setText(words(item));
        setAccessibleText(kind + " " + item.path() + " " + values.getText());
        setGraphic(line);
    }

    private static String words(ChangeLine item) {
        if (item.before().isEmpty() || item.after().isEmpty()) {
            return item.before() + item.after();
        }
        return item.before() + ARROW + item.after();
    }
}
