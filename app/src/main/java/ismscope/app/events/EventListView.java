package ismscope.app.events;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.Scope;
import ismscope.app.find.TextQuery;
import ismscope.app.model.SessionModel;
import ismscope.app.settings.WindowSettings;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// The list of events: any number of rows, of which only those in view exist, drawn anew whenever
/// the session, the selection or the theme changes and at no other time.
///
/// Thread: FX.
public final class EventListView extends Region {
    private static final double LINE_LEADING = 7;
    private static final double WHEEL_ROW_PIXELS = 14;
    private static final double LEFT_RIGHT_CHARS = 8;
    private static final double LEAST_THUMB = 36;

    private final SessionModel model;
    private final Palette palette;
    private final Texts texts;
    private final EventRowReader reader;
    private final ListPosition position = new ListPosition();
    private final ColumnLayout columns = new ColumnLayout();
    private final EventHeader header;
    private final Canvas canvas = new Canvas();
    private final ScrollBar rowsBar = new ScrollBar();
    private final ScrollBar shiftBar = new ScrollBar();
    private final Button newChip = new Button();
    private final ObjectProperty<TimeFormat> timeFormat =
            new SimpleObjectProperty<>(TimeFormat.SINCE_START);
    private final ObjectProperty<TextQuery> search = new SimpleObjectProperty<>(TextQuery.NONE);
    private final ContextMenu menu = new ContextMenu();
    private final CellTip tip = new CellTip(canvas);
    private List<ColumnLayout.Place> places = List.of();
    private FontGrid grid;
    private long reference;
    private long hovered = -1;
    private boolean barMoving;

    /// Builds the list.
    public EventListView(SessionModel model, Palette palette, Texts texts) {
        this.model = model;
        this.palette = palette;
        this.texts = texts;
        reader = new EventRowReader(texts);
        header = new EventHeader(columns, texts, this::requestLayout);
        grid = FontGrid.of(palette.mono());
        setId("event-list");
        getStyleClass().add("event-list");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        rowsBar.setOrientation(Orientation.VERTICAL);
        newChip.setId("new-events");
        newChip.getStyleClass().add("new-chip");
        newChip.setFocusTraversable(false);
        newChip.setOnAction(_ -> showNewest());
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        getChildren().addAll(canvas, header, rowsBar, shiftBar, newChip);
        listen();
    }

    /// Fills the menu that a right click opens.
    public ContextMenu menu() {
        return menu;
    }

    /// {@return how times are written}
    public ObjectProperty<TimeFormat> timeFormatProperty() {
        return timeFormat;
    }

    /// {@return what is looked for, to be seen in the rows}
    ObjectProperty<TextQuery> searchProperty() {
        return search;
    }

    EventRowReader reader() {
        return reader;
    }

    /// Makes the current event the zero of [TimeFormat#SINCE_REFERENCE] and shows such times.
    public void setReference() {
        reference = Math.max(0, model.currentEvent());
        timeFormat.set(TimeFormat.SINCE_REFERENCE);
        requestLayout();
    }

    /// Makes the list's own keys work.
    public void bindActions(Actions actions) {
        actions.bind(ActionId.LIST_UP, () -> step(-1));
        actions.bind(ActionId.LIST_DOWN, () -> step(1));
        actions.bind(ActionId.LIST_PAGE_UP, () -> step(-(long) Math.floor(position.visible() - 1)));
        actions.bind(
                ActionId.LIST_PAGE_DOWN, () -> step((long) Math.floor(position.visible() - 1)));
        actions.bind(ActionId.LIST_FIRST, () -> model.goTo(0));
        actions.bind(ActionId.LIST_LEFT, () -> shiftBy(-LEFT_RIGHT_CHARS * grid.charWidth()));
        actions.bind(ActionId.LIST_RIGHT, () -> shiftBy(LEFT_RIGHT_CHARS * grid.charWidth()));
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event ->
                        Actions.byKey(Scope.EVENT_LIST, event)
                                .ifPresent(id -> {
                                    actions.run(id);
                                    event.consume();
                                }));
    }

    /// Takes widths, shown columns and the time format from the last run.
    public void load(WindowSettings settings) {
        columns.load(settings);
        timeFormat.set(settings.choice("events.time", TimeFormat.SINCE_START));
    }

    /// Remembers them for the next.
    public void save(WindowSettings settings) {
        columns.save(settings);
        TimeFormat format = timeFormat.get();
        settings.put(
                "events.time",
                format == TimeFormat.SINCE_REFERENCE ? TimeFormat.SINCE_START : format);
    }

    /// {@return the row of an event as tab-separated words, for the clipboard}
    public String rowText(long event) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || event < 0 || event >= snapshot.eventCount()) {
            return "";
        }
        EventRow row = reader.read(snapshot, event, timeFormat.get(), reference);
        return List.of(EventColumn.values()).stream()
                .filter(columns::isShown)
                .map(row::cell)
                .collect(Collectors.joining("\t"));
    }

    /// {@return the first and last event in view, as `[first, last]`; last is below first if there
    /// is none}
    public long[] shownEvents() {
        long first = (long) Math.floor(position.top());
        long last =
                Math.min(position.count(), (long) Math.ceil(position.top() + position.visible()));
        return new long[] {first, last - 1};
    }

    CellTip tip() {
        return tip;
    }

    /// {@return whether the list stays at the newest event}
    public boolean atNewest() {
        return position.sticking();
    }

    private void listen() {
        model.snapshotProperty().addListener((_, _, now) -> sessionGrew(now));
        model.currentEventProperty().addListener(_ -> currentMoved());
        model.followingProperty().addListener((_, _, follows) -> followChanged(follows));
        model.selectionProperty().addListener(_ -> requestLayout());
        model.marksProperty().addListener(_ -> requestLayout());
        palette.themeProperty().addListener(_ -> requestLayout());
        palette.fontSizeProperty()
                .addListener(_ -> {
                    grid = FontGrid.of(palette.mono());
                    requestLayout();
                });
        timeFormat.addListener(_ -> {
            columns.forgetNeeds();
            requestLayout();
        });
        search.addListener(_ -> requestLayout());
        focusedProperty().addListener(_ -> requestLayout());
        rowsBar.valueProperty().addListener((_, _, value) -> barMoved(value.doubleValue()));
        shiftBar.valueProperty().addListener(_ -> requestLayout());
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnMouseMoved(event -> {
            hover(rowAt(event.getY()));
            tell(event.getX());
        });
        canvas.setOnMouseExited(_ -> hover(-1));
        canvas.setOnContextMenuRequested(
                event -> menu.show(canvas, event.getScreenX(), event.getScreenY()));
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    }

    private void sessionGrew(SessionSnapshot snapshot) {
        if (snapshot == null) {
            reference = 0;
            columns.forgetNeeds();
            position.setCount(0);
            position.stick();
        } else {
            position.setCount(snapshot.eventCount());
        }
        requestLayout();
    }

    private void followChanged(boolean follows) {
        if (follows) {
            position.stick();
        }
        requestLayout();
    }

    private void currentMoved() {
        if (!model.following()) {
            position.unstick();
            position.reveal(model.currentEvent());
        }
        requestLayout();
    }

    private void showNewest() {
        model.goLive();
        position.stick();
        requestLayout();
    }

    private void step(long rows) {
        model.goTo(Math.max(0, model.currentEvent() + rows));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        menu.hide();
        long row = rowAt(event.getY());
        boolean right = event.getButton() == MouseButton.SECONDARY;
        if (row >= 0 && (event.getButton() == MouseButton.PRIMARY || right)) {
            model.goTo(row);
        }
    }

    private void hover(long row) {
        if (hovered != row) {
            hovered = row;
            requestLayout();
        }
    }

    private void tell(double x) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || hovered < 0 || hovered >= snapshot.eventCount()) {
            tip.say("");
            return;
        }
        double shift = shiftBar.isVisible() ? shiftBar.getValue() : 0;
        EventRow row = reader.read(snapshot, hovered, timeFormat.get(), reference);
        tip.sayCut(row, places, grid, x + shift);
    }

    private long rowAt(double y) {
        long row = (long) Math.floor(position.top() + y / rowHeight());
        return row < position.count() ? row : -1;
    }

    private void scrolled(ScrollEvent event) {
        if (event.isShortcutDown()) {
            return;
        }
        if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            shiftBy(-(event.getDeltaX() + event.getDeltaY()));
        } else {
            position.scrollBy(-event.getDeltaY() / WHEEL_ROW_PIXELS);
            hover(-1);
            tip.say("");
        }
        event.consume();
        requestLayout();
    }

    private void shiftBy(double pixels) {
        shiftBar.setValue(Math.clamp(shiftBar.getValue() + pixels, 0, shiftBar.getMax()));
    }

    private void barMoved(double value) {
        if (!barMoving) {
            position.scrollTo(value);
            requestLayout();
        }
    }

    private double rowHeight() {
        return Math.rint(grid.lineHeight() + LINE_LEADING);
    }

    @Override
    protected void layoutChildren() {
        double barWidth = rowsBar.prefWidth(-1);
        double width = Math.max(0, getWidth() - barWidth);
        double headerHeight = rowHeight() + 3;
        columns.need(EventColumn.NUMBER, Numbers.grouped(position.count()).length());
        places = columns.places(width, grid.charWidth(), EventPainter.PADDING);
        ColumnLayout.Place last = places.getLast();
        double wide = last.x() + last.width();
        boolean shifts = wide > width + 1;
        double shiftHeight = shifts ? shiftBar.prefHeight(-1) : 0;
        double height = Math.max(0, getHeight() - headerHeight - shiftHeight);
        shiftBar.setVisible(shifts);
        shiftBar.setMax(Math.max(0, wide - width));
        shiftBar.setVisibleAmount(shiftBar.getMax() * width / Math.max(1, wide));
        double shift = shifts ? Math.clamp(shiftBar.getValue(), 0, shiftBar.getMax()) : 0;
        header.resizeRelocate(0, 0, getWidth(), headerHeight);
        header.place(places, grid.charWidth(), shift);
        shiftBar.resizeRelocate(0, headerHeight + height, width, shiftHeight);
        rowsBar.resizeRelocate(width, headerHeight, barWidth, height);
        canvas.relocate(0, headerHeight);
        canvas.setWidth(width);
        canvas.setHeight(height);
        position.setVisible(height / rowHeight());
        placeRowsBar();
        placeChip(width, headerHeight + height);
        if (draw(shift, wide)) {
            requestLayout();
        }
    }

    private void placeRowsBar() {
        barMoving = true;
        rowsBar.setMax(position.maxTop());
        double least = LEAST_THUMB / Math.max(LEAST_THUMB, rowsBar.getHeight());
        double share = position.visible() / Math.max(1, position.count());
        rowsBar.setVisibleAmount(position.maxTop() * Math.max(least, share));
        rowsBar.setUnitIncrement(1);
        rowsBar.setBlockIncrement(Math.max(1, position.visible() - 1));
        rowsBar.setValue(position.top());
        rowsBar.setDisable(position.maxTop() == 0);
        barMoving = false;
    }

    private void placeChip(double width, double bottom) {
        long fresh = position.newRows();
        newChip.setVisible(fresh > 0);
        if (fresh > 0) {
            newChip.setText(texts.text("events.new", fresh));
            double chipWidth = newChip.prefWidth(-1);
            double chipHeight = newChip.prefHeight(-1);
            newChip.resizeRelocate(
                    (width - chipWidth) / 2, bottom - chipHeight - 10, chipWidth, chipHeight);
        }
    }

    /// @return whether a column needs more room than it had
    private boolean draw(double shift, double wide) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(palette.color(Role.PANE));
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null) {
            return false;
        }
        boolean tight = false;
        g.save();
        g.translate(-shift, 0);
        double rowHeight = rowHeight();
        EventPainter painter = new EventPainter(g, palette, grid, rowHeight, search.get());
        long selected = model.selection().event();
        long flow = selected >= 0 ? snapshot.flow(selected) : 0;
        long[] shown = shownEvents();
        for (long row = shown[0]; row <= shown[1]; row++) {
            EventRow read = reader.read(snapshot, row, timeFormat.get(), reference);
            boolean related = flow != 0 && read.flow() == flow;
            EventPainter.Standing standing =
                    new EventPainter.Standing(
                            row == selected,
                            isFocused(),
                            related,
                            row == hovered,
                            model.marks().has(row));
            for (EventColumn column : EventColumn.values()) {
                tight |= columns.need(column, EventPainter.chars(read, column, grid));
            }
            double y = Math.rint((row - position.top()) * rowHeight);
            painter.paint(read, standing, places, y, Math.max(wide, canvas.getWidth()));
            if (row == selected) {
                setAccessibleText(spoken(read, standing));
            }
        }
        g.restore();
        return tight;
    }

    private String spoken(EventRow row, EventPainter.Standing standing) {
        String words = String.join(" ", row.cells().values());
        return standing.marked() ? texts.text("events.marked", words) : words;
    }
}
