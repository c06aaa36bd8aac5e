package ismscope.app.details;

import ismscope.inspector.event.Field;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// One field: its label, its value, and what is wrong with it. Generated fields stand in brackets,
/// as Wireshark users expect; fields that point to another event look like links.
final class FieldCell extends TreeCell<Field> {
    private static final PseudoClass FAULTY = PseudoClass.getPseudoClass("faulty");
    private static final PseudoClass LINKED = PseudoClass.getPseudoClass("linked");
    private static final PseudoClass GENERATED = PseudoClass.getPseudoClass("generated");

    private static final int LONG_VALUE = 30;

    private final Label label = new Label();
    private final Label value = new Label();
    private final Label fault = new Label();
    private final HBox line = new HBox(label, value, fault);

    FieldCell() {
        getStyleClass().add("field-cell");
        line.getStyleClass().add("field-line");
        label.getStyleClass().add("field-label");
        value.getStyleClass().add("field-value");
        fault.getStyleClass().add("field-fault");
        label.setMinWidth(Label.USE_PREF_SIZE);
        HBox.setHgrow(fault, Priority.ALWAYS);
        line.setMaxWidth(Double.MAX_VALUE);
    }

    /// As wide as the tree: what does not fit ends with an ellipsis and is whole in the tip.
    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected void updateItem(@Nullable Field field, boolean empty) {
        super.updateItem(field, empty);
        if (empty || field == null) {
            setGraphic(null);
            setAccessibleText(null);
            setTooltip(null);
            return;
        }
        boolean generated = field.offset() < 0;
        boolean bare = field.value().isEmpty();
        label.setText(
                generated
                        ? "[" + field.label() + (bare ? "]" : ":")
                        : field.label() + (bare ? "" : ":"));
        value.setText(generated && !bare ? field.value() + "]" : field.value());
        fault.setText(field.fault());
        fault.setVisible(!field.fault().isEmpty());
        pseudoClassStateChanged(FAULTY, !field.fault().isEmpty());
        pseudoClassStateChanged(LINKED, field.link() >= 0);
        pseudoClassStateChanged(GENERATED, generated);
        setAccessibleText(field.label() + " " + field.value() + " " + field.fault());
        setTooltip(field.value().length() > LONG_VALUE ? new Tooltip(field.value()) : null);
        setGraphic(line);
    }
}
