package ismscope.app.moments;

import ismscope.app.icons.Icon;
import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.inspector.diff.StateDiff;
import ismscope.inspector.diff.StateLeaf;
import ismscope.inspector.session.SessionSnapshot;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What appeared, vanished and changed from another moment to the current event, as a list: Enter
/// or a double click on a line goes to the event that set it. Hidden while no other moment is
/// chosen.
///
/// Thread: FX; the comparison runs beside it and may be a frame behind the current event.
public final class MomentsPane extends BorderPane {
    private final SessionModel model;
    private final Texts texts;
    private final Consumer<StateLeaf> origin;
    private final Runnable closed;
    private final Label title = new Label();
    private final ListView<ChangeLine> list = new ListView<>();
    private final Label nothing = new Label();
    private final LatestTask<StateDiff> comparing = LatestTask.onOwnThread("moments-worker");

    /// Builds the pane, hidden.
    ///
    /// @param origin is asked to go to the event that set a value
    /// @param closed called when the other moment was let go, to give the focus back
    public MomentsPane(
            SessionModel model, Texts texts, Consumer<StateLeaf> origin, Runnable closed) {
        this.model = model;
        this.texts = texts;
        this.origin = origin;
        this.closed = closed;
        setId("moments-pane");
        getStyleClass().add("moments-pane");
        title.setId("moments-title");
        nothing.setId("moments-nothing");
        nothing.setText(texts.text("moments.nothing"));
        list.setId("moments-list");
        list.setAccessibleText(texts.text("moments.accessible"));
        list.setPlaceholder(nothing);
        list.setCellFactory(_ -> new ChangeCell());
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        list.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        setTop(header());
        setCenter(list);
        ChangeListener<Object> refresh = (_, _, _) -> compare();
        model.comparedEventProperty().addListener(refresh);
        model.stateProperty().addListener(refresh);
        compare();
    }

    /// Puts the keyboard's focus into the list.
    @Override
    public void requestFocus() {
        list.requestFocus();
    }

    private HBox header() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = new Button(null, Icon.CLOSE.view());
        close.setId("moments-close");
        close.getStyleClass().add("tool-button");
        close.setAccessibleText(texts.text("moments.close"));
        close.setTooltip(new Tooltip(texts.text("moments.close")));
        close.setOnAction(_ -> close());
        HBox header = new HBox(title, gap, close);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-tools");
        return header;
    }

    private void close() {
        model.compareWith(-1);
        closed.run();
    }

    private void compare() {
        SessionSnapshot snapshot = model.snapshot();
        long other = model.comparedEventProperty().get();
        boolean shown = snapshot != null && other >= 0;
        setVisible(shown);
        setManaged(shown);
        if (!shown || snapshot == null) {
            list.getItems().clear();
            return;
        }
        long current = model.currentEvent();
        comparing.ask(
                () -> StateDiff.between(snapshot.stateAt(other), snapshot.stateAt(current)),
                this::show);
    }

    private void show(StateDiff diff) {
        if (model.comparedEventProperty().get() != diff.before().event()) {
            return;
        }
        title.setText(
                texts.text(
                        "moments.title",
                        Numbers.event(diff.before().event()),
                        Numbers.event(diff.after().event()),
                        diff.changes().size()));
        int selected = list.getSelectionModel().getSelectedIndex();
        list.getItems().setAll(ChangeLine.of(diff));
        list.getSelectionModel().select(Math.min(selected, list.getItems().size() - 1));
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.F12) {
            go(list.getSelectionModel().getSelectedItem());
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        }
    }

    private void clicked(MouseEvent event) {
        if (event.getClickCount() == 2) {
            go(list.getSelectionModel().getSelectedItem());
        }
    }

    private void go(@Nullable ChangeLine line) {
        if (line != null) {
            origin.accept(line.change().leaf());
        }
    }
}
