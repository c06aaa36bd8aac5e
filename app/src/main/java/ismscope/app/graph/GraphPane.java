package ismscope.app.graph;

import ismscope.app.field.SearchField;
import ismscope.app.icons.Icon;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The graph with its search field and its few buttons; says what to do while there is nothing.
///
/// Keys, while it has the focus: arrows select the next node that way, Enter or a double click goes
/// to its last event, `+` `-` zoom, `0` or `F` shows all, `M` matrix, `G` ghosts, `L` legend, `/`
/// or Ctrl+F search. Thread: FX.
public final class GraphPane extends BorderPane {
    private final SessionModel model;
    private final Texts texts;
    private final GraphView view;
    private final SearchField search;
    private final Label found = new Label();
    private final VBox empty = new VBox(10);
    private final Label emptyWords = new Label();

    /// Shows what the model shows.
    public GraphPane(SessionModel model, Palette palette, Texts texts) {
        this.model = model;
        this.texts = texts;
        search = new SearchField(texts);
        view = new GraphView(model, palette, texts);
        new GraphInput(view, texts, this::openSearch);
        setId("graph-pane");
        getStyleClass().add("graph-pane");
        setTop(header());
        setCenter(new StackPane(view, emptyState()));
        model.stateProperty().addListener(_ -> sayWhyEmpty());
        model.sessionProperty().addListener(_ -> sayWhyEmpty());
        view.setAccessibleText(texts.text("graph.accessible"));
        sayWhyEmpty();
    }

    /// Puts the cursor into the search field.
    public void openSearch() {
        search.requestFocus();
        search.selectAll();
    }

    /// Shows all of the graph again.
    public void fit() {
        view.fit();
    }

    /// {@return whether what is gone is shown}
    public BooleanProperty ghostsProperty() {
        return view.ghostsProperty();
    }

    /// {@return whether the matrix of VMs and regions is shown instead of the graph}
    public BooleanProperty matrixProperty() {
        return view.matrixModeProperty();
    }

    /// {@return whether the legend is shown}
    public BooleanProperty legendProperty() {
        return view.legendProperty();
    }

    GraphView view() {
        return view;
    }

    private HBox header() {
        search.setId("graph-search");
        search.setPromptText(texts.text("graph.search.prompt"));
        search.setPrefColumnCount(12);
        search.textProperty().addListener(_ -> searched());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
        found.setId("graph-found");
        found.getStyleClass().add("hint");
        HBox.setHgrow(search, Priority.ALWAYS);
        search.setMaxWidth(260);
        HBox gap = new HBox();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header =
                new HBox(
                        4,
                        search,
                        found,
                        gap,
                        toggle("graph-matrix", Icon.MATRIX, "graph.matrix.show", matrixProperty()),
                        toggle("graph-ghosts", Icon.GHOST, "graph.ghosts", ghostsProperty()),
                        toggle("graph-legend", Icon.LEGEND, "graph.legend.show", legendProperty()),
                        button(
                                "graph-zoom-out",
                                Icon.ZOOM_OUT,
                                "graph.zoom_out",
                                () -> view.zoom(0.8)),
                        button(
                                "graph-zoom-in",
                                Icon.ZOOM_IN,
                                "graph.zoom_in",
                                () -> view.zoom(1.25)),
                        button("graph-fit", Icon.FIT, "graph.fit", view::fit));
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-tools");
        return header;
    }

    private Button button(String id, Icon icon, String key, Runnable action) {
        Button button = new Button(null, icon.view());
        button.setId(id);
        button.getStyleClass().add("tool-button");
        button.setTooltip(new Tooltip(texts.text(key)));
        button.setAccessibleText(texts.text(key));
        button.setFocusTraversable(false);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private ToggleButton toggle(String id, Icon icon, String key, BooleanProperty property) {
        ToggleButton button = new ToggleButton(null, icon.view());
        button.setId(id);
        button.getStyleClass().add("tool-button");
        button.setTooltip(new Tooltip(texts.text(key)));
        button.setAccessibleText(texts.text(key));
        button.setFocusTraversable(false);
        button.selectedProperty().bindBidirectional(property);
        return button;
    }

    private VBox emptyState() {
        empty.getChildren().addAll(Icon.GRAPH.view(56), emptyWords);
        empty.setAlignment(Pos.CENTER);
        empty.setMouseTransparent(true);
        empty.getStyleClass().add("empty-state");
        emptyWords.setId("graph-empty");
        emptyWords.setWrapText(true);
        return empty;
    }

    private void sayWhyEmpty() {
        boolean session = model.sessionProperty().get() != null;
        boolean nothing =
                model.state() == null
                        || model.state().devices().values().stream()
                                .noneMatch(device -> device.ordinal() != 0);
        empty.setVisible(nothing);
        emptyWords.setText(texts.text(session ? "graph.empty.session" : "graph.empty.nothing"));
    }

    private void searched() {
        view.setSearch(search.getText());
        GraphSearch result = view.search();
        found.setText(
                result.active() ? texts.text("graph.search.found", result.found().size()) : "");
    }

    private void searchKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            searched();
            @Nullable NodeKey next =
                    view.search().next(view.selected(), event.isShiftDown() ? -1 : 1);
            if (next != null) {
                view.select(next);
            }
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            search.clear();
            view.requestFocus();
            event.consume();
        }
    }
}
