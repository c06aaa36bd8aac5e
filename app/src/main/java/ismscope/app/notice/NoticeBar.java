package ismscope.app.notice;

import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.icons.Icon;
import java.util.Arrays;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Shows one notice at a time under the session strip; takes no focus and blocks nothing.
///
/// Thread: FX.
public final class NoticeBar extends StackPane {
    private static final Duration DONE_STAYS = Duration.seconds(6);

    private final PauseTransition goneAfter = new PauseTransition(DONE_STAYS);
    private @Nullable Notice shown;
    @FXML private Label picture;
    @FXML private Label sentence;
    @FXML private Hyperlink more;
    @FXML private Button dismiss;
    @FXML private TextArea details;

    /// Builds the bar, empty.
    public NoticeBar(ViewLoader views) {
        Node content = views.load(View.NOTICE_BAR, this);
        getChildren().add(content);
        goneAfter.setOnFinished(_ -> clear());
        clear();
    }

    /// Shows a notice instead of the one before.
    public void show(Notice notice) {
        shown = notice;
        sentence.setText(notice.sentence());
        details.setText(notice.details());
        showDetails(false);
        more.setVisible(!notice.details().isEmpty());
        picture.setGraphic(
                (notice.level() == Notice.Level.DONE ? Icon.CHECK : Icon.VIOLATION).view());
        Arrays.stream(Notice.Level.values())
                .forEach(level ->
                        pseudoClassStateChanged(
                                PseudoClass.getPseudoClass(
                                        level.name().toLowerCase(java.util.Locale.ROOT)),
                                level == notice.level()));
        setVisible(true);
        setManaged(true);
        goneAfter.stop();
        if (notice.level() == Notice.Level.DONE) {
            goneAfter.playFromStart();
        }
    }

    /// Shows nothing.
    public void clear() {
        shown = null;
        setVisible(false);
        setManaged(false);
    }

    /// {@return what is shown, null if nothing}
    public @Nullable Notice shown() {
        return shown;
    }

    @FXML
    private void initialize() {
        dismiss.setGraphic(Icon.CLOSE.view(12));
        dismiss.setOnAction(_ -> clear());
        more.setOnAction(_ -> showDetails(!details.isVisible()));
    }

    private void showDetails(boolean visible) {
        details.setVisible(visible);
        details.setManaged(visible);
    }
}
