package ismscope.app.hex;

import ismscope.app.model.LatestTask;
import ismscope.app.model.Selection;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The canvas of a region's bytes: asks the worker for what is in view after the current event, and
/// keeps caret and selection. Thread: FX.
final class HexView extends Region {
    private static final double MARGIN_SCREENS = 1.5;

    private final SessionModel model;
    private final Palette palette;
    private final Canvas canvas = new Canvas();
    private final HexPainter painter;
    private final ShownRegion shownRegion;
    private final Viewport viewport = new Viewport();
    private final WindowReader reader = new WindowReader();
    private final LatestTask<RegionWindow> task = LatestTask.onOwnThread("region-worker");
    private final ReadOnlyObjectWrapper<@Nullable RegionWindow> window =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper caret = new ReadOnlyLongWrapper(0);
    private final BooleanProperty followWrites = new SimpleBooleanProperty(false);
    private final Map<Long, Double> tops = new HashMap<>();
    private @Nullable HexMetrics metrics;
    private @Nullable RegionState region;
    private DeviceMap map = new DeviceMap(0, "", 1, List.of());
    private long anchor;
    private boolean selecting;
    private long asked = Long.MIN_VALUE;
    private long askedFrom;
    private long askedEnd;
    private long askedCompared = -1;
    private long paints;

    HexView(SessionModel model, Palette palette, Texts texts) {
        this.model = model;
        this.palette = palette;
        shownRegion = new ShownRegion(model);
        painter = new HexPainter(canvas.getGraphicsContext2D(), palette, texts);
        setId("region-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setMinSize(120, 60);
        getChildren().add(canvas);
        model.stateProperty().addListener(_ -> stateChanged());
        model.sessionProperty().addListener(_ -> sessionChanged());
        model.selectionProperty().addListener((_, _, now) -> selectionChanged(now));
        palette.themeProperty().addListener(_ -> requestLayout());
        palette.fontSizeProperty()
                .addListener(_ -> {
                    metrics = null;
                    requestLayout();
                });
        focusedProperty().addListener(_ -> requestLayout());
        model.comparedEventProperty().addListener(_ -> requestLayout());
        shownRegion.pinnedProperty().addListener(_ -> stateChanged());
        stateChanged();
    }

    /// {@return the bytes that are painted, null while there are none}
    ReadOnlyObjectProperty<@Nullable RegionWindow> windowProperty() {
        return window.getReadOnlyProperty();
    }

    /// {@return the byte with the caret}
    ReadOnlyLongProperty caretProperty() {
        return caret.getReadOnlyProperty();
    }

    /// {@return whether the newest store is always brought into view}
    BooleanProperty followWritesProperty() {
        return followWrites;
    }

    Viewport viewport() {
        return viewport;
    }

    /// {@return the region whose bytes are shown, null if none}
    @Nullable RegionState region() {
        return region;
    }

    /// {@return what decides which region that is}
    ShownRegion shownRegion() {
        return shownRegion;
    }

    /// {@return where the region lies in the selected device's memory}
    DeviceMap map() {
        return map;
    }

    @Nullable HexMetrics metrics() {
        return metrics;
    }

    /// {@return how often it was painted: does not grow while nothing changes}
    long paints() {
        return paints;
    }

    long selectionStart() {
        return Math.min(anchor, caret.get());
    }

    long selectionEnd() {
        return Math.max(anchor, caret.get()) + 1;
    }

    /// Moves the caret and tells the others.
    ///
    /// @param extend whether the selection grows to there instead of moving there
    void moveCaret(long offset, boolean extend) {
        RegionState shown = region;
        if (shown == null || shown.size() == 0) {
            return;
        }
        long target = viewport.grid().clamp(offset);
        select(extend ? anchor : target, target);
        viewport.reveal(target);
        requestLayout();
    }

    /// Selects bytes, the caret on the first, and brings them into view.
    void selectRange(long offset, long length) {
        select(offset + length - 1, offset);
        viewport.reveal(offset);
        requestLayout();
    }

    /// Scrolls by rows and fractions of rows.
    void scroll(double rows) {
        viewport.scroll(rows);
        requestLayout();
    }

    /// Scrolls to a row.
    void scrollTo(double top) {
        viewport.setTop(top);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        RegionState shown = region;
        if (shown == null || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        boolean compared = model.comparedEventProperty().get() >= 0;
        HexMetrics now = metrics;
        if (now == null
                || now.width() != getWidth()
                || now.grid().sizeBytes() != shown.size()
                || now.compared() != compared) {
            now =
                    HexMetrics.fitting(
                            FontGrid.of(palette.mono()), shown.size(), getWidth(), compared);
            metrics = now;
        }
        viewport.setGrid(now.grid());
        viewport.setVisible((getHeight() - now.headerHeight()) / now.rowHeight());
        ask();
        paint(now);
    }

    private void paint(HexMetrics now) {
        RegionWindow bytes = window.get();
        SessionSnapshot snapshot = model.snapshot();
        if (bytes == null || snapshot == null) {
            return;
        }
        paints++;
        painter.paint(
                new HexPainter.Scene(
                        now,
                        viewport,
                        bytes,
                        snapshot,
                        map,
                        caret.get(),
                        selectionStart(),
                        selectionEnd(),
                        isFocused(),
                        getHeight()));
    }

    /// Who works on bytes of a region chooses it.
    private void select(long newAnchor, long newCaret) {
        RegionState shown = region;
        anchor = newAnchor;
        caret.set(newCaret);
        selecting = true;
        try {
            model.select(
                    model.selection()
                            .withToken(shown == null ? 0 : shown.token())
                            .withRegionBytes(selectionStart(), selectionEnd() - selectionStart()));
        } finally {
            selecting = false;
        }
    }

    private void sessionChanged() {
        tops.clear();
        region = null;
        window.set(null);
        asked = Long.MIN_VALUE;
        stateChanged();
    }

    private void selectionChanged(Selection now) {
        stateChanged();
        boolean mine = selecting || region == null || now.token() != region.token();
        if (!mine && now.inRegion() && now.hasBytes()) {
            boolean same =
                    now.byteOffset() == selectionStart()
                            && now.byteLength() == selectionEnd() - selectionStart();
            if (!same) {
                anchor = viewport.grid().clamp(now.byteOffset() + now.byteLength() - 1);
                caret.set(viewport.grid().clamp(now.byteOffset()));
                viewport.reveal(caret.get());
            }
        }
        requestLayout();
    }

    private void stateChanged() {
        SessionState state = model.state();
        long token = state == null ? 0 : shownRegion.token(state);
        RegionState next = state == null || token == 0 ? null : state.region(token);
        RegionState before = region;
        if (before != null && (next == null || next.token() != before.token())) {
            tops.put(before.token(), viewport.top());
            window.set(null);
            asked = Long.MIN_VALUE;
        }
        region = next;
        if (state != null && next != null) {
            map = DeviceMap.of(state, next, model.selection().device());
            if (before == null || before.token() != next.token()) {
                begin(next);
            }
        }
        requestLayout();
    }

    private void begin(RegionState next) {
        metrics = null;
        viewport.setGrid(new HexGrid(next.size(), viewport.grid().bytesPerRow()));
        viewport.setTop(tops.getOrDefault(next.token(), 0.0));
        Selection selection = model.selection();
        boolean bytes = selection.inRegion() && selection.hasBytes();
        caret.set(viewport.grid().clamp(bytes ? selection.byteOffset() : 0));
        anchor =
                bytes
                        ? viewport.grid().clamp(selection.byteOffset() + selection.byteLength() - 1)
                        : caret.get();
        if (bytes) {
            viewport.reveal(caret.get());
        }
    }

    /// Asks for the rows in view and some around them, unless that was asked for already.
    private void ask() {
        SessionSnapshot snapshot = model.snapshot();
        SessionState state = model.state();
        RegionState shown = region;
        if (snapshot == null || state == null || shown == null) {
            return;
        }
        HexGrid grid = viewport.grid();
        long first = grid.start(viewport.firstRow());
        long end = Math.min(shown.size(), grid.start(viewport.endRow()));
        long compared = model.comparedEventProperty().get();
        boolean covered =
                asked == state.event()
                        && askedCompared == compared
                        && first >= askedFrom
                        && end <= askedEnd;
        if (covered) {
            return;
        }
        long margin = (long) (Math.ceil(viewport.visible() * MARGIN_SCREENS) * grid.bytesPerRow());
        asked = state.event();
        askedCompared = compared;
        askedFrom = Math.max(0, first - margin);
        askedEnd = Math.min(shown.size(), end + margin);
        Session owner = model.sessionProperty().get();
        WindowReader.Request request =
                new WindowReader.Request(
                        snapshot,
                        shown,
                        state.event(),
                        askedFrom,
                        (int) (askedEnd - askedFrom),
                        compared);
        task.ask(
                () -> reader.read(request),
                arrived -> {
                    RegionState now = region;
                    boolean wanted =
                            now != null
                                    && now.token() == arrived.region().token()
                                    && owner != null
                                    && owner.equals(model.sessionProperty().get());
                    if (wanted) {
                        show(arrived);
                    }
                });
    }

    private void show(RegionWindow arrived) {
        RegionWindow before = window.get();
        window.set(arrived);
        boolean news =
                !arrived.writes().isEmpty()
                        && (before == null
                                || before.writes().isEmpty()
                                || before.writes().getFirst().event()
                                        != arrived.writes().getFirst().event());
        if (followWrites.get() && news) {
            viewport.reveal(viewport.grid().clamp(arrived.writes().getFirst().offset()));
        }
        requestLayout();
    }
}
