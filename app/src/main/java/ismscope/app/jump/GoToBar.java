package ismscope.app.jump;

import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.text.Texts;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/// Asks where to go, in a small bar over the event list; Enter goes, Escape closes.
public final class GoToBar extends StackPane {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final EventSearch search;
    private final Texts texts;
    private final Runnable closed;
    @FXML private TextField input;
    @FXML private Label hint;

    /// Builds the bar.
    ///
    /// @param closed called when it is done, to give the focus back
    public GoToBar(EventSearch search, Texts texts, ViewLoader views, Runnable closed) {
        this.search = search;
        this.texts = texts;
        this.closed = closed;
        Node content = views.load(View.GO_TO_BAR, this);
        getChildren().add(content);
        setPickOnBounds(false);
        setVisible(false);
        setManaged(false);
    }

    /// Shows it and puts the caret into it.
    public void open() {
        setVisible(true);
        setManaged(true);
        check();
        input.requestFocus();
        input.selectAll();
    }

    @FXML
    private void initialize() {
        input.textProperty().addListener(_ -> check());
        input.setOnAction(_ -> go());
        input.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        close();
                        event.consume();
                    }
                });
    }

    private void check() {
        boolean wrong = !input.getText().isBlank() && target().isEmpty();
        input.pseudoClassStateChanged(INVALID, wrong);
        hint.setText(texts.text(wrong ? "go_to.wrong" : "go_to.hint"));
    }

    private void go() {
        Optional<JumpTarget> target = target();
        if (target.isPresent()) {
            close();
            search.jump(target.get());
        }
    }

    /// What is no place by its form may be a bookmark's name, or a part of it.
    private Optional<JumpTarget> target() {
        return JumpTarget.parse(input.getText()).or(() -> search.bookmark(input.getText().strip()));
    }

    private void close() {
        setVisible(false);
        setManaged(false);
        closed.run();
    }
}
