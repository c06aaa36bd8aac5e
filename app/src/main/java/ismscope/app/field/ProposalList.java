package ismscope.app.field;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// What could be typed next, below a field: a line for each, with what it means. A node of the
/// window itself, so that it works wherever the window does.
///
/// Thread: FX.
///
/// @param <T> what is proposed
public final class ProposalList<T> {
    private static final double ROW = 24;
    private static final double WIDTH = 560;
    private static final int MOST_ROWS = 9;

    private final ListView<T> list = new ListView<>();
    private final Function<T, String> text;
    private final Function<T, String> description;

    /// Builds it, closed.
    ///
    /// @param id of the node
    /// @param text what could be typed
    /// @param description what that means
    /// @param chosen is given what is clicked
    public ProposalList(
            String id,
            Function<T, String> text,
            Function<T, String> description,
            Consumer<T> chosen) {
        this.text = text;
        this.description = description;
        list.setId(id);
        list.getStyleClass().addAll("dense", "filter-completion");
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new ProposalCell());
        list.setOnMouseClicked(event -> {
            T proposal = selected();
            if (event.getButton() == MouseButton.PRIMARY && proposal != null) {
                chosen.accept(proposal);
            }
        });
        show(List.of());
    }

    /// {@return the list}
    public ListView<T> node() {
        return list;
    }

    /// {@return whether there is something in it}
    public boolean isOpen() {
        return list.isVisible();
    }

    /// {@return the one that is chosen, null if none is}
    public @Nullable T selected() {
        return list.getSelectionModel().getSelectedItem();
    }

    /// Shows these; none closes it.
    public void show(List<T> proposals) {
        list.getItems().setAll(proposals);
        boolean some = !proposals.isEmpty();
        list.setVisible(some);
        list.setManaged(some);
        double height = ROW * Math.min(MOST_ROWS, proposals.size()) + 2;
        list.setMinHeight(height);
        list.setMaxSize(WIDTH, height);
    }

    /// Chooses the next (1) or the one before (-1).
    public void move(int way) {
        int count = list.getItems().size();
        int now = list.getSelectionModel().getSelectedIndex();
        int next = now < 0 ? (way > 0 ? 0 : count - 1) : Math.floorMod(now + way, count);
        list.getSelectionModel().select(next);
        list.scrollTo(Math.max(0, next - MOST_ROWS / 2));
    }

    private final class ProposalCell extends ListCell<T> {
        private final Label words = new Label();
        private final Label meaning = new Label();
        private final HBox line = new HBox(words, meaning);

        ProposalCell() {
            words.getStyleClass().add("completion-text");
            words.setMinWidth(USE_PREF_SIZE);
            meaning.getStyleClass().add("completion-description");
            meaning.setMinWidth(0);
            meaning.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(meaning, Priority.ALWAYS);
            line.setSpacing(12);
            line.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            words.setText(text.apply(item));
            meaning.setText(description.apply(item));
            setAccessibleText(words.getText() + " " + meaning.getText());
            setGraphic(line);
        }
    }
}
