package ismscope.app.attach;

import ismscope.app.fxml.Veil;
import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.text.Texts;
import ismscope.inspector.control.BackendAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;

/// Asks where a running backend is and attaches to it; stays open, and says why, if that fails.
///
/// Thread: FX.
public final class AttachDialog {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final Texts texts;
    private final RecentBackends recent;
    private final Joining joining;
    private final Supplier<Optional<Path>> askForFolder;
    private final Veil veil;
    private long asked;
    @FXML private ComboBox<String> address;
    @FXML private Label hint;
    @FXML private Button browse;
    @FXML private Button attach;
    @FXML private Button cancel;

    /// How a backend is joined.
    @FunctionalInterface
    public interface Joining {
        /// Begins to join; one of the two is called when that has come to something.
        ///
        /// @param refused gets a sentence
        void begin(BackendAddress address, Runnable joined, Consumer<String> refused);
    }

    /// Builds the dialog, hidden.
    ///
    /// @param askForFolder asks for the folder with the sockets
    public AttachDialog(
            Texts texts,
            ViewLoader views,
            RecentBackends recent,
            Joining joining,
            Supplier<Optional<Path>> askForFolder) {
        this.texts = texts;
        this.recent = recent;
        this.joining = joining;
        this.askForFolder = askForFolder;
        veil = new Veil("attach-dialog", views.load(View.ATTACH_DIALOG, this), this::close);
    }

    /// {@return what lies over the window}
    public Node node() {
        return veil;
    }

    @FXML
    private void initialize() {
        address.getEditor().textProperty().addListener(_ -> say("", false));
        browse.setOnAction(_ -> askForFolder.get().ifPresent(this::choose));
        attach.setOnAction(_ -> begin());
        cancel.setOnAction(_ -> close());
    }

    /// Shows it with the backend that was joined last.
    public void open() {
        address.getItems().setAll(recent.all());
        address.getEditor().setText(recent.all().stream().findFirst().orElse(""));
        say("", false);
        busy(false);
        veil.setVisible(true);
        address.getEditor().requestFocus();
        address.getEditor().selectAll();
    }

    private void choose(Path folder) {
        address.getEditor().setText(new BackendAddress(folder).toString());
        attach.requestFocus();
    }

    private void begin() {
        try {
            BackendAddress wanted =
                    BackendAddress.of(Objects.toString(address.getEditor().getText(), ""));
            long ticket = ++asked;
            busy(true);
            joining.begin(
                    wanted, () -> joined(ticket, wanted), sentence -> refused(ticket, sentence));
        } catch (IOException e) {
            say(Objects.toString(e.getMessage(), ""), true);
        }
    }

    private void joined(long ticket, BackendAddress backend) {
        recent.add(backend.toString());
        if (ticket == asked) {
            close();
        }
    }

    private void refused(long ticket, String sentence) {
        if (ticket == asked) {
            busy(false);
            say(sentence, true);
            address.getEditor().requestFocus();
        }
    }

    private void close() {
        asked++;
        veil.setVisible(false);
    }

    private void busy(boolean now) {
        attach.setDisable(now);
        browse.setDisable(now);
        address.setDisable(now);
    }

    private void say(String sentence, boolean wrong) {
        hint.setText(sentence.isEmpty() ? texts.text("attach.hint") : sentence);
        hint.pseudoClassStateChanged(INVALID, wrong);
        address.pseudoClassStateChanged(INVALID, wrong);
    }
}
