package ismscope.app.hex;

import ismscope.app.action.ActionId;
import ismscope.app.find.FindLine;
import ismscope.app.text.Texts;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;

/// The line that opens below the tools to go to a place or to search. Thread: FX.
final class FindBar {
    private final Texts texts;
    private final FindLine line;
    private final ToggleButton asText = new ToggleButton();
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
        this.handler = handler;
        FindLine.Keys keys =
                new FindLine.Keys(ActionId.REGION_FIND_NEXT, ActionId.REGION_FIND_PREVIOUS);
        line = new FindLine("region-find", texts, keys, new Asked());
        asText.setId("region-find-text");
        asText.setText(texts.text("region.find.as_text"));
        asText.getStyleClass().add("tool-button");
        line.addBeside(asText);
    }

    /// {@return the line itself}
    Node node() {
        return line;
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
        if (goingTo || line.typed().isBlank()) {
            openFind();
        } else {
            handler.find(line.typed(), asText.isSelected(), way);
        }
    }

    /// Says what came of it.
    ///
    /// @param wrong whether it is not what was hoped for
    void say(String sentence, boolean wrong) {
        line.say(sentence, wrong);
    }

    private void open(boolean place, String prompt) {
        if (place != goingTo) {
            line.typedProperty().set("");
        }
        goingTo = place;
        asText.setVisible(!place);
        asText.setManaged(!place);
        line.ask(texts.text(prompt), !place);
        say("", false);
        line.open();
    }

    /// What the line asks for: going to a place knows no direction.
    private final class Asked implements FindLine.Handler {
        @Override
        public void find(int way) {
            if (goingTo) {
                handler.goTo(line.typed());
            } else {
                FindBar.this.find(way);
            }
        }

        @Override
        public void closed() {
            handler.closed();
        }
    }
}
