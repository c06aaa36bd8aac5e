package ismscope.app.graph;

import ismscope.app.graph.GraphFrame.LinkLine;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.app.graph.GraphModel.Region;
import ismscope.app.graph.GraphModel.Vm;
import ismscope.app.text.Texts;
import java.util.List;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;

/// Mouse of the graph. Thread: FX.
final class GraphInput {
    private static final double WHEEL_ZOOM = 1.0018;
    private static final double DRAG_FROM = 4;

    private final GraphView view;
    private final NodeWords words;
    private final Tooltip tooltip = new Tooltip();
    private double pressedX;
    private double pressedY;
    private double dragX;
    private double dragY;
    private boolean dragging;
    private boolean tooltipShown;

    /// Listens from now on.
    GraphInput(GraphView view, Texts texts) {
        this.view = view;
        words = new NodeWords(texts);
        tooltip.setShowDelay(Duration.millis(350));
        tooltip.setShowDuration(Duration.seconds(60));
        view.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        view.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> left());
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        view.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
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
        boolean click =
                event.getButton() == MouseButton.PRIMARY
                        || event.getButton() == MouseButton.SECONDARY;
        if (dragging || !click) {
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
}
