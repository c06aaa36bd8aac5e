package ismscope.app.timeline;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.Actions;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// The time line with its few buttons.
///
/// Its keys are the actions of [ismscope.app.action.Scope#TIMELINE]. Thread: FX.
public final class TimelinePane extends BorderPane {
    private final Texts texts;
    private final TrackView view;
    private final TrackKeys keys;

    /// Shows what the model shows.
    public TimelinePane(SessionModel model, Palette palette, Texts texts) {
        this.texts = texts;
        view = new TrackView(model, palette, texts);
        keys = new TrackKeys(view);
        new TrackInput(view);
        setTop(header());
        setCenter(view);
    }

    /// Makes its actions known.
    public void bindActions(Actions actions) {
        keys.bind(actions);
    }

    /// Puts the keyboard's focus into the tracks.
    @Override
    public void requestFocus() {
        view.requestFocus();
    }

    /// {@return the stretch that was chosen, null if none was}
    public ReadOnlyObjectProperty<@Nullable EventRange> rangeProperty() {
        return view.rangeProperty();
    }

    /// {@return how many events of the session are on it so far}
    public long shownEvents() {
        return view.tracks().view().events();
    }

    TrackView view() {
        return view;
    }

    private HBox header() {
        Label standing = new Label();
        standing.setId("timeline-standing");
        standing.getStyleClass().add("hint");
        standing.setMinWidth(0);
        standing.textProperty().bind(view.standingProperty());
        HBox gap = new HBox();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header =
                new HBox(
                        4,
                        standing,
                        gap,
                        button(ActionId.TIMELINE_ORDER),
                        button(ActionId.TIMELINE_FOLD),
                        button(ActionId.TIMELINE_ZOOM_OUT),
                        button(ActionId.TIMELINE_ZOOM_IN),
                        button(ActionId.TIMELINE_FIT));
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-tools");
        return header;
    }

    private Button button(ActionId action) {
        Button button = new Button();
        button.setId("timeline-" + action.name());
        ActionNodes.dress(button, action, texts);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> keys.perform(action));
        return button;
    }
}
