package ismscope.app.notes;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.Scope;
import ismscope.app.model.Notes.Kept;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.inspector.session.EventNote;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// All bookmarks and notes of the session, in the order of their events: a list to go by, to rename
/// and to delete in.
///
/// Thread: FX.
public final class NotesPane extends StackPane {
    private final SessionModel model;
    private final Texts texts;
    private final ListView<Kept> list = new ListView<>();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
    private final ObjectBinding<@Nullable Kept> chosen;

    /// Builds the pane.
    public NotesPane(SessionModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        chosen =
                Bindings.createObjectBinding(
                        list.getSelectionModel()::getSelectedItem,
                        list.getSelectionModel().selectedItemProperty());
        setId("notes");
        list.setId("notes-list");
        list.getStyleClass().add("dense");
        list.setAccessibleText(texts.text("notes.accessible"));
        list.setCellFactory(_ -> new NoteCell(model, texts));
        Label nothing = new Label(texts.text("notes.nothing"));
        nothing.setId("notes-nothing");
        nothing.getStyleClass().add("pane-nothing");
        nothing.setWrapText(true);
        list.setPlaceholder(nothing);
        getChildren().add(list);
        model.notes().changesProperty().addListener(_ -> refresh());
        model.currentEventProperty().addListener(_ -> list.refresh());
        refresh();
    }

    /// Puts the keyboard's focus into the list.
    @Override
    public void requestFocus() {
        list.requestFocus();
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    /// {@return what stands on its tab: with how many there are}
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// Gives the pane the menu that a right click opens.
    public void setMenu(ContextMenu menu) {
        // As its own context menu its keys would be the whole window's.
        list.setOnContextMenuRequested(
                event -> menu.show(list, event.getScreenX(), event.getScreenY()));
    }

    /// Makes the pane's own keys work.
    ///
    /// @param rename asks for the name and the text of an event's note
    public void bindActions(Actions actions, LongConsumer rename) {
        actions.bind(ActionId.NOTES_GO, this::go, chosen.isNotNull());
        actions.bind(
                ActionId.NOTES_RENAME,
                () -> {
                    Kept kept = chosen.get();
                    if (kept != null) {
                        rename.accept(kept.event());
                    }
                },
                chosen.isNotNull());
        actions.bind(ActionId.NOTES_DELETE, this::delete, chosen.isNotNull());
        list.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event ->
                        Actions.byKey(Scope.NOTES, event)
                                .ifPresent(id -> {
                                    actions.run(id);
                                    event.consume();
                                }));
        list.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY) {
                        go();
                    }
                });
    }

    private void go() {
        Kept kept = chosen.get();
        if (kept != null) {
            model.goTo(kept.event());
        }
    }

    private void delete() {
        Kept kept = chosen.get();
        if (kept != null) {
            model.notes().keep(kept.event(), EventNote.NONE);
        }
    }

    private void refresh() {
        Kept before = chosen.get();
        int place = list.getSelectionModel().getSelectedIndex();
        List<Kept> kept = model.notes().all();
        list.getItems().setAll(kept);
        title.set(kept.isEmpty() ? texts.text("pane.notes") : texts.text("notes.tab", kept.size()));
        if (before == null || kept.isEmpty()) {
            return;
        }
        int same = 0;
        while (same < kept.size() && kept.get(same).event() != before.event()) {
            same++;
        }
        list.getSelectionModel().select(same < kept.size() ? same : Math.min(place, same - 1));
    }
}
