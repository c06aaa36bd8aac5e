package ismscope.app.find;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.field.SearchField;
import ismscope.app.icons.Icon;
import ismscope.app.text.Texts;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A line to type into that opens over a pane: Enter and Shift+Enter ask for the next place and the
/// one before, as the keys of two actions do; Escape closes; what came of it stands beside.
///
/// Thread: FX.
public final class FindLine extends HBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    private static final double WIDEST_FIELD = 320;

    private final SearchField field;
    private final Button previous = new Button();
    private final Button next = new Button();
    private final Label message = new Label();
    private final Keys keys;
    private final Handler handler;

    /// Which actions' keys and looks the two arrows have.
    public record Keys(ActionId next, ActionId previous) {}

    /// Does what is asked for.
    public interface Handler {
        /// Wants the next place (1) or the one before (-1).
        void find(int way);

        /// The line was closed.
        void closed();
    }

    /// Builds the line, closed.
    ///
    /// @param id of the field; the line is `id-bar`, the message `id-message`
    public FindLine(String id, Texts texts, Keys keys, Handler handler) {
        field = new SearchField(texts);
        this.keys = keys;
        this.handler = handler;
        setId(id + "-bar");
        getStyleClass().addAll("pane-tools", "find-line");
        setAlignment(Pos.CENTER_LEFT);
        field.setId(id);
        field.setMaxWidth(WIDEST_FIELD);
        HBox.setHgrow(field, Priority.ALWAYS);
        message.setId(id + "-message");
        message.getStyleClass().add("hint");
        ActionNodes.dress(previous, keys.previous(), texts);
        ActionNodes.dress(next, keys.next(), texts);
        previous.setGraphic(Icon.PREVIOUS.view());
        next.setGraphic(Icon.NEXT.view());
        previous.setOnAction(_ -> handler.find(-1));
        next.setOnAction(_ -> handler.find(1));
        Button close = new Button(null, Icon.CLOSE.view());
        close.getStyleClass().add("tool-button");
        close.setTooltip(new Tooltip(texts.text("find.close")));
        close.setAccessibleText(texts.text("find.close"));
        close.setOnAction(_ -> close());
        HBox gap = new HBox();
        HBox.setHgrow(gap, Priority.SOMETIMES);
        getChildren().addAll(field, previous, next, message, gap, close);
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        show(false);
    }

    /// Adds a control beside the field.
    public void addBeside(Node control) {
        getChildren().add(1, control);
    }

    /// Says what may be typed, and whether there is a next place and one before.
    public void ask(String prompt, boolean arrows) {
        field.setIcon(arrows ? Icon.SEARCH : Icon.GO_TO);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        for (Node arrow : new Node[] {previous, next}) {
            arrow.setVisible(arrows);
            arrow.setManaged(arrows);
        }
    }

    /// {@return what is typed}
    public StringProperty typedProperty() {
        return field.textProperty();
    }

    /// {@return what is typed}
    public String typed() {
        return field.getText();
    }

    /// {@return whether it is open}
    public boolean isOpen() {
        return isVisible();
    }

    /// Opens it, all that was typed selected.
    public void open() {
        show(true);
        field.requestFocus();
        field.selectAll();
    }

    /// Opens it and leaves the keyboard's focus where it is.
    public void show() {
        show(true);
    }

    /// Closes it.
    public void close() {
        show(false);
        handler.closed();
    }

    /// Says what came of it.
    ///
    /// @param wrong whether it is not what was hoped for
    public void say(String sentence, boolean wrong) {
        message.setText(sentence);
        field.pseudoClassStateChanged(INVALID, wrong);
    }

    private void show(boolean open) {
        setVisible(open);
        setManaged(open);
    }

    private void keyPressed(KeyEvent event) {
        boolean enter = event.getCode() == KeyCode.ENTER && field.equals(event.getTarget());
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
        } else if (enter || keys.next().hasKey(event) || keys.previous().hasKey(event)) {
            boolean back = enter ? event.isShiftDown() : keys.previous().hasKey(event);
            handler.find(back ? -1 : 1);
        } else {
            return;
        }
        event.consume();
    }
}
