package ismscope.app.events;

import ismscope.app.events.ColumnLayout.Place;
import ismscope.app.text.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// Titles of the columns: drag an edge to size, double-click it for the usual size, right-click to
/// show and hide.
final class EventHeader extends Pane {
    private static final double GRIP = 5;

    private final ColumnLayout layout;
    private final Texts texts;
    private final Runnable changed;
    private final Map<ListColumn, Label> titles = new HashMap<>();
    private final ContextMenu menu = new ContextMenu();
    private List<Place> places = List.of();
    private double charWidth = 8;
    private double shift;
    private @Nullable Place dragged;

    /// Builds the titles.
    ///
    /// @param changed called when widths or shown columns changed
    EventHeader(ColumnLayout layout, Texts texts, Runnable changed) {
        this.layout = layout;
        this.changed = changed;
        this.texts = texts;
        getStyleClass().add("event-header");
        addEventFilter(
                MouseEvent.MOUSE_MOVED,
                e -> setCursor(gripAt(e.getX()) == null ? Cursor.DEFAULT : Cursor.H_RESIZE));
        addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventFilter(MouseEvent.MOUSE_DRAGGED, this::draggedTo);
        addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> dragged = null);
        setOnContextMenuRequested(e -> {
            fillMenu();
            menu.show(this, e.getScreenX(), e.getScreenY());
            e.consume();
        });
    }

    private Label title(ListColumn column) {
        Label title = new Label(column.title(texts));
        title.setAlignment(column.right() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        title.setTooltip(new Tooltip(column.tip(texts)));
        getChildren().add(title);
        return title;
    }

    private void fillMenu() {
        menu.getItems().clear();
        for (ListColumn column : layout.columns()) {
            menu.getItems()
                    .add(
                            switch (column) {
                                case EventColumn usual -> showItem(usual);
                                case FieldColumn field -> removeItem(field);
                            });
        }
    }

    private MenuItem removeItem(FieldColumn column) {
        MenuItem item = new MenuItem(texts.text("column.remove", column.field()));
        item.setMnemonicParsing(false);
        item.setId("remove-column-" + column.field());
        item.setOnAction(_ -> {
            layout.remove(column);
            changed.run();
        });
        return item;
    }

    /// Puts the titles where the columns are.
    void place(List<Place> newPlaces, double newCharWidth, double newShift) {
        places = newPlaces;
        charWidth = newCharWidth;
        shift = newShift;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        titles.values().forEach(title -> title.setVisible(false));
        for (Place place : places) {
            Label title = titles.computeIfAbsent(place.column(), this::title);
            title.setVisible(true);
            double pad = EventPainter.PADDING / 2;
            title.resizeRelocate(place.x() - shift + pad, 0, place.width() - 2 * pad, getHeight());
        }
    }

    private CheckMenuItem showItem(EventColumn column) {
        CheckMenuItem item = new CheckMenuItem(texts.text(column.textKey()));
        item.setSelected(layout.isShown(column));
        item.setDisable(column == EventColumn.NUMBER);
        item.setOnAction(_ -> {
            layout.setShown(column, item.isSelected());
            changed.run();
        });
        return item;
    }

    private @Nullable Place gripAt(double x) {
        for (Place place : places) {
            double edge = place.x() + place.width() - shift;
            if (Math.abs(x - edge) <= GRIP && place.column() != EventColumn.INFO) {
                return place;
            }
        }
        return null;
    }

    private void pressed(MouseEvent event) {
        dragged = gripAt(event.getX());
        if (dragged != null && event.getClickCount() == 2) {
            layout.setChars(dragged.column(), dragged.column().usualChars());
            changed.run();
        }
    }

    private void draggedTo(MouseEvent event) {
        if (dragged != null) {
            double pixels = event.getX() + shift - dragged.x() - EventPainter.PADDING;
            layout.setChars(dragged.column(), pixels / charWidth);
            changed.run();
            event.consume();
        }
    }
}
