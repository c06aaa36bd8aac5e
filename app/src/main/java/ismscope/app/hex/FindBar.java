package ismscope.app.hex;

import ismscope.app.field.SearchField;
import ismscope.app.icons.Icon;
import ismscope.app.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The line that opens below the tools to go to a place or to search; Escape closes it. Thread: FX.
final class FindBar extends HBox {
    private final Texts texts;
    private final SearchField field;
    private final ToggleButton asText = new ToggleButton();
    private final Button previous = new Button(null, Icon.PREVIOUS.view());
    private final Button next = new Button(null, Icon.NEXT.view());
    private final Label message = new Label();
    private final Handler handler;
    private boolean goingTo;

    /// Does what is asked for.
    interface Handler {
        /// Goes to the place that was typed.
        void goTo(String typed);

        /// Searches for what was typed: 1 forwards, -1 backwards.
        void find(String typed, boolean asText, int way);

        /// The line was closed.
        void closed();
    }

    FindBar(Texts texts, Handler handler) {
        this.texts = texts;
        field = new SearchField(texts);
        this.handler = handler;
        setId("region-find-bar");
        getStyleClass().add("pane-tools");
        setAlignment(Pos.CENTER_LEFT);
        field.setId("region-find");
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setMaxWidth(320);
        asText.setId("region-find-text");
        asText.setText(texts.text("region.find.as_text"));
        asText.getStyleClass().add("tool-button");
        message.setId("region-find-message");
        message.getStyleClass().add("hint");
        Button close = new Button(null, Icon.CLOSE.view());
        tool(previous, "region.find.previous", () -> find(-1));
        tool(next, "region.find.next", () -> find(1));
        tool(close, "region.find.close", this::close);
        HBox gap = new HBox();
        HBox.setHgrow(gap, Priority.SOMETIMES);
        getChildren().addAll(field, asText, previous, next, message, gap, close);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        show(false);
    }

    /// Opens it to go to a place.
    void openGoTo() {
        open(true, "region.go_to.prompt");
    }

    /// Opens it to search.
    void openFind() {
        open(false, "region.find.prompt");
    }

    /// Searches again for what was last typed; opens if nothing was.
    void find(int way) {
        if (goingTo || field.getText().isBlank()) {
            openFind();
        } else {
            handler.find(field.getText(), asText.isSelected(), way);
        }
    }

    /// Says what came of it.
    void say(String sentence) {
        message.setText(sentence);
    }

    private void open(boolean place, String prompt) {
        if (place != goingTo) {
            field.clear();
        }
        goingTo = place;
        field.setIcon(place ? Icon.GO_TO : Icon.SEARCH);
        field.setPromptText(texts.text(prompt));
        field.setAccessibleText(texts.text(prompt));
        for (Node node : new Node[] {asText, previous, next}) {
            node.setVisible(!place);
            node.setManaged(!place);
        }
        say("");
        show(true);
        field.requestFocus();
        field.selectAll();
    }

    private void close() {
        show(false);
        handler.closed();
    }

    private void show(boolean open) {
        setVisible(open);
        setManaged(open);
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            if (goingTo) {
                handler.goTo(field.getText());
            } else {
                find(event.isShiftDown() ? -1 : 1);
            }
            event.consume();
        }
    }

    private void tool(Button button, String key, Runnable action) {
        button.getStyleClass().add("tool-button");
        button.setTooltip(new Tooltip(texts.text(key)));
        button.setAccessibleText(texts.text(key));
        button.setOnAction(_ -> action.run());
    }
}
