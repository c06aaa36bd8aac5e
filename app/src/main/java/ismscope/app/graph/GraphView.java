package ismscope.app.graph;

import ismscope.app.graph.GraphFrame.LinkLine;
import ismscope.app.graph.GraphFrame.Node;
import ismscope.app.graph.GraphWorker.Request;
import ismscope.app.graph.GraphWorker.Update;
import ismscope.app.model.LatestTask;
import ismscope.app.model.Selection;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.util.HashSet;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The canvas of the graph: asks the worker for what the model shows, animates what came, and stops
/// when nothing moves any more. Thread: FX.
final class GraphView extends Region {
    private static final double LONGEST_STEP = 0.05;
    private static final double NORMAL_FONT = 13;
    private static final double LARGEST_LEGEND_SHARE = 0.25;

    private final SessionModel model;
    private final Palette palette;
    private final Canvas canvas = new Canvas();
    private final GraphPainter painter;
    private final MatrixPainter matrixPainter;
    private final Scenery scenery = new Scenery();
    private final Pulses pulses = new Pulses();
    private final Glow glow = new Glow();
    private final MatrixPort port = new MatrixPort();
    private final BooleanProperty ghosts = new SimpleBooleanProperty(true);
    private final BooleanProperty legend = new SimpleBooleanProperty(true);
    private final BooleanProperty matrixMode = new SimpleBooleanProperty(false);
    private final LatestTask<Update> task = LatestTask.onOwnThread("graph-worker");
    private final LatestTask<Long> searching = LatestTask.onOwnThread("graph-search");
    private final GraphWorker graph = new GraphWorker();
    private MatrixModel matrix = MatrixModel.EMPTY;
    private GraphSearch search = GraphSearch.NONE;
    private @Nullable NodeKey hovered;
    private @Nullable LinkLine hoveredLink;
    private int hoverRow = -1;
    private int hoverColumn = -1;
    private long lastNanos;
    private long framesDrawn;
    private boolean running;
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    frame(now);
                }
            };

    GraphView(SessionModel model, Palette palette, Texts texts) {
        this.model = model;
        this.palette = palette;
        painter = new GraphPainter(canvas.getGraphicsContext2D(), palette, texts);
        matrixPainter = new MatrixPainter(painter.brush(), texts, painter.links());
        setId("graph-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(120, 100);
        getChildren().add(canvas);
        model.stateProperty().addListener(_ -> request());
        model.selectionProperty()
                .addListener((_, before, after) -> {
                    if (before.device() != after.device() || before.token() != after.token()) {
                        request();
                    }
                    wake();
                });
        model.followingProperty().addListener(_ -> wake());
        ghosts.addListener(_ -> request());
        matrixMode.addListener(_ -> request());
        legend.addListener(_ -> wake());
        palette.themeProperty().addListener(_ -> wake());
        palette.fontSizeProperty().addListener(_ -> wake());
        focusedProperty().addListener(_ -> wake());
        visibleProperty().addListener(_ -> wake());
        request();
    }

    /// {@return whether what is gone is shown}
    BooleanProperty ghostsProperty() {
        return ghosts;
    }

    BooleanProperty legendProperty() {
        return legend;
    }

    /// {@return whether the matrix is shown instead of the graph}
    BooleanProperty matrixModeProperty() {
        return matrixMode;
    }

    Scenery scenery() {
        return scenery;
    }

    MatrixModel matrix() {
        return matrix;
    }

    MatrixPort port() {
        return port;
    }

    GraphSearch search() {
        return search;
    }

    Pulses pulses() {
        return pulses;
    }

    /// {@return frames drawn so far: does not grow while nothing changes}
    long framesDrawn() {
        return framesDrawn;
    }

    /// {@return whether all is drawn and nothing moves}
    boolean atRest() {
        return !running;
    }

    /// Marks what a search found.
    void setSearch(String text) {
        search = GraphSearch.of(scenery.frame().model(), text);
        wake();
    }

    /// Says what is under the mouse.
    void hover(@Nullable NodeKey node, @Nullable LinkLine link, int row, int column) {
        hovered = node;
        hoveredLink = link;
        hoverRow = row;
        hoverColumn = column;
        wake();
    }

    /// Shows all again.
    void fit() {
        scenery.camera().fitAgain();
        port.fitAgain();
        wake();
    }

    /// Zooms around the middle.
    void zoom(double factor) {
        zoomAt(getWidth() / 2, getHeight() / 2, factor);
    }

    /// Zooms so that what is under the mouse stays there.
    void zoomAt(double x, double y, double factor) {
        if (matrixMode.get()) {
            port.zoomAt(x, y, factor);
        } else {
            scenery.camera().zoomAt(x, y, factor);
        }
        wake();
    }

    /// Moves the picture.
    void pan(double dx, double dy) {
        if (matrixMode.get()) {
            port.pan(dx, dy);
        } else {
            scenery.camera().pan(dx, dy);
        }
        wake();
    }

    /// Selects a node, alone, and makes sure that it is seen; null selects nothing.
    void select(@Nullable NodeKey key) {
        Selection now = model.selection();
        if (key == null) {
            model.select(now.withDevice(-1).withToken(0));
            return;
        }
        model.select(
                key.isVm()
                        ? now.withToken(0).withDevice((int) key.id())
                        : now.withDevice(-1).withToken(key.id()));
        reveal(key);
    }

    /// Selects both ends of a link.
    void select(int device, long token) {
        model.select(model.selection().withDevice(device).withToken(token));
    }

    /// {@return the selected node: the region if one is selected, else the VM; null if none}
    @Nullable NodeKey selected() {
        Selection selection = model.selection();
        if (selection.token() != 0) {
            return NodeKey.region(selection.token());
        }
        return selection.device() > 0 ? NodeKey.vm(selection.device()) : null;
    }

    /// Goes to the last event of a node, at or before the current one.
    void goToLastEvent(NodeKey key) {
        SessionSnapshot snapshot = model.snapshot();
        long from = model.currentEvent();
        if (snapshot != null) {
            searching.ask(
                    () -> LastEvent.of(snapshot, key, from, () -> model.snapshot() == null),
                    event -> {
                        if (event >= 0) {
                            model.goTo(event);
                        }
                    });
        }
    }

    /// Draws at the next frame, and on until nothing moves.
    void wake() {
        if (!running) {
            running = true;
            lastNanos = 0;
            timer.start();
        }
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            wake();
        }
    }

    private void reveal(NodeKey key) {
        if (matrixMode.get()) {
            port.reveal(
                    matrix.rowOfVm().getOrDefault((int) key.id(), -1),
                    matrix.columnOfRegion().getOrDefault(key.id(), -1));
        } else {
            Node node = node(key);
            if (node != null) {
                scenery.camera().reveal(node.box().grow(12), view());
            }
        }
        wake();
    }

    /// {@return the card or block that a VM or region is in, null if it is not shown}
    @Nullable Node node(NodeKey key) {
        GraphFrame frame = scenery.frame();
        return key.isVm()
                ? frame.nodeOfVm().get((int) key.id())
                : frame.nodeOfRegion().get(key.id());
    }

    private void request() {
        Session session = model.sessionProperty().get();
        SessionSnapshot snapshot = model.snapshot();
        SessionState state = model.state();
        if (session == null || snapshot == null || state == null) {
            show(new Update(GraphFrame.EMPTY, Traffic.NONE, true, MatrixModel.EMPTY));
            return;
        }
        Set<NodeKey> pinned = new HashSet<>();
        Selection selection = model.selection();
        if (selection.device() > 0) {
            pinned.add(NodeKey.vm(selection.device()));
        }
        if (selection.token() != 0) {
            pinned.add(NodeKey.region(selection.token()));
        }
        Request request =
                new Request(
                        session,
                        snapshot,
                        state,
                        model.following(),
                        ghosts.get(),
                        matrixMode.get(),
                        pinned);
        task.ask(
                () -> graph.update(request),
                update -> {
                    if (session.equals(model.sessionProperty().get())) {
                        show(update);
                    }
                });
    }

    private void show(Update update) {
        if (update.jumped()) {
            pulses.clear();
            glow.clear();
        }
        scenery.show(update.frame(), update.jumped());
        matrix = update.matrix();
        long now = System.nanoTime();
        pulses.add(update.traffic(), update.frame(), now);
        glow.add(update.traffic(), update.frame(), now);
        wake();
    }

    /// The legend is left out where it would take the room of what it explains.
    private boolean legendFits() {
        return legend.get()
                && painter.legendHeight(getWidth()) <= getHeight() * LARGEST_LEGEND_SHARE;
    }

    private Box view() {
        double lower = legendFits() ? painter.legendHeight(getWidth()) : 0;
        return new Box(0, 0, getWidth(), Math.max(1, getHeight() - lower));
    }

    private void frame(long now) {
        double seconds = lastNanos == 0 ? 0.016 : Math.min(LONGEST_STEP, (now - lastNanos) / 1e9);
        lastNanos = now;
        long nanos = System.nanoTime();
        boolean moving = scenery.tick(seconds, view(), palette.fontSize() / NORMAL_FONT);
        moving |= pulses.tick(nanos);
        moving |= glow.tick(nanos);
        draw(nanos);
        if (!moving) {
            running = false;
            timer.stop();
        }
    }

    private void draw(long nanos) {
        framesDrawn++;
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        canvas.getGraphicsContext2D().setFill(palette.color(Role.PANE));
        canvas.getGraphicsContext2D().fillRect(0, 0, width, height);
        if (scenery.frame().isEmpty()) {
            return;
        }
        if (matrixMode.get()) {
            drawMatrix(nanos, width, height);
        } else {
            painter.paint(
                    new GraphPainter.Scene(
                            scenery,
                            pulses,
                            glow,
                            model.selection(),
                            search,
                            hovered,
                            hoveredLink,
                            mark(),
                            legendFits(),
                            nanos),
                    width,
                    height);
        }
        if (isFocused()) {
            painter.brush().edge(new Box(0, 0, width, height), 0, palette.color(Role.ACCENT), 1.5);
        }
    }

    private void drawMatrix(long nanos, double width, double height) {
        double lower = legendFits() ? painter.legendHeight(width) : 0;
        Box room = new Box(0, 0, width, height - lower);
        // The headers depend on the cells, which depend on the room that the headers leave.
        for (int pass = 0; pass < 2; pass++) {
            port.size(
                    room,
                    matrixPainter.headers(port.rowsLabelled(), port.columnsLabelled()),
                    matrix);
        }
        matrixPainter.paint(
                new MatrixPainter.Scene(
                        matrix, port, model.selection(), hoverRow, hoverColumn, glow, nanos),
                width,
                height - lower);
        if (legendFits()) {
            painter.paintLegend(width, height);
        }
    }

    private GraphPainter.@Nullable Mark mark() {
        SessionSnapshot snapshot = model.snapshot();
        long event = model.currentEvent();
        if (model.following() || snapshot == null || event < 0) {
            return null;
        }
        return new GraphPainter.Mark(snapshot.device(event), snapshot.token(event));
    }
}
