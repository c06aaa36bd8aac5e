package ismscope.app.graph;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.Scope;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.app.text.Texts;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Keyboard of the graph: the actions of [Scope#GRAPH]. Thread: FX.
final class GraphKeys {
    /// Factor of one step of zoom.
    static final double ZOOM = 1.25;

    private static final double PAN = 60;

    private final GraphView view;
    private final NodeWords words;
    private final Runnable openSearch;

    /// Listens from now on.
    ///
    /// @param openSearch called when the user asks for the search field
    GraphKeys(GraphView view, Texts texts, Runnable openSearch) {
        this.view = view;
        this.openSearch = openSearch;
        words = new NodeWords(texts);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /// Says what the graph's actions do.
    void bind(Actions actions) {
        for (ActionId id : Scope.GRAPH.actions()) {
            actions.bind(id, () -> perform(id));
        }
    }

    private void keyPressed(KeyEvent event) {
        Actions.byKey(Scope.GRAPH, event).filter(this::perform).ifPresent(_ -> event.consume());
    }

    /// {@return whether there was something to do; if not, the key is free for others}
    boolean perform(ActionId id) {
        switch (id) {
            case GRAPH_LEFT -> arrow(-1, 0);
            case GRAPH_RIGHT -> arrow(1, 0);
            case GRAPH_UP -> arrow(0, -1);
            case GRAPH_DOWN -> arrow(0, 1);
            case GRAPH_PAN_LEFT -> view.pan(PAN, 0);
            case GRAPH_PAN_RIGHT -> view.pan(-PAN, 0);
            case GRAPH_PAN_UP -> view.pan(0, PAN);
            case GRAPH_PAN_DOWN -> view.pan(0, -PAN);
            case GRAPH_ZOOM_IN -> view.zoom(ZOOM);
            case GRAPH_ZOOM_OUT -> view.zoom(1 / ZOOM);
            case GRAPH_FIT -> view.fit();
            case GRAPH_GHOSTS -> flip(view.ghostsProperty());
            case GRAPH_LEGEND -> flip(view.legendProperty());
            case GRAPH_MATRIX -> flip(view.matrixModeProperty());
            // The character of the key is still to come and is not meant for the field.
            case GRAPH_SEARCH -> Platform.runLater(openSearch);
            default -> {
                return selecting(id);
            }
        }
        return true;
    }

    private boolean selecting(ActionId id) {
        NodeKey selected = view.selected();
        return switch (id) {
            case GRAPH_FIRST -> select(nodes().stream().findFirst().orElse(null));
            case GRAPH_NEXT -> tab(1);
            case GRAPH_PREVIOUS -> tab(-1);
            case GRAPH_GO -> {
                if (selected == null) {
                    yield selecting(ActionId.GRAPH_FIRST);
                }
                view.goToLastEvent(selected);
                yield true;
            }
            case GRAPH_CLEAR -> {
                view.select(null);
                yield selected != null;
            }
            default -> throw new IllegalArgumentException("not an action of the graph: id=" + id);
        };
    }

    private void arrow(int dx, int dy) {
        if (view.matrixModeProperty().get()) {
            step(dx, dy);
        } else {
            NodeKey key = view.selected();
            Node from = key == null ? null : view.node(key);
            Node next = view.scenery().neighbour(from, dx, dy);
            select(next == null ? null : next.key());
        }
    }

    private void step(int dx, int dy) {
        MatrixModel matrix = view.matrix();
        NodeKey key = view.selected();
        if (matrix.rows().isEmpty()) {
            return;
        }
        if (dx != 0 && !matrix.columns().isEmpty()) {
            int column =
                    key == null || key.isVm()
                            ? -1
                            : matrix.columnOfRegion().getOrDefault(key.id(), -1);
            int next = Math.clamp(column + dx, 0, matrix.columns().size() - 1);
            select(NodeKey.region(matrix.columns().get(next).state().token()));
        } else if (dy != 0) {
            int row =
                    key == null || !key.isVm()
                            ? -1
                            : matrix.rowOfVm().getOrDefault((int) key.id(), -1);
            int next = Math.clamp(row + dy, 0, matrix.rows().size() - 1);
            select(NodeKey.vm(matrix.rows().get(next).state().ordinal()));
        }
    }

    /// Goes on in the order of appearance; after the last node the focus goes on to what follows
    /// the graph.
    private boolean tab(int way) {
        List<NodeKey> nodes = nodes();
        NodeKey key = view.selected();
        Node node = key == null || view.matrixModeProperty().get() ? null : view.node(key);
        int place = nodes.indexOf(node == null ? key : node.key());
        int next = place < 0 && way < 0 ? nodes.size() - 1 : place + way;
        return next >= 0 && next < nodes.size() && select(nodes.get(next));
    }

    private List<NodeKey> nodes() {
        MatrixModel matrix = view.matrix();
        return view.matrixModeProperty().get()
                ? Stream.concat(
                                matrix.rows().stream().map(vm -> NodeKey.vm(vm.state().ordinal())),
                                matrix.columns().stream()
                                        .map(region -> NodeKey.region(region.state().token())))
                        .toList()
                : view.scenery().frame().nodes().stream().map(Node::key).toList();
    }

    private boolean select(@Nullable NodeKey key) {
        if (key == null) {
            return false;
        }
        view.select(key);
        Node node = view.node(key);
        if (node != null) {
            view.setAccessibleText(words.of(node, view.scenery().frame()));
        }
        return true;
    }

    private static void flip(BooleanProperty property) {
        property.set(!property.get());
    }
}
