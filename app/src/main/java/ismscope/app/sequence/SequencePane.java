package ismscope.app.sequence;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.Scope;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.inspector.sequence.FoldedRows;
import ismscope.inspector.session.SessionSnapshot;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The sequence diagram: a line for the host and each VM, and each message a row, of which only
/// those in view are decoded. Messages that are said again and again are folded to one row with how
/// often; a fold can be opened. It follows the current event.
///
/// Its keys are the actions of [Scope#SEQUENCE]. Thread: FX.
public final class SequencePane extends Region {
    private static final double WHEEL_ROW_PIXELS = 14;

    private final SessionModel model;
    private final Palette palette;
    private final Texts texts;
    private final MessageRows rows;
    private final Canvas canvas = new Canvas();
    private final ScrollBar rowsBar = new ScrollBar();
    private final ScrollBar shiftBar = new ScrollBar();
    private FontGrid grid;
    private long shown = -1;
    private double top;

    /// Shows what the model shows.
    public SequencePane(SessionModel model, Palette palette, Texts texts) {
        this.model = model;
        this.palette = palette;
        this.texts = texts;
        rows = new MessageRows(model, this::requestLayout);
        grid = FontGrid.of(palette.mono());
        setId("sequence");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        rowsBar.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(canvas, rowsBar, shiftBar);
        listen();
    }

    private void listen() {
        model.snapshotProperty().addListener(_ -> requestLayout());
        model.currentEventProperty().addListener(_ -> requestLayout());
        palette.themeProperty().addListener(_ -> requestLayout());
        palette.fontSizeProperty()
                .addListener(_ -> {
                    grid = FontGrid.of(palette.mono());
                    requestLayout();
                });
        rowsBar.valueProperty()
                .addListener((_, _, value) -> {
                    if (Math.abs(value.doubleValue() - top) > 1e-6) {
                        top = value.doubleValue();
                        requestLayout();
                    }
                });
        shiftBar.valueProperty().addListener(_ -> requestLayout());
        canvas.setOnMousePressed(this::pressed);
        setOnScroll(this::scrolled);
    }

    /// Makes its actions known and its keys work.
    public void bindActions(Actions actions) {
        actions.bind(ActionId.SEQUENCE_UP, () -> step(-1));
        actions.bind(ActionId.SEQUENCE_DOWN, () -> step(1));
        actions.bind(ActionId.SEQUENCE_PAGE_UP, () -> step(-(long) visibleRows()));
        actions.bind(ActionId.SEQUENCE_PAGE_DOWN, () -> step((long) visibleRows()));
        actions.bind(ActionId.SEQUENCE_FIRST, () -> step(-rows.count()));
        actions.bind(ActionId.SEQUENCE_LAST, () -> step(rows.count()));
        actions.bind(ActionId.SEQUENCE_LEFT, () -> shift(-1));
        actions.bind(ActionId.SEQUENCE_RIGHT, () -> shift(1));
        actions.bind(ActionId.SEQUENCE_FOLD, () -> rows.toggle(rows.rowOf(model.currentEvent())));
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event ->
                        Actions.byKey(Scope.SEQUENCE, event)
                                .ifPresent(id -> {
                                    actions.run(id);
                                    event.consume();
                                }));
    }

    private void step(long by) {
        if (rows.count() > 0) {
            long row = rows.rowOf(model.currentEvent());
            boolean between = by > 0 && !rows.has(model.currentEvent());
            long next = Math.clamp(row + by - (between ? 1 : 0), 0, rows.count() - 1);
            model.goTo(rows.event(rows.row(next)));
        }
    }

    private void shift(int way) {
        double step = painter().columnWidth();
        shiftBar.setValue(Math.clamp(shiftBar.getValue() + way * step, 0, shiftBar.getMax()));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        long row = (long) Math.floor(top + (event.getY() - painter().headerHeight()) / rowHeight());
        if (row < 0 || row >= rows.count() || event.getY() <= painter().headerHeight()) {
            return;
        }
        model.goTo(rows.event(rows.row(row)));
        if (event.getClickCount() == 2 || event.getX() < painter().numberWidth()) {
            rows.toggle(row);
        }
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaX() != 0) {
            shiftBar.setValue(
                    Math.clamp(shiftBar.getValue() - event.getDeltaX(), 0, shiftBar.getMax()));
        }
        top = Math.clamp(top - event.getDeltaY() / WHEEL_ROW_PIXELS, 0, most());
        requestLayout();
        event.consume();
    }

    private double rowHeight() {
        return painter().rowHeight();
    }

    private double visibleRows() {
        return Math.max(
                1, Math.floor((canvas.getHeight() - painter().headerHeight()) / rowHeight()));
    }

    private double most() {
        return Math.max(0, rows.count() - visibleRows());
    }

    private SequencePainter painter() {
        return new SequencePainter(
                canvas.getGraphicsContext2D(),
                palette,
                grid,
                canvas.getWidth(),
                shiftBar.getValue());
    }

    @Override
    protected void layoutChildren() {
        rows.goOn();
        double barWidth = rowsBar.prefWidth(-1);
        SessionSnapshot snapshot = rows.snapshot();
        int devices = snapshot == null ? 0 : snapshot.deviceCount();
        SequencePainter painter = painter();
        double all = painter.numberWidth() + devices * painter.columnWidth() + getWidth() / 3;
        double width = Math.max(1, getWidth() - barWidth);
        boolean wide = all > width;
        double barHeight = wide ? shiftBar.prefHeight(-1) : 0;
        canvas.setWidth(width);
        canvas.setHeight(Math.max(1, getHeight() - barHeight));
        shiftBar.setVisible(wide);
        shiftBar.setMax(Math.max(0, all - width));
        shiftBar.setVisibleAmount(shiftBar.getMax() * Math.min(1, width / all));
        shiftBar.resizeRelocate(0, getHeight() - barHeight, width, barHeight);
        follow();
        top = Math.clamp(top, 0, most());
        rowsBar.setMax(most());
        rowsBar.setVisibleAmount(most() * visibleRows() / Math.max(1, rows.count()));
        rowsBar.setBlockIncrement(visibleRows());
        rowsBar.setUnitIncrement(1);
        rowsBar.setValue(top);
        rowsBar.setVisible(most() > 0);
        rowsBar.resizeRelocate(width, 0, barWidth, canvas.getHeight());
        draw(snapshot);
    }

    /// Brings the row of the current event into view when it has become another.
    private void follow() {
        long current = model.currentEvent();
        if (current == shown || !rows.knows(current)) {
            return;
        }
        shown = current;
        double row = rows.rowOf(current);
        if (row < top || row >= top + visibleRows() - 1) {
            top = Math.clamp(row - visibleRows() / 2, 0, most());
        }
        SessionSnapshot snapshot = rows.snapshot();
        if (snapshot != null && shiftBar.isVisible()) {
            SequencePainter painter = painter();
            int device = snapshot.device(current);
            if (!painter.isInView(device)) {
                double wanted = painter.unshifted(device) - canvas.getWidth() / 2;
                shiftBar.setValue(Math.clamp(wanted, 0, shiftBar.getMax()));
            }
        }
    }

    private void draw(@Nullable SessionSnapshot snapshot) {
        SequencePainter painter = painter();
        painter.clear(canvas.getHeight());
        if (snapshot == null) {
            setAccessibleText(texts.text("sequence.empty"));
            return;
        }
        long here = model.currentEvent() < 0 ? -1 : rows.rowOf(model.currentEvent());
        double height = painter.rowHeight();
        long first = (long) Math.floor(top);
        double y = painter.headerHeight() - (top - first) * height;
        if (here >= first) {
            painter.current(y + (here - first) * height);
        }
        for (int device = 0; device < snapshot.deviceCount(); device++) {
            painter.lifeline(device, canvas.getHeight());
        }
        for (long number = first; number < rows.count() && y < canvas.getHeight(); number++) {
            painter.row(snapshot, line(snapshot, number, number == here), y);
            y += height;
        }
        painter.header(snapshot);
        if (here >= 0) {
            SequencePainter.Line line = line(snapshot, here, true);
            setAccessibleText(
                    texts.text(
                            "sequence.accessible",
                            line.number(),
                            snapshot.deviceName(snapshot.device(line.event())),
                            line.words().inFull()));
        }
    }

    private SequencePainter.Line line(SessionSnapshot snapshot, long number, boolean current) {
        FoldedRows.Row row = rows.row(number);
        long event = rows.event(row);
        MessageWords words = MessageWords.of(snapshot, rows.folds(), row, event);
        return new SequencePainter.Line(row, event, Numbers.event(event), words, current);
    }
}
