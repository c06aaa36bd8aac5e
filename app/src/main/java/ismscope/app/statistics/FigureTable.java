package ismscope.app.statistics;

import ismscope.app.text.Texts;
import ismscope.inspector.statistics.Figures;
import ismscope.inspector.statistics.Statistics;
import ismscope.inspector.statistics.Subject;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// The table: a row for each subject, a column for each figure. Thread: FX.
final class FigureTable extends TableView<Figures> {
    private static final double NAME_WIDTH = 110;

    private final Supplier<@Nullable Statistics> all;
    private final Consumer<String> filter;

    /// @param all the figures, null before the first
    /// @param filter takes the filter of a number that was chosen
    /// @param chosen takes the row that was chosen
    FigureTable(
            Texts texts,
            Supplier<@Nullable Statistics> all,
            Consumer<String> filter,
            Consumer<Figures> chosen) {
        this.all = all;
        this.filter = filter;
        setId("statistics-table");
        getStyleClass().addAll("dense", "figures");
        getSelectionModel().setCellSelectionEnabled(true);
        Label nothing = new Label(texts.text("statistics.empty"));
        nothing.getStyleClass().add("pane-nothing");
        setPlaceholder(nothing);
        getColumns().add(nameColumn(texts));
        for (FigureColumn column : FigureColumn.values()) {
            getColumns().add(column(column, texts));
        }
        getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, row) -> {
                    if (row != null) {
                        chosen.accept(row);
                    }
                });
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    void show(List<Figures> rows) {
        TablePosition<?, ?> place = getFocusModel().getFocusedCell();
        getItems().setAll(rows);
        sort();
        if (place.getRow() >= 0 && place.getRow() < rows.size() && place.getColumn() >= 0) {
            getSelectionModel().select(place.getRow(), getColumns().get(place.getColumn()));
        }
    }

    /// {@return the row that is chosen, null if none is}
    @Nullable Figures chosen() {
        return getSelectionModel().getSelectedItem();
    }

    private static TableColumn<Figures, String> nameColumn(Texts texts) {
        TableColumn<Figures, String> column =
                new TableColumn<>(texts.text("statistics.column.name"));
        column.setCellValueFactory(row -> {
            Subject subject = row.getValue().subject();
            return new ReadOnlyStringWrapper(
                    subject instanceof Subject.Whole
                            ? texts.text("statistics.all")
                            : subject.label());
        });
        column.setPrefWidth(NAME_WIDTH);
        return column;
    }

    private TableColumn<Figures, Number> column(FigureColumn figure, Texts texts) {
        TableColumn<Figures, Number> column = new TableColumn<>(texts.text(figure.textKey()));
        column.setId(figure.name());
        column.setCellValueFactory(row -> {
            Statistics now = all.get();
            return new ReadOnlyDoubleWrapper(now == null ? 0 : figure.value(now, row.getValue()));
        });
        column.setCellFactory(_ -> new FigureCell(figure));
        column.setPrefWidth(figure.width());
        column.setStyle("-fx-alignment: center-right;");
        return column;
    }

    /// A number that leads to its events.
    private final class FigureCell extends TableCell<Figures, Number> {
        private final FigureColumn figure;

        FigureCell(FigureColumn figure) {
            this.figure = figure;
            addEventHandler(
                    MouseEvent.MOUSE_CLICKED,
                    event -> {
                        if (event.getClickCount() == 2 && !isEmpty()) {
                            follow(getTableRow().getItem(), figure);
                        }
                    });
        }

        @Override
        protected void updateItem(@Nullable Number number, boolean empty) {
            super.updateItem(number, empty);
            setText(empty || number == null ? "" : figure.words(number.doubleValue()));
        }
    }

    private void keyPressed(KeyEvent event) {
        Figures row = chosen();
        TablePosition<?, ?> place = getFocusModel().getFocusedCell();
        if (event.getCode() == KeyCode.ENTER && row != null && place.getTableColumn() != null) {
            String id = place.getTableColumn().getId();
            follow(row, id == null ? FigureColumn.EVENTS : FigureColumn.valueOf(id));
            event.consume();
        }
    }

    private void follow(@Nullable Figures row, FigureColumn figure) {
        Statistics now = all.get();
        if (row != null && now != null) {
            String text = figure.filter(now, row);
            if (!text.isEmpty() || figure == FigureColumn.EVENTS) {
                filter.accept(text);
            }
        }
    }
}
