package ismscope.app.details;

import ismscope.app.filter.Pointed;
import ismscope.app.model.Selection;
import ismscope.app.model.SessionModel;
import ismscope.inspector.event.Field;
import ismscope.inspector.filter.FilterWords;
import ismscope.inspector.session.SessionSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.collections.ObservableList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The fields of the current event. Selecting a field selects its bytes and the other way round;
/// Enter or a double click on a field that points to another event goes there. What was folded
/// stays folded from event to event, by the field's name.
///
/// Thread: FX.
public final class DetailsTree extends StackPane {
    private final SessionModel model;
    private final TreeView<Field> tree = new TreeView<>();
    private final ContextMenu menu = new ContextMenu();
    private final Set<String> folded = new HashSet<>();
    private final TreeItem<Field> root = new TreeItem<>();
    private FieldIndex index = FieldIndex.EMPTY;
    private boolean showing;

    /// Builds the tree.
    public DetailsTree(SessionModel model) {
        this.model = model;
        setId("details");
        getStyleClass().add("details");
        tree.setId("details-tree");
        tree.setShowRoot(false);
        tree.setRoot(root);
        tree.setCellFactory(_ -> new FieldCell());
        tree.getStyleClass().add("dense");
        tree.setContextMenu(menu);
        getChildren().add(tree);
        tree.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, item) -> fieldSelected(item));
        tree.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        tree.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        model.selectionProperty().addListener((_, _, selection) -> follow(selection));
        new CurrentEvent(model, this::show);
    }

    /// Puts the keyboard's focus into the fields.
    @Override
    public void requestFocus() {
        tree.requestFocus();
    }

    /// Fills the menu that a right click opens.
    public ContextMenu menu() {
        return menu;
    }

    /// {@return the chosen field while the keyboard's focus is in the tree, empty if none is}
    public Optional<Field> focusedField() {
        TreeItem<Field> item = tree.getSelectionModel().getSelectedItem();
        return tree.isFocused() && item != null
                ? Optional.ofNullable(item.getValue())
                : Optional.empty();
    }

    /// {@return the chosen field, [Pointed#NOTHING] if none is}
    public Pointed pointedAt() {
        TreeItem<Field> item = tree.getSelectionModel().getSelectedItem();
        SessionSnapshot snapshot = model.snapshot();
        if (item == null || item.getValue() == null || snapshot == null) {
            return Pointed.NOTHING;
        }
        Field field = item.getValue();
        return new Pointed(
                field.name(),
                field.value(),
                FilterWords.of(snapshot, snapshot.event(model.currentEvent()), field));
    }

    /// {@return the fields by byte of the event that is shown}
    FieldIndex index() {
        return index;
    }

    private void show(@Nullable SessionSnapshot snapshot, long event) {
        List<Field> fields = snapshot == null || event < 0 ? List.of() : snapshot.dissect(event);
        index = new FieldIndex(fields);
        showing = true;
        tree.getSelectionModel().clearSelection();
        fill(root, fields, "");
        showing = false;
        follow(model.selection());
    }

    /// Items whose fields have the same names as before stay, since new ones cost new cells.
    private void fill(TreeItem<Field> parent, List<Field> fields, String path) {
        ObservableList<TreeItem<Field>> items = parent.getChildren();
        int same = 0;
        while (same < Math.min(items.size(), fields.size())) {
            TreeItem<Field> item = items.get(same);
            Field field = fields.get(same);
            if (!item.getValue().name().equals(field.name())) {
                break;
            }
            item.setValue(field);
            fill(item, field.children(), path + "/" + field.name());
            same++;
        }
        if (same < items.size()) {
            items.remove(same, items.size());
        }
        if (same < fields.size()) {
            items.addAll(fields.stream().skip(same).map(field -> item(field, path)).toList());
        }
    }

    private TreeItem<Field> item(Field field, String path) {
        String place = path + "/" + field.name();
        TreeItem<Field> item = new TreeItem<>(field);
        fill(item, field.children(), place);
        item.setExpanded(!folded.contains(place));
        item.expandedProperty()
                .addListener((_, _, open) -> {
                    if (open) {
                        folded.remove(place);
                    } else {
                        folded.add(place);
                    }
                });
        return item;
    }

    private void fieldSelected(@Nullable TreeItem<Field> item) {
        if (showing || item == null || item.getValue() == null) {
            return;
        }
        Field field = item.getValue();
        Selection selection = model.selection();
        boolean same =
                !selection.inRegion()
                        && selection.byteOffset() == field.offset()
                        && selection.byteLength() == field.length();
        if (field.offset() >= 0 && !same) {
            model.select(
                    selection
                            .withEvent(model.currentEvent())
                            .withEventBytes(field.offset(), field.length()));
        }
    }

    private void follow(Selection selection) {
        if (showing) {
            return;
        }
        showing = true;
        Field field =
                selection.hasBytes() && !selection.inRegion()
                        ? index.of(selection.byteOffset(), selection.byteLength())
                        : null;
        TreeItem<Field> item = field == null ? null : find(tree.getRoot(), field);
        if (item == null) {
            if (selection.inRegion() || !selection.hasBytes()) {
                tree.getSelectionModel().clearSelection();
            }
        } else if (!item.equals(tree.getSelectionModel().getSelectedItem())) {
            tree.getSelectionModel().select(item);
            tree.scrollTo(Math.max(0, tree.getRow(item) - 2));
        }
        showing = false;
    }

    private static @Nullable TreeItem<Field> find(@Nullable TreeItem<Field> from, Field field) {
        if (from == null || field.equals(from.getValue())) {
            return from;
        }
        for (TreeItem<Field> child : from.getChildren()) {
            TreeItem<Field> found = find(child, field);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void clicked(MouseEvent event) {
        if (event.getClickCount() == 2) {
            followLink();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && followLink()) {
            event.consume();
        }
    }

    private boolean followLink() {
        TreeItem<Field> item = tree.getSelectionModel().getSelectedItem();
        if (item == null || item.getValue() == null || item.getValue().link() < 0) {
            return false;
        }
        model.goTo(item.getValue().link());
        return true;
    }
}
