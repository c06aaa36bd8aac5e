package ismscope.app.filter;

import ismscope.inspector.filter.FilterCompletion.Suggestion;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// What could be typed next, below the filter bar: a line for each, with what it means. Lies over
/// the list, so that it works wherever the window does.
final class CompletionList {
    private static final double ROW = 24;
    private static final double WIDTH = 560;
    private static final int MOST_ROWS = 9;

    private final ListView<Suggestion> list = new ListView<>();

    /// @param chosen is given what is clicked
    CompletionList(Consumer<Suggestion> chosen) {
        list.setId("filter-completion");
        list.getStyleClass().addAll("dense", "filter-completion");
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new SuggestionCell());
        list.setOnMouseClicked(event -> {
            Suggestion suggestion = selected();
            if (event.getButton() == MouseButton.PRIMARY && suggestion != null) {
                chosen.accept(suggestion);
            }
        });
        show(List.of());
    }

    ListView<Suggestion> node() {
        return list;
    }

    boolean isOpen() {
        return list.isVisible();
    }

    /// {@return the one that is chosen, null if none is}
    @Nullable Suggestion selected() {
        return list.getSelectionModel().getSelectedItem();
    }

    /// Shows these; none closes it.
    void show(List<Suggestion> suggestions) {
        list.getItems().setAll(suggestions);
        boolean some = !suggestions.isEmpty();
        list.setVisible(some);
        list.setManaged(some);
        double height = ROW * Math.min(MOST_ROWS, suggestions.size()) + 2;
        list.setMinHeight(height);
        list.setMaxSize(WIDTH, height);
    }

    /// Chooses the next (1) or the one before (-1).
    void move(int way) {
        int count = list.getItems().size();
        int now = list.getSelectionModel().getSelectedIndex();
        int next = now < 0 ? (way > 0 ? 0 : count - 1) : Math.floorMod(now + way, count);
        list.getSelectionModel().select(next);
        list.scrollTo(Math.max(0, next - MOST_ROWS / 2));
    }

    private static final class SuggestionCell extends ListCell<Suggestion> {
        private final Label text = new Label();
        private final Label description = new Label();
        private final HBox line = new HBox(text, description);

        SuggestionCell() {
            text.getStyleClass().add("completion-text");
            text.setMinWidth(USE_PREF_SIZE);
            description.getStyleClass().add("completion-description");
            description.setMinWidth(0);
            description.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(description, Priority.ALWAYS);
            line.setSpacing(12);
        }

        @Override
        protected void updateItem(@Nullable Suggestion item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            text.setText(item.text());
            description.setText(item.description());
            setGraphic(line);
        }
    }
}
