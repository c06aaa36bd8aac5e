package ismscope.app.graph;

import ismscope.app.graph.GraphFrame.LinkLine;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.app.graph.GraphModel.Region;
import ismscope.app.graph.GraphModel.Vm;
import ismscope.app.text.Texts;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Mouse and keyboard of the graph. Thread: FX.
final class GraphInput {
    private static final double WHEEL_ZOOM = 1.0018;
    private static final double KEY_ZOOM = 1.25;
    private static final double KEY_PAN = 60;
    private static final double DRAG_FROM = 4;

    private final GraphView view;
    private final NodeWords words;
    private final Runnable openSearch;
    private final Tooltip tooltip = new Tooltip();
    private double pressedX;
    private double pressedY;
    private double dragX;
    private double dragY;
    private boolean dragging;
    private boolean tooltipShown;

    /// Listens from now on.
    ///
    /// @param openSearch called when the user asks for the search field
    GraphInput(GraphView view, Texts texts, Runnable openSearch) {
        this.view = view;
        this.openSearch = openSearch;
        words = new NodeWords(texts);
        tooltip.setShowDelay(Duration.millis(350));
        tooltip.setShowDuration(Duration.seconds(60));
        view.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        view.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> left());
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        view.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void moved(MouseEvent event) {
        if (view.matrixModeProperty().get()) {
            int row = view.port().rowAt(event.getY());
            int column = view.port().columnAt(event.getX());
            view.hover(null, null, row, column);
            describe(matrixWords(row, column));
            return;
        }
        Node node = view.scenery().nodeAt(event.getX(), event.getY());
        LinkLine link = node == null ? view.scenery().linkAt(event.getX(), event.getY()) : null;
        view.hover(node == null ? null : node.key(), link, -1, -1);
        view.setCursor(node == null && link == null ? Cursor.DEFAULT : Cursor.HAND);
        GraphFrame frame = view.scenery().frame();
        describe(node != null ? words.of(node, frame) : link != null ? words.of(link, frame) : "");
    }

    private String matrixWords(int row, int column) {
        MatrixModel matrix = view.matrix();
        GraphFrame frame = view.scenery().frame();
        String vm = "";
        String region = "";
        if (row >= 0) {
            vm = words.device(matrix.rows().get(row).state(), frame);
        }
        if (column >= 0) {
            region = words.region(matrix.columns().get(column), frame);
        }
        return vm.isEmpty() || region.isEmpty() ? vm + region : vm + "\n\n" + region;
    }

    private void describe(String text) {
        if (text.isEmpty()) {
            if (tooltipShown) {
                Tooltip.uninstall(view, tooltip);
                tooltip.hide();
                tooltipShown = false;
            }
            return;
        }
        tooltip.setText(text);
        if (!tooltipShown) {
            Tooltip.install(view, tooltip);
            tooltipShown = true;
        }
    }

    private void left() {
        view.hover(null, null, -1, -1);
        describe("");
    }

    private void pressed(MouseEvent event) {
        view.requestFocus();
        pressedX = event.getX();
        pressedY = event.getY();
        dragX = pressedX;
        dragY = pressedY;
        dragging = false;
    }

    private void dragged(MouseEvent event) {
        boolean far = Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > DRAG_FROM;
        dragging |= far;
        if (dragging) {
            describe("");
            view.setCursor(Cursor.CLOSED_HAND);
            view.pan(event.getX() - dragX, event.getY() - dragY);
            dragX = event.getX();
            dragY = event.getY();
        }
    }

    private void released(MouseEvent event) {
        view.setCursor(Cursor.DEFAULT);
        if (dragging || event.getButton() != MouseButton.PRIMARY) {
            dragging = false;
            return;
        }
        if (view.matrixModeProperty().get()) {
            clickMatrix(event);
        } else {
            clickGraph(event);
        }
    }

    private void clickGraph(MouseEvent event) {
        Node node = view.scenery().nodeAt(event.getX(), event.getY());
        LinkLine link = node == null ? view.scenery().linkAt(event.getX(), event.getY()) : null;
        if (node != null) {
            view.select(node.key());
            if (event.getClickCount() == 2) {
                view.goToLastEvent(node.key());
            }
        } else if (link != null) {
            view.select((int) link.vm().id(), link.region().id());
        } else {
            view.select(null);
        }
    }

    private void clickMatrix(MouseEvent event) {
        int row = view.port().rowAt(event.getY());
        int column = view.port().columnAt(event.getX());
        List<Vm> rows = view.matrix().rows();
        List<Region> columns = view.matrix().columns();
        int device = row < 0 ? -1 : rows.get(row).state().ordinal();
        long token = column < 0 ? 0 : columns.get(column).state().token();
        view.select(device, token);
        if (event.getClickCount() == 2 && (device > 0 || token != 0)) {
            view.goToLastEvent(token != 0 ? NodeKey.region(token) : NodeKey.vm(device));
        }
    }

    private void scrolled(ScrollEvent event) {
        if (event.isShiftDown()) {
            view.pan(event.getDeltaX() + event.getDeltaY(), 0);
        } else {
            view.zoomAt(event.getX(), event.getY(), Math.pow(WHEEL_ZOOM, event.getDeltaY()));
        }
        event.consume();
    }

    private void keyPressed(KeyEvent event) {
        if (event.isAltDown() || event.isMetaDown()) {
            return;
        }
        boolean done = event.isControlDown() ? controlKey(event.getCode()) : plainKey(event);
        if (done) {
            event.consume();
        }
    }

    private boolean controlKey(KeyCode code) {
        if (code == KeyCode.F) {
            openSearch.run();
            return true;
        }
        return false;
    }

    private boolean plainKey(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> arrow(event, -1, 0);
            case RIGHT -> arrow(event, 1, 0);
            case UP -> arrow(event, 0, -1);
            case DOWN -> arrow(event, 0, 1);
            case PLUS, EQUALS, ADD -> view.zoom(KEY_ZOOM);
            case MINUS, SUBTRACT -> view.zoom(1 / KEY_ZOOM);
            case F, DIGIT0, NUMPAD0 -> view.fit();
            case G -> flip(view.ghostsProperty());
            case L -> flip(view.legendProperty());
            case M -> flip(view.matrixModeProperty());
            case SLASH -> openSearch.run();
            case HOME -> select(view.scenery().neighbour(null, 0, 0));
            case ENTER -> {
                NodeKey key = view.selected();
                if (key != null) {
                    view.goToLastEvent(key);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void arrow(KeyEvent event, int dx, int dy) {
        if (event.isShiftDown()) {
            view.pan(-dx * KEY_PAN, -dy * KEY_PAN);
        } else if (view.matrixModeProperty().get()) {
            step(dx, dy);
        } else {
            NodeKey key = view.selected();
            GraphFrame frame = view.scenery().frame();
            Node from =
                    key == null
                            ? null
                            : key.isVm()
                                    ? frame.nodeOfVm().get((int) key.id())
                                    : frame.nodeOfRegion().get(key.id());
            select(view.scenery().neighbour(from, dx, dy));
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
            view.select(NodeKey.region(matrix.columns().get(next).state().token()));
        } else if (dy != 0) {
            int row =
                    key == null || !key.isVm()
                            ? -1
                            : matrix.rowOfVm().getOrDefault((int) key.id(), -1);
            int next = Math.clamp(row + dy, 0, matrix.rows().size() - 1);
            view.select(NodeKey.vm(matrix.rows().get(next).state().ordinal()));
        }
    }

    private void select(@Nullable Node node) {
        if (node != null) {
            view.select(node.key());
            view.setAccessibleText(words.of(node, view.scenery().frame()));
        }
    }

    private static void flip(BooleanProperty property) {
        property.set(!property.get());
    }
}
