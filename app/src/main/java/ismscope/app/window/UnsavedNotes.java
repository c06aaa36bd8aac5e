package ismscope.app.window;

import ismscope.app.fxml.Veil;
import ismscope.app.fxml.View;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/// Asks before notes are lost that are in no file: whether to save them, to let them go, or to
/// stay. Nothing waits for the answer; what was to be done is done once it has come.
///
/// Thread: FX.
final class UnsavedNotes {
    private final SessionModel model;
    private final Texts texts;
    private final Saver saver;
    private final Veil veil;
    private Runnable deed = () -> {};
    private Runnable stay = () -> {};
    @FXML private Label sentence;
    @FXML private Button save;
    @FXML private Button discard;
    @FXML private Button cancel;

    /// Saves the session with its notes.
    interface Saver {
        /// Asks for a file and writes it.
        ///
        /// @param saved called once it is written
        /// @param failed called if it is not
        void save(Runnable saved, Runnable failed);
    }

    /// Builds the question, hidden.
    UnsavedNotes(WindowContext context, Saver saver) {
        model = context.model();
        texts = context.texts();
        this.saver = saver;
        veil =
                new Veil(
                        "unsaved-notes",
                        context.views().load(View.UNSAVED_NOTES, this),
                        this::cancel);
    }

    /// {@return what lies over the window}
    Node node() {
        return veil;
    }

    /// Does what ends the session: at once if no note is lost by it, else after the answer.
    ///
    /// @param ending what is to be done
    /// @param staying what is done instead if the session is to stay
    void before(Runnable ending, Runnable staying) {
        if (model.sessionProperty().get() == null || !model.notes().unsaved()) {
            ending.run();
            return;
        }
        deed = ending;
        stay = staying;
        int count = model.notes().unsavedCount();
        sentence.setText(
                count == 1 ? texts.text("unsaved.one") : texts.text("unsaved.many", count));
        veil.setVisible(true);
        veil.toFront();
        save.requestFocus();
    }

    @FXML
    private void initialize() {
        save.setOnAction(_ -> {
            veil.setVisible(false);
            saver.save(deed, stay);
        });
        discard.setOnAction(_ -> {
            veil.setVisible(false);
            deed.run();
        });
        cancel.setOnAction(_ -> cancel());
    }

    private void cancel() {
        veil.setVisible(false);
        stay.run();
    }
}
