package ismscope.app.timeline;

import ismscope.app.model.Selection;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.app.theme.FontGrid;
import ismscope.app.theme.Palette;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.timeline.Axis;
import ismscope.inspector.timeline.Lane;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The tracks, of which only those in view are asked for and drawn, anew when something changed.
///
/// Thread: FX.
final class TrackView extends Region {
    private static final double LEAST_EVENTS = 4;

    private final SessionModel model;
    private final Palette palette;
    private final Texts texts;
    private final TrackModel tracks;
    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private final ReadOnlyStringWrapper standing = new ReadOnlyStringWrapper("");
    private final TrackPictures pictures = new TrackPictures(this::requestLayout);
    private TrackColors colors;
    private Span span = new Span(0, 1);
    private boolean fitted = true;
    private TrackLayout layout = new TrackLayout(1, 1, 12, Set.of(), false);
    private FontGrid grid;
    private final ReadOnlyObjectWrapper<@Nullable EventRange> range = new ReadOnlyObjectWrapper<>();
    private double hoverX = -1;
    private double hoverY = -1;

    TrackView(SessionModel model, Palette palette, Texts texts) {
        this.model = model;
        this.palette = palette;
        this.texts = texts;
        tracks = new TrackModel(model, this::grown);
        grid = FontGrid.of(palette.mono());
        colors = new TrackColors(palette);
        setId("timeline");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        bar.setOrientation(Orientation.VERTICAL);
        bar.valueProperty().addListener(_ -> requestLayout());
        getChildren().addAll(canvas, bar);
        listen();
    }

    private void listen() {
        model.sessionProperty().addListener(_ -> sessionChanged());
        model.snapshotProperty().addListener(_ -> requestLayout());
        model.selectionProperty().addListener(_ -> requestLayout());
        model.currentEventProperty().addListener(_ -> requestLayout());
        model.marksProperty().addListener(_ -> requestLayout());
        palette.themeProperty()
                .addListener(_ -> {
                    colors = new TrackColors(palette);
                    requestLayout();
                });
        palette.fontSizeProperty()
                .addListener(_ -> {
                    grid = FontGrid.of(palette.mono());
                    requestLayout();
                });
        focusedProperty().addListener(_ -> requestLayout());
        visibleProperty().addListener(_ -> requestLayout());
    }

    private void sessionChanged() {
        range.set(null);
        pictures.forget();
        fitted = true;
        bar.setValue(0);
        requestLayout();
    }

    private void grown() {
        requestLayout();
    }

    /// {@return in words what is in view}
    ReadOnlyStringProperty standingProperty() {
        return standing.getReadOnlyProperty();
    }

    Canvas canvas() {
        return canvas;
    }

    TrackModel tracks() {
        return tracks;
    }

    Span span() {
        return span;
    }

    TrackLayout trackLayout() {
        return layout;
    }

    /// Shows all of it, and what comes.
    void fit() {
        fitted = true;
        requestLayout();
    }

    /// Shows less (below 1) or more, around a place on the axis.
    void zoom(double part, double around) {
        Axis axis = tracks.axis();
        double least = Math.min(axis.length(), LEAST_EVENTS);
        show(span.zoomed(part, around, least));
    }

    /// Moves along by a part of what is in view.
    void pan(double part) {
        show(span.moved(part * span.length()));
    }

    /// Scrolls the tracks.
    void scroll(double pixels) {
        bar.setValue(Math.clamp(bar.getValue() + pixels, 0, Math.max(0, bar.getMax())));
    }

    void show(Span next) {
        span = next.within(tracks.axis().length());
        fitted = span.length() >= tracks.axis().length();
        requestLayout();
    }

    /// Brings a stretch of events into view, with some room around.
    void showEvents(long first, long last) {
        Axis axis = tracks.axis();
        if (last >= tracks.view().events()) {
            return;
        }
        double from = axis.placeOf(first);
        double to = axis.placeOf(last);
        double room = Math.max((to - from) * 0.6, 40);
        show(new Span(from - room, to + room));
    }

    /// Chooses a stretch, null for none.
    void choose(@Nullable EventRange chosen) {
        range.set(chosen);
        requestLayout();
    }

    @Nullable EventRange range() {
        return range.get();
    }

    ReadOnlyObjectProperty<@Nullable EventRange> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    void hover(double x, double y) {
        hoverX = x;
        hoverY = y;
        requestLayout();
    }

    /// {@return the device whose track is at a height, -1 if there is none}
    int deviceAt(double y) {
        int track = (int) Math.floor((y - layout.ruler() + bar.getValue()) / layout.row());
        return y < layout.ruler() || track < 0 || track >= tracks.view().trackCount()
                ? -1
                : tracks.view().device(track);
    }

    /// {@return the event of a track that is nearest to a pixel, -1 if none is near}
    long eventAt(double x, double y) {
        int device = deviceAt(y);
        if (device < 0 || x < layout.label()) {
            return -1;
        }
        return NearestEvent.of(tracks.view(), tracks.axis(), device, layout.place(span, x));
    }

    /// Scrolls to the track of a device.
    void reveal(int device) {
        int track = tracks.view().trackOf(device);
        if (track >= 0) {
            double top = track * layout.row();
            double seen = layout.height() - layout.ruler();
            if (top < bar.getValue() || top + layout.row() > bar.getValue() + seen) {
                bar.setValue(Math.clamp(top - seen / 2, 0, Math.max(0, bar.getMax())));
            }
        }
    }

    @Override
    protected void layoutChildren() {
        double barWidth = bar.prefWidth(-1);
        double width = Math.max(1, getWidth() - barWidth);
        canvas.setWidth(width);
        canvas.setHeight(getHeight());
        layout = TrackLayout.of(width, getHeight(), grid.lineHeight(), tracks.view());
        double all = tracks.view().trackCount() * layout.row();
        double seen = Math.max(0, getHeight() - layout.ruler());
        bar.setMax(Math.max(0, all - seen));
        bar.setVisibleAmount(all <= 0 ? 1 : bar.getMax() * Math.min(1, seen / all));
        bar.setUnitIncrement(layout.row());
        bar.setBlockIncrement(seen);
        bar.setVisible(all > seen);
        bar.resizeRelocate(width, layout.ruler(), barWidth, seen);
        if (isShown()) {
            tracks.goOn();
            span =
                    fitted
                            ? new Span(0, tracks.axis().length())
                            : span.within(tracks.axis().length());
            draw();
        }
    }

    private boolean isShown() {
        return getScene() != null && getWidth() > 1 && getHeight() > 1;
    }

    private void draw() {
        TrackPainter painter = new TrackPainter(canvas, palette, layout, grid);
        painter.clear();
        SessionSnapshot snapshot = tracks.snapshot();
        if (snapshot == null || tracks.view().events() == 0) {
            boolean some = model.snapshot() != null && model.snapshot().eventCount() > 0;
            standing.set(texts.text(some ? "timeline.making" : "timeline.empty"));
            return;
        }
        pictures.want(
                new PictureOf(tracks.view(), tracks.axis(), span, layout, bar.getValue(), colors));
        TrackPicture picture = pictures.shown();
        Image image = pictures.image();
        if (picture != null && image != null) {
            painter.pixels(image);
            new TrackFrame(picture, snapshot, painter, model).draw(range.get(), hoverX);
        }
        say(snapshot);
    }

    private void say(SessionSnapshot snapshot) {
        String words;
        EventRange chosen = range.get();
        if (hoverX >= 0) {
            long event = eventAt(hoverX, hoverY);
            words =
                    event < 0
                            ? ""
                            : texts.text(
                                    "timeline.event",
                                    Numbers.event(event),
                                    snapshot.deviceName(snapshot.device(event)),
                                    snapshot.info(event));
        } else if (chosen != null) {
            words =
                    texts.text(
                            "timeline.range",
                            Numbers.grouped(chosen.last() - chosen.first() + 1),
                            ValueText.duration(
                                    snapshot.timeNanos(chosen.last())
                                            - snapshot.timeNanos(chosen.first())));
        } else {
            words = texts.text("timeline.tracks", Numbers.grouped(tracks.view().trackCount()));
        }
        standing.set(words);
        setAccessibleText(
                texts.text("timeline.accessible", words, Numbers.event(model.currentEvent())));
    }

    /// Goes to an event and its device.
    void goTo(long event) {
        if (event >= 0) {
            model.goTo(event);
        }
    }

    /// Selects a device.
    void select(int device) {
        Selection selection = model.selection();
        model.select(selection.withDevice(device));
        reveal(device);
    }

    /// {@return the event of a lane of the selected device before (-1) or behind (1) the current
    /// one, -1 if there is none}
    long neighbour(Lane lane, int way) {
        int device = Math.max(0, model.selection().device());
        if (tracks.view().trackOf(device) < 0) {
            return -1;
        }
        return tracks.view().next(device, lane, model.currentEvent() + way, way);
    }

    SessionModel model() {
        return model;
    }
}
