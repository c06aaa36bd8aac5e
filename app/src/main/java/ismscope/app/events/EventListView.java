package ismscope.app.events;

import ismscope.app.action.Actions;
import ismscope.app.colour.EventColours;
import ismscope.app.filter.Pointed;
import ismscope.app.find.TextQuery;
import ismscope.app.model.SessionModel;
import ismscope.app.settings.WindowSettings;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// The list of events: any number of rows, of which only those in view exist, drawn anew whenever
/// the session, the selection or the theme changes and at no other time.
///
/// Thread: FX.
public final class EventListView extends Region {
    private static final double LINE_LEADING = 7;
    private static final double WHEEL_ROW_PIXELS = 14;

    private final SessionModel model;
    private final Palette palette;
    private final Texts texts;
    private final EventColours colours;
    private final ListRows rows;
    private final RowStandings standings;
    private final ShownEvents shownEvents;
    private final ListPosition position = new ListPosition();
    private final ColumnLayout columns = new ColumnLayout();
    private final EventHeader header;
    private final Canvas canvas = new Canvas();
    private final RowsBar rowsBar = new RowsBar(this::barMoved);
    private final ScrollBar shiftBar = new ScrollBar();
    private final ListChips chips;
    private final ObjectProperty<TextQuery> search = new SimpleObjectProperty<>(TextQuery.NONE);
    private final ContextMenu menu = new ContextMenu();
    private final CellTip tip = new CellTip(canvas);
    private List<ColumnLayout.Place> places = List.of();
    private FontGrid grid;
    private long hovered = -1;
    private ListColumn pointed = EventColumn.NUMBER;

    /// Builds the list.
    ///
    /// @param colours that rows are given
    /// @param unfilter shows all events
    public EventListView(
            SessionModel model,
            Palette palette,
            Texts texts,
            EventColours colours,
            Runnable unfilter) {
        this.model = model;
        this.palette = palette;
        this.texts = texts;
        this.colours = colours;
        rows = new ListRows(model, texts, columns::fields);
        standings = new RowStandings(model, palette, colours);
        shownEvents = new ShownEvents(model);
        header = new EventHeader(columns, texts, this::requestLayout);
        grid = FontGrid.of(palette.mono());
        setId("event-list");
        getStyleClass().add("event-list");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        chips = new ListChips(texts, this::showNewest, unfilter);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        getChildren().addAll(canvas, header, rowsBar.node(), shiftBar);
        getChildren().addAll(chips.nodes());
        listen();
    }

    /// Fills the menu that a right click opens.
    public ContextMenu menu() {
        return menu;
    }

    /// {@return how times are written}
    public ObjectProperty<TimeFormat> timeFormatProperty() {
        return rows.formatProperty();
    }

    /// {@return what is looked for, to be seen in the rows}
    ObjectProperty<TextQuery> searchProperty() {
        return search;
    }

    EventRowReader reader() {
        return rows.reader();
    }

    /// Makes the current event the zero of [TimeFormat#SINCE_REFERENCE] and shows such times.
    public void setReference() {
        rows.setReference(model.currentEvent());
        timeFormatProperty().set(TimeFormat.SINCE_REFERENCE);
        requestLayout();
    }

    /// Makes the list's own keys work.
    public void bindActions(Actions actions) {
        ListKeys.bind(this, actions);
    }

    /// Takes widths, shown columns and the time format from the last run.
    public void load(WindowSettings settings) {
        columns.load(settings);
        rows.load(settings);
    }

    /// Remembers them for the next.
    public void save(WindowSettings settings) {
        columns.save(settings);
        rows.save(settings);
    }

    /// {@return the row of an event as tab-separated words, for the clipboard}
    public String rowText(long event) {
        return rows.text(event, places.stream().map(ColumnLayout.Place::column).toList());
    }

    /// {@return the first and last event in view, as `[first, last]`; last is below first if there
    /// is none}
    public long[] shownEvents() {
        return shownEvents.events(position.rowsInView());
    }

    /// {@return the cell that was clicked last, of the selected event; [Pointed#NOTHING] if none}
    public Pointed pointedAt() {
        SessionSnapshot snapshot = model.snapshot();
        long event = model.selection().event();
        return snapshot == null || event < 0
                ? Pointed.NOTHING
                : PointedCell.of(snapshot, rows.read(snapshot, event), pointed);
    }

    /// Gives a field a column of its own.
    ///
    /// @param field its name
    public void addColumn(String field) {
        columns.add(new FieldColumn(field));
        requestLayout();
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
        model.matchesProperty().addListener((_, before, now) -> filtered(before, now));
        model.currentEventProperty().addListener(_ -> currentMoved());
        model.followingProperty().addListener((_, _, follows) -> followChanged(follows));
        model.selectionProperty().addListener(_ -> requestLayout());
        model.marksProperty().addListener(_ -> requestLayout());
        model.findingProperty().addListener(_ -> requestLayout());
        palette.themeProperty().addListener(_ -> requestLayout());
        palette.fontSizeProperty()
                .addListener(_ -> {
                    grid = FontGrid.of(palette.mono());
                    requestLayout();
                });
        timeFormatProperty()
                .addListener(_ -> {
                    columns.forgetNeeds();
                    requestLayout();
                });
        search.addListener(_ -> requestLayout());
        focusedProperty().addListener(_ -> requestLayout());
        shiftBar.valueProperty().addListener(_ -> requestLayout());
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnMouseMoved(event -> {
            hover(eventAt(event.getY()));
            tell(event.getX());
        });
        canvas.setOnMouseExited(_ -> hover(-1));
        setOnContextMenuRequested(event -> menu.show(this, event.getScreenX(), event.getScreenY()));
        colours.onChange(this::requestLayout);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    }

    private void sessionGrew(SessionSnapshot snapshot) {
        if (snapshot == null) {
            rows.setReference(0);
            columns.forgetNeeds();
            position.stick();
        }
        position.setCount(shownEvents.count());
        requestLayout();
    }

    private void filtered(@Nullable Matches before, @Nullable Matches now) {
        position.setCount(shownEvents.count());
        // What is looked at stays in view when rows come or go around it, but not while more of the
        // same filter is found: the reader may have scrolled away since.
        boolean other = before == null || now == null || now.examined() <= before.examined();
        if (other && !model.following() && model.currentEvent() >= 0) {
            position.reveal(shownEvents.row(model.currentEvent()));
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
            position.reveal(shownEvents.row(model.currentEvent()));
        }
        requestLayout();
    }

    private void showNewest() {
        model.goLive();
        position.stick();
        requestLayout();
    }

    void step(long rows) {
        model.goTo(shownEvents.stepped(model.currentEvent(), rows));
    }

    /// {@return rows in view that are all to be seen}
    long page() {
        return (long) Math.floor(position.visible() - 1);
    }

    void shiftChars(double chars) {
        shiftBy(chars * grid.charWidth());
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        menu.hide();
        long pressed = eventAt(event.getY());
        boolean right = event.getButton() == MouseButton.SECONDARY;
        if (pressed >= 0 && (event.getButton() == MouseButton.PRIMARY || right)) {
            pointed = ColumnLayout.at(places, event.getX() + shift());
            model.goTo(pressed);
        }
    }

    private void hover(long event) {
        if (hovered != event) {
            hovered = event;
            requestLayout();
        }
    }

    private void tell(double x) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || hovered < 0 || hovered >= snapshot.eventCount()) {
            tip.say("");
            return;
        }
        EventRow row = rows.read(snapshot, hovered);
        tip.sayCut(row, places, grid, x + shift());
    }

    private double shift() {
        return shiftBar.isVisible() ? shiftBar.getValue() : 0;
    }

    private long eventAt(double y) {
        long row = (long) Math.floor(position.top() + y / rowHeight());
        return row < position.count() ? shownEvents.event(row) : -1;
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
        position.scrollTo(value);
        requestLayout();
    }

    private double rowHeight() {
        return Math.rint(grid.lineHeight() + LINE_LEADING);
    }

    @Override
    protected void layoutChildren() {
        double barWidth = rowsBar.node().prefWidth(-1);
        double width = Math.max(0, getWidth() - barWidth);
        double headerHeight = rowHeight() + 3;
        SessionSnapshot session = model.snapshot();
        long numbers = session == null ? 0 : session.eventCount();
        columns.need(EventColumn.NUMBER, Numbers.grouped(numbers).length());
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
        rowsBar.node().resizeRelocate(width, headerHeight, barWidth, height);
        canvas.relocate(0, headerHeight);
        canvas.setWidth(width);
        canvas.setHeight(height);
        position.setVisible(height / rowHeight());
        rowsBar.show(position);
        long selected = model.selection().event();
        chips.place(
                position.newRows(),
                shownEvents.hides(selected) ? selected : -1,
                width,
                headerHeight + height);
        if (draw(shift, wide)) {
            requestLayout();
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
        long[] shown = position.rowsInView();
        colours.ask(shownEvents.between(shown), this::requestLayout);
        for (long row = shown[0]; row <= shown[1]; row++) {
            long event = shownEvents.event(row);
            EventRow read = rows.read(snapshot, event);
            EventPainter.Standing standing = standings.of(read, isFocused(), event == hovered);
            for (ListColumn column : columns.columns()) {
                tight |= columns.need(column, EventPainter.chars(read, column, grid));
            }
            double y = Math.rint((row - position.top()) * rowHeight);
            painter.paint(read, standing, places, y, Math.max(wide, canvas.getWidth()));
            if (standing.selected()) {
                setAccessibleText(SpokenRow.of(read, standing, texts));
            }
        }
        g.restore();
        return tight;
    }
}
