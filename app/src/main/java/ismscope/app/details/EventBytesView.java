package ismscope.app.details;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.Scope;
import ismscope.app.filter.Pointed;
import ismscope.app.model.Selection;
import ismscope.app.model.SessionModel;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.inspector.event.Field;
import ismscope.inspector.filter.FilterWords;
import ismscope.inspector.session.SessionSnapshot;
import java.util.HexFormat;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The captured bytes of the current event in hex and ASCII. The caret, moved by keys or clicks,
/// selects the field it stands in; a field selected elsewhere is marked here.
///
/// Thread: FX.
public final class EventBytesView extends Region {
    private static final double WHEEL_ROW_PIXELS = 14;
    private static final double MARGIN = 8;

    private final SessionModel model;
    private final Palette palette;
    private final DetailsTree details;
    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private byte[] bytes = {};
    private HexLayout layout = new HexLayout(16);
    private FontGrid grid;
    private long caret = -1;
    private final ContextMenu menu = new ContextMenu();
    private long anchor = -1;
    private long hovered = -1;
    private double top;
    private boolean moving;

    /// Builds the view; fields are those of `details`.
    public EventBytesView(SessionModel model, Palette palette, DetailsTree details) {
        this.model = model;
        this.palette = palette;
        this.details = details;
        grid = FontGrid.of(palette.mono());
        setId("event-bytes");
        getStyleClass().add("event-bytes");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        bar.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(canvas, bar);
        listen();
        new CurrentEvent(model, this::show);
    }

    /// Makes the view's own keys work.
    public void bindActions(Actions actions) {
        actions.bind(ActionId.BYTES_NEXT_FIELD, () -> jump(details.index().next(caret)));
        actions.bind(ActionId.BYTES_PREVIOUS_FIELD, () -> jump(details.index().previous(caret)));
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event ->
                        Actions.byKey(Scope.EVENT_BYTES, event)
                                .ifPresentOrElse(
                                        id -> {
                                            actions.run(id);
                                            event.consume();
                                        },
                                        () -> caretKey(event)));
    }

    /// {@return the selected bytes in hex, all of them if none are selected}
    public String selectedHex() {
        Selection selection = model.selection();
        boolean some = selection.hasBytes() && !selection.inRegion();
        int from = some ? (int) Math.min(bytes.length, selection.byteOffset()) : 0;
        int to = some ? (int) Math.min(bytes.length, from + selection.byteLength()) : bytes.length;
        return HexFormat.ofDelimiter(" ").formatHex(bytes, from, to);
    }

    /// Fills the menu that a right click opens.
    public ContextMenu menu() {
        return menu;
    }

    /// {@return the selected bytes, [Pointed#NOTHING] if none are}
    public Pointed pointedAt() {
        Selection selection = model.selection();
        if (!selection.hasBytes() || selection.inRegion() || bytes.length == 0) {
            return Pointed.NOTHING;
        }
        int from = (int) Math.min(bytes.length - 1, selection.byteOffset());
        int length = (int) Math.min(bytes.length - from, selection.byteLength());
        Field field = details.index().of(from, length);
        return new Pointed(
                field == null ? "frame" : field.name(),
                selectedHex(),
                FilterWords.bytes(bytes, from, length));
    }

    private void listen() {
        model.selectionProperty().addListener((_, _, selection) -> follow(selection));
        palette.themeProperty().addListener(_ -> requestLayout());
        palette.fontSizeProperty()
                .addListener(_ -> {
                    grid = FontGrid.of(palette.mono());
                    requestLayout();
                });
        focusedProperty().addListener(_ -> requestLayout());
        bar.valueProperty()
                .addListener((_, _, value) -> {
                    if (!moving) {
                        top = value.doubleValue();
                        requestLayout();
                    }
                });
        canvas.setOnMousePressed(this::pressed);
        setOnContextMenuRequested(event -> menu.show(this, event.getScreenX(), event.getScreenY()));
        canvas.setOnMouseDragged(event -> extendTo(byteAt(event)));
        canvas.setOnMouseMoved(event -> hover(byteAt(event)));
        canvas.setOnMouseExited(_ -> hover(-1));
        addEventHandler(
                ScrollEvent.SCROLL,
                event -> {
                    if (!event.isShortcutDown()) {
                        scrollTo(top - event.getDeltaY() / WHEEL_ROW_PIXELS);
                        event.consume();
                    }
                });
    }

    private void show(@Nullable SessionSnapshot snapshot, long event) {
        bytes = snapshot == null || event < 0 ? new byte[0] : snapshot.event(event).bytes();
        caret = -1;
        anchor = -1;
        hovered = -1;
        top = 0;
        follow(model.selection());
    }

    private void follow(Selection selection) {
        boolean mine = selection.hasBytes() && !selection.inRegion();
        if (mine) {
            long first = selection.byteOffset();
            long last = first + selection.byteLength() - 1;
            if (caret < first || caret > last) {
                caret = first;
                anchor = first;
                revealCaret();
            }
        }
        requestLayout();
    }

    private void jump(@Nullable Field field) {
        if (field != null) {
            putCaret(field.offset());
        }
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        long at = byteAt(event);
        boolean forMenu =
                event.getButton() == MouseButton.SECONDARY && !pointedAt().equals(Pointed.NOTHING);
        if (at >= 0 && !forMenu) {
            if (event.isShiftDown()) {
                extendTo(at);
            } else {
                putCaret(at);
            }
        }
    }

    private void caretKey(KeyEvent event) {
        long row = layout.perRow();
        long from = Math.max(0, caret);
        long page = row * Math.max(1, (long) visibleRows() - 1);
        long to =
                switch (event.getCode()) {
                    case LEFT -> from - 1;
                    case RIGHT -> from + 1;
                    case UP -> from - row;
                    case DOWN -> from + row;
                    case PAGE_UP -> from - page;
                    case PAGE_DOWN -> from + page;
                    case HOME -> from - from % row;
                    default -> Long.MIN_VALUE;
                };
        if (to == Long.MIN_VALUE || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        event.consume();
        long inside = Math.clamp(to, 0, Math.max(0, bytes.length - 1));
        if (event.isShiftDown()) {
            extendTo(inside);
        } else {
            putCaret(inside);
        }
    }

    private void putCaret(long at) {
        if (at < 0 || at >= bytes.length) {
            return;
        }
        caret = at;
        anchor = at;
        Field field = details.index().at(at);
        select(field == null ? at : field.offset(), field == null ? 1 : field.length());
        revealCaret();
    }

    private void extendTo(long at) {
        if (at < 0 || anchor < 0 || at >= bytes.length) {
            return;
        }
        caret = at;
        select(Math.min(anchor, at), Math.abs(at - anchor) + 1);
        revealCaret();
    }

    private void select(long offset, long length) {
        model.select(
                model.selection().withEvent(model.currentEvent()).withEventBytes(offset, length));
    }

    private void hover(long at) {
        if (hovered != at) {
            hovered = at;
            requestLayout();
        }
    }

    private void revealCaret() {
        double row = Math.floorDiv(caret, (long) layout.perRow());
        if (row < top) {
            scrollTo(row);
        } else if (row + 1 > top + visibleRows()) {
            scrollTo(row + 1 - visibleRows());
        }
    }

    private void scrollTo(double row) {
        top = Math.clamp(row, 0, maxTop());
        requestLayout();
    }

    private double maxTop() {
        return Math.max(0, layout.rows(bytes.length) - Math.floor(visibleRows()));
    }

    private double visibleRows() {
        return Math.max(1, (getHeight() - MARGIN) / lineHeight());
    }

    private double lineHeight() {
        return Math.rint(grid.lineHeight() + 3);
    }

    private long byteAt(MouseEvent event) {
        long row = (long) Math.floor(Math.rint(top) + (event.getY() - MARGIN / 2) / lineHeight());
        int inRow = layout.byteAt((event.getX() - MARGIN) / grid.charWidth());
        long at = row * layout.perRow() + inRow;
        return inRow < 0 || row < 0 || at >= bytes.length ? -1 : at;
    }

    @Override
    protected void layoutChildren() {
        double barWidth = bar.prefWidth(-1);
        double width = Math.max(0, getWidth() - barWidth);
        layout = HexLayout.fitting((width - 2 * MARGIN) / grid.charWidth());
        top = Math.clamp(top, 0, maxTop());
        canvas.setWidth(width);
        canvas.setHeight(getHeight());
        bar.resizeRelocate(width, 0, barWidth, getHeight());
        moving = true;
        bar.setVisible(maxTop() > 0);
        bar.setMax(maxTop());
        bar.setVisibleAmount(maxTop() * visibleRows() / Math.max(1, layout.rows(bytes.length)));
        bar.setBlockIncrement(visibleRows());
        bar.setValue(top);
        moving = false;
        new HexPainter(canvas, palette, grid, layout, lineHeight(), MARGIN).paint(view());
    }

    private HexPainter.Look view() {
        Selection selection = model.selection();
        boolean mine = selection.hasBytes() && !selection.inRegion();
        Field under = hovered < 0 ? null : details.index().at(hovered);
        return new HexPainter.Look(
                bytes,
                (long) Math.rint(top),
                new HexPainter.Range(
                        mine ? selection.byteOffset() : -1, mine ? selection.byteLength() : 0),
                new HexPainter.Range(
                        under == null ? hovered : under.offset(),
                        hovered < 0 ? 0 : under == null ? 1 : under.length()),
                isFocused() ? caret : -1,
                details.index());
    }
}
