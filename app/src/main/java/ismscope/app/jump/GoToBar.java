package ismscope.app.jump;

import ismscope.app.field.ProposalList;
import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.jump.GoToProposals.Place;
import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks where to go, in a small bar over the event list, and proposes places; Enter goes, Escape
/// closes.
///
/// Thread: FX; the regions of the whole session are asked for beside it.
public final class GoToBar extends StackPane {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final SessionModel model;
    private final EventSearch search;
    private final Texts texts;
    private final Runnable closed;
    private final GoToProposals proposals;
    private final ProposalList<Place> list =
            new ProposalList<>("go-to-places", Place::text, Place::description, this::accept);
    private final LatestTask<SessionState> knowing = LatestTask.onOwnThread("go-to-regions");
    private @Nullable SessionState regions;
    @FXML private TextField input;
    @FXML private Label hint;

    /// Builds the bar.
    ///
    /// @param closed called when it is done, to give the focus back
    public GoToBar(EventSearch search, Texts texts, ViewLoader views, Runnable closed) {
        this.search = search;
        this.texts = texts;
        this.closed = closed;
        model = search.model();
        proposals = new GoToProposals(model, texts);
        VBox content = (VBox) views.load(View.GO_TO_BAR, this);
        content.getChildren().add(list.node());
        getChildren().add(content);
        setPickOnBounds(false);
        show(false);
        model.sessionProperty().addListener(_ -> show(false));
    }

    /// Shows it and puts the caret into it.
    public void open() {
        show(true);
        regions = model.state();
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot != null && snapshot.eventCount() > 0) {
            knowing.ask(
                    () -> snapshot.stateAt(snapshot.eventCount() - 1),
                    known -> {
                        regions = known;
                        check();
                    });
        }
        check();
        input.requestFocus();
        input.selectAll();
    }

    @FXML
    private void initialize() {
        input.textProperty().addListener(_ -> check());
        input.setOnAction(_ -> go());
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        Place chosen = list.isOpen() ? list.selected() : null;
        switch (event.getCode()) {
            case DOWN, UP -> {
                if (list.isOpen()) {
                    list.move(event.getCode() == KeyCode.DOWN ? 1 : -1);
                }
            }
            case TAB -> {
                if (chosen == null && list.isOpen()) {
                    list.move(1);
                }
                accept(list.isOpen() ? list.selected() : null);
            }
            case ENTER -> {
                accept(chosen);
                go();
            }
            case ESCAPE -> close();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void accept(@Nullable Place place) {
        if (place != null) {
            input.setText(place.text());
            input.requestFocus();
            input.end();
        }
    }

    private void check() {
        SessionState known = regions;
        if (!isVisible() || known == null) {
            list.show(List.of());
            return;
        }
        String fault = fault();
        input.pseudoClassStateChanged(INVALID, !fault.isEmpty());
        hint.setText(fault.isEmpty() ? texts.text("go_to.hint") : fault);
        list.show(proposals.at(input.getText(), known));
    }

    /// {@return what is wrong with what is typed, empty if nothing is}
    private String fault() {
        SessionSnapshot snapshot = model.snapshot();
        SessionState known = regions;
        if (input.getText().isBlank() || snapshot == null || known == null) {
            return "";
        }
        JumpCheck check = new JumpCheck(snapshot, model.currentEvent(), known, texts);
        return target().map(check::fault).orElseGet(() -> check.misread(input.getText()));
    }

    private void go() {
        Optional<JumpTarget> target = target();
        if (target.isPresent() && fault().isEmpty()) {
            close();
            search.jump(target.get());
        }
    }

    /// What is no place by its form may be a bookmark's name, or a part of it.
    private Optional<JumpTarget> target() {
        return JumpTarget.parse(input.getText()).or(() -> search.bookmark(input.getText().strip()));
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
