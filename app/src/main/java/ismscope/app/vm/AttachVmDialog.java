package ismscope.app.vm;

import static ismscope.inspector.backend.GuestSocket.Way;

import ismscope.app.action.ClipboardText;
import ismscope.app.fxml.Veil;
import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.text.Texts;
import ismscope.inspector.backend.GuestSocket;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Asks how a VM shall come in, shows the QEMU line for it, and has the socket served. Stays open
/// then, so that the line can be copied; says why, if that fails.
///
/// Thread: FX.
public final class AttachVmDialog {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final Texts texts;
    private final Server server;
    private final Veil veil;
    private long asked;
    private String suggestedPath = "";
    @FXML private TextField name;
    @FXML private ChoiceBox<Way> way;
    @FXML private VBox extraBox;
    @FXML private Label extraName;
    @FXML private TextField extra;
    @FXML private Label about;
    @FXML private TextField socket;
    @FXML private TextArea line;
    @FXML private Button copy;
    @FXML private Label hint;
    @FXML private Button close;
    @FXML private Button serve;

    /// Where guests from outside come in.
    public interface Server {
        /// {@return where they do in the session that is shown}
        List<GuestSocket> sockets();

        /// {@return the key of words on the session that a VM would join}
        String sessionKey();

        /// Begins to serve one more; one of the two is called when that has come to something.
        ///
        /// @param refused gets a sentence
        void serve(GuestSocket socket, Runnable served, Consumer<String> refused);
    }

    /// Builds the dialog, hidden.
    public AttachVmDialog(Texts texts, ViewLoader views, Server server) {
        this.texts = texts;
        this.server = server;
        veil = new Veil("vm-dialog", views.load(View.ATTACH_VM_DIALOG, this), this::close);
    }

    /// {@return what lies over the window}
    public Node node() {
        return veil;
    }

    @FXML
    private void initialize() {
        way.getItems().setAll(Way.values());
        way.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Way each) {
                        return each == null ? "" : texts.text(key(each));
                    }

                    @Override
                    public Way fromString(String words) {
                        throw new UnsupportedOperationException("ways are chosen, not typed");
                    }
                });
        way.setValue(Way.TRAPPED);
        way.valueProperty().addListener(_ -> wayChanged());
        name.textProperty().addListener(_ -> nameChanged());
        extra.textProperty().addListener(_ -> check());
        socket.textProperty().addListener(_ -> check());
        copy.setOnAction(_ -> copyLine());
        close.setOnAction(_ -> close());
        serve.setOnAction(_ -> begin());
    }

    private static String key(Way way) {
        return switch (way) {
            case TRAPPED -> "vm.way.trapped";
            case POOL -> "vm.way.pool";
            case VHOST_USER -> "vm.way.vhost_user";
        };
    }

    private static String aboutKey(Way way) {
        return switch (way) {
            case TRAPPED -> "vm.way.trapped.about";
            case POOL -> "vm.way.pool.about";
            case VHOST_USER -> "vm.way.vhost_user.about";
        };
    }

    /// Shows it with a name that is free.
    public void open() {
        asked++;
        name.setText(GuestForm.freeName(server.sockets()));
        suggestPath();
        wayChanged();
        veil.setVisible(true);
        name.requestFocus();
        name.selectAll();
    }

    private void wayChanged() {
        Way chosen = way.getValue();
        about.setText(texts.text(aboutKey(chosen)));
        boolean more = chosen != Way.TRAPPED;
        extraBox.setVisible(more);
        extraBox.setManaged(more);
        extraName.setText(texts.text(chosen == Way.POOL ? "vm.pool" : "vm.id"));
        extra.setText(
                chosen == Way.POOL ? texts.text("vm.pool.usual") : "" + QemuLine.SURROGATE_ID);
        check();
    }

    /// A path that was suggested follows the name; one that was typed stays.
    private void nameChanged() {
        if (socket.getText().equals(suggestedPath)) {
            suggestPath();
        }
        check();
    }

    private void suggestPath() {
        suggestedPath = GuestForm.usualPath(name.getText());
        socket.setText(suggestedPath);
    }

    private GuestForm form() {
        return new GuestForm(way.getValue(), name.getText(), extra.getText(), socket.getText());
    }

    private void check() {
        String trouble = form().trouble();
        boolean wrong = !trouble.isEmpty();
        line.setText(wrong ? "" : form().line());
        copy.setDisable(wrong);
        serve.setDisable(wrong);
        say(texts.text(wrong ? trouble : server.sessionKey()), wrong);
    }

    private void begin() {
        GuestSocket wanted = form().socket();
        long ticket = ++asked;
        serve.setDisable(true);
        server.serve(wanted, () -> served(ticket, wanted), sentence -> refused(ticket, sentence));
    }

    private void served(long ticket, GuestSocket wanted) {
        if (ticket == asked) {
            say(texts.text("vm.served", wanted.name(), wanted.path().toString()), false);
            copy.requestFocus();
        }
    }

    private void refused(long ticket, String sentence) {
        if (ticket == asked) {
            serve.setDisable(false);
            say(sentence, true);
            socket.requestFocus();
        }
    }

    private void copyLine() {
        ClipboardText.put(line.getText());
    }

    private void close() {
        asked++;
        veil.setVisible(false);
    }

    private void say(String sentence, boolean wrong) {
        hint.setText(sentence);
        hint.pseudoClassStateChanged(INVALID, wrong);
    }
}
