package ismscope.app.notes;

import ismscope.app.icons.Icon;
import ismscope.app.model.Notes.Kept;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.SessionSnapshot;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// A line of the list: which event, when, its bookmark's name, its text, and what happened.
final class NoteCell extends ListCell<Kept> {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final double NUMBER = 80;
    private static final double TIME = 90;
    private static final double MARK = 14;

    private final SessionModel model;
    private final Texts texts;
    private final Node mark = Icon.BOOKMARK.view(MARK);
    private final Label number = new Label();
    private final Label time = new Label();
    private final Label name = new Label();
    private final Label text = new Label();
    private final Label event = new Label();
    private final HBox line = new HBox(8, mark, number, time, name, text, event);

    NoteCell(SessionModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("note-cell");
        number.getStyleClass().add("note-number");
        number.setMinWidth(NUMBER);
        time.getStyleClass().add("hint");
        time.setMinWidth(TIME);
        name.getStyleClass().add("note-name");
        event.getStyleClass().add("hint");
        for (Label each : new Label[] {name, text, event}) {
            each.setMinWidth(0);
        }
        event.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(event, Priority.ALWAYS);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Kept kept, boolean empty) {
        super.updateItem(kept, empty);
        SessionSnapshot snapshot = model.snapshot();
        if (kept == null || empty || snapshot == null || kept.event() >= snapshot.eventCount()) {
            setGraphic(null);
            setAccessibleText(null);
            pseudoClassStateChanged(CURRENT, false);
            return;
        }
        mark.setVisible(kept.note().bookmarked());
        number.setText(Numbers.event(kept.event()));
        long since = snapshot.timeNanos(kept.event()) - snapshot.timeNanos(0);
        time.setText(ValueText.duration(since));
        name.setText(kept.note().name());
        name.setManaged(!kept.note().name().isEmpty());
        text.setText(ValueText.oneLine(kept.note().text()));
        text.setManaged(!kept.note().text().isEmpty());
        event.setText(snapshot.info(kept.event()));
        pseudoClassStateChanged(CURRENT, kept.event() == model.currentEvent());
        setAccessibleText(
                texts.text(
                        "notes.spoken",
                        number.getText(),
                        (name.getText() + " " + text.getText()).strip(),
                        event.getText()));
        setGraphic(line);
    }
}
