package ismscope.app.events;

import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;

/// Words over the lower edge of the list that say what is not in view; a click shows it. Thread:
/// FX.
final class ListChips {
    private static final double FROM_EDGE = 10;

    private final Texts texts;
    private final Button fresh;
    private final Button hidden;

    /// @param newest shows the newest events
    /// @param unfilter shows all events
    ListChips(Texts texts, Runnable newest, Runnable unfilter) {
        this.texts = texts;
        fresh = chip("new-events", newest);
        hidden = chip("hidden-event", unfilter);
    }

    private static Button chip(String id, Runnable clicked) {
        Button chip = new Button();
        chip.setId(id);
        chip.getStyleClass().add("new-chip");
        chip.setFocusTraversable(false);
        chip.setOnAction(_ -> clicked.run());
        chip.setVisible(false);
        return chip;
    }

    List<Node> nodes() {
        return List.of(fresh, hidden);
    }

    /// Says what there is to say, above the lower edge.
    ///
    /// @param rows that came since the list left the newest
    /// @param event that is selected and hidden, -1 if none is
    void place(long rows, long event, double width, double bottom) {
        String news = rows > 0 ? texts.text("events.new", rows) : "";
        double taken = place(fresh, news, width, bottom);
        String lost = event < 0 ? "" : texts.text("filter.hidden", Numbers.event(event));
        place(hidden, lost, width, bottom - taken);
    }

    /// {@return the room that it takes}
    private static double place(Button chip, String words, double width, double bottom) {
        chip.setVisible(!words.isEmpty());
        if (words.isEmpty()) {
            return 0;
        }
        chip.setText(words);
        double wide = Math.min(width, chip.prefWidth(-1));
        double high = chip.prefHeight(-1);
        chip.resizeRelocate((width - wide) / 2, bottom - high - FROM_EDGE, wide, high);
        return high + FROM_EDGE;
    }
}
