package ismscope.app.graph;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.Actions;
import ismscope.app.field.SearchField;
import ismscope.app.icons.Icon;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
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
/// Its keys are the actions of [ismscope.app.action.Scope#GRAPH]. A click selects, a double click
/// goes to the last event, the wheel zooms, dragging moves. Thread: FX.
public final class GraphPane extends BorderPane {
    private final SessionModel model;
    private final Texts texts;
    private final GraphView view;
    private final GraphKeys keys;
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
        new GraphInput(view, texts);
        keys = new GraphKeys(view, texts, this::openSearch);
        setId("graph-pane");
        getStyleClass().add("graph-pane");
        setTop(header());
        setCenter(new StackPane(view, emptyState()));
        model.stateProperty().addListener(_ -> sayWhyEmpty());
        model.sessionProperty().addListener(_ -> sayWhyEmpty());
        view.setAccessibleText(texts.text("graph.accessible"));
        sayWhyEmpty();
    }

    /// Makes its actions known.
    public void bindActions(Actions actions) {
        keys.bind(actions);
    }

    /// Puts the keyboard's focus into the graph.
    @Override
    public void requestFocus() {
        view.requestFocus();
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

    /// {@return whether all is drawn and nothing moves}
    public boolean atRest() {
        return view.atRest();
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
                        toggle("graph-matrix", ActionId.GRAPH_MATRIX, matrixProperty()),
                        toggle("graph-ghosts", ActionId.GRAPH_GHOSTS, ghostsProperty()),
                        toggle("graph-legend", ActionId.GRAPH_LEGEND, legendProperty()),
                        button("graph-zoom-out", ActionId.GRAPH_ZOOM_OUT),
                        button("graph-zoom-in", ActionId.GRAPH_ZOOM_IN),
                        button("graph-fit", ActionId.GRAPH_FIT));
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-tools");
        return header;
    }

    private Button button(String id, ActionId action) {
        Button button = tool(id, new Button(), action);
        button.setOnAction(_ -> keys.perform(action));
        return button;
    }

    private ToggleButton toggle(String id, ActionId action, BooleanProperty property) {
        ToggleButton button = tool(id, new ToggleButton(), action);
        button.selectedProperty().bindBidirectional(property);
        return button;
    }

    private <B extends ButtonBase> B tool(String id, B button, ActionId action) {
        button.setId(id);
        ActionNodes.dress(button, action, texts);
        button.setFocusTraversable(false);
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
