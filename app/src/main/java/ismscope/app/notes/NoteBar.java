package ismscope.app.notes;

import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.inspector.session.EventNote;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/// Names the bookmark of the current event and notes a text with it, in a small bar over the event
/// list; Enter keeps both, Escape leaves them as they were. Saving writes them into the copy.
public final class NoteBar extends StackPane {
    private final SessionModel model;
    private final Texts texts;
    private final Runnable usual;
    private Runnable closed;
    private long event = -1;
    @FXML private Label title;
    @FXML private TextField name;
    @FXML private TextField text;

    /// Builds the bar.
    ///
    /// @param closed called when it is done, to give the focus back
    public NoteBar(SessionModel model, Texts texts, ViewLoader views, Runnable closed) {
        this.model = model;
        this.texts = texts;
        usual = closed;
        this.closed = closed;
        getChildren().add(views.load(View.NOTE_BAR, this));
        setPickOnBounds(false);
        show(false);
        model.sessionProperty().addListener(_ -> show(false));
    }

    /// Shows what is kept with the current event.
    public void open() {
        open(model.currentEvent(), usual);
    }

    /// Shows what is kept with an event.
    ///
    /// @param done called when it is done, to give the focus back
    public void open(long noted, Runnable done) {
        event = noted;
        closed = done;
        if (event < 0) {
            return;
        }
        EventNote note = model.notes().of(event);
        title.setText(texts.text("note.title", Numbers.event(event)));
        name.setText(note.name());
        text.setText(note.text().replace('\n', ' '));
        show(true);
        text.requestFocus();
        text.end();
    }

    @FXML
    private void initialize() {
        name.setOnAction(_ -> keep());
        text.setOnAction(_ -> keep());
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                pressed -> {
                    if (pressed.getCode() == KeyCode.ESCAPE) {
                        close();
                        pressed.consume();
                    } else if (pressed.getCode() == KeyCode.TAB) {
                        // What is typed next would otherwise be keys of the list below the bar.
                        (name.isFocused() ? text : name).requestFocus();
                        pressed.consume();
                    }
                });
    }

    /// A text of several lines that was not touched keeps them.
    private void keep() {
        EventNote before = model.notes().of(event);
        boolean same = text.getText().strip().equals(before.text().replace('\n', ' '));
        boolean bookmarked = before.bookmarked() || !name.getText().isBlank();
        model.notes()
                .keep(
                        event,
                        new EventNote(
                                bookmarked, name.getText(), same ? before.text() : text.getText()));
        close();
    }

    private void close() {
        show(false);
        closed.run();
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}
