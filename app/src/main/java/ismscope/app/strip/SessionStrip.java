package ismscope.app.strip;

import ismscope.app.model.LatestTask;
import ismscope.app.model.Marks;
import ismscope.app.model.Player;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.session.SessionSnapshot.Density;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The whole session in one strip: how dense events are, of which VM, where findings and losses
/// are, where the list stands, and the handle of the current event; dragging it travels in time.
///
/// Thread: FX; the density is counted by a worker.
public final class SessionStrip extends Region {
    private static final PseudoClass LIVE = PseudoClass.getPseudoClass("live");
    private static final PseudoClass REPLAY = PseudoClass.getPseudoClass("replay");
    private static final double HEIGHT = 50;
    private static final double GAP = 10;
    private static final double KEY_STEPS = 200;

    private final SessionModel model;
    private final Player player;
    private final Palette palette;
    private final Texts texts;
    private final Supplier<long[]> shownEvents;
    private final Canvas canvas = new Canvas();
    private final Button liveChip = new Button();
    private final Label place = new Label();
    private final LatestTask<Counted> counting = LatestTask.onOwnThread("density-worker");
    private @Nullable Counted counted;
    private boolean asked;
    private double hoverX = -1;

    /// What the worker found, for which length of which session.
    private record Counted(
            @Nullable Session session,
            long events,
            int buckets,
            Density density,
            Findings findings,
            FindingTicks ticks,
            @Nullable Matches matches,
            ShownShare shown) {
        boolean counts(@Nullable Session other, long count, int parts) {
            return Objects.equals(session, other) && events == count && buckets == parts;
        }
    }

    /// Builds the strip.
    ///
    /// @param player reveals more of a replay
    /// @param shownEvents first and last event in view in the event list
    public SessionStrip(
            SessionModel model,
            Player player,
            Palette palette,
            Texts texts,
            Supplier<long[]> shownEvents) {
        this.model = model;
        this.player = player;
        this.palette = palette;
        this.texts = texts;
        this.shownEvents = shownEvents;
        setId("session-strip");
        getStyleClass().add("session-strip");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        liveChip.setId("live-chip");
        liveChip.getStyleClass().add("live-chip");
        liveChip.setFocusTraversable(false);
        liveChip.setOnAction(_ -> model.goLive());
        place.setId("strip-place");
        place.getStyleClass().add("strip-place");
        getChildren().addAll(canvas, place, liveChip);
        listen();
    }

    private void listen() {
        model.sessionProperty().addListener(_ -> asked = false);
        model.snapshotProperty().addListener(_ -> requestLayout());
        model.matchesProperty().addListener(_ -> requestLayout());
        model.currentEventProperty().addListener(_ -> requestLayout());
        model.followingProperty().addListener(_ -> requestLayout());
        model.marksProperty().addListener(_ -> requestLayout());
        model.comparedEventProperty().addListener(_ -> requestLayout());
        model.statusProperty().addListener(_ -> requestLayout());
        palette.themeProperty().addListener(_ -> requestLayout());
        palette.fontSizeProperty().addListener(_ -> requestLayout());
        focusedProperty().addListener(_ -> requestLayout());
        canvas.setCursor(Cursor.HAND);
        canvas.setOnMousePressed(event -> {
            requestFocus();
            scrub(event);
        });
        canvas.setOnMouseDragged(this::scrub);
        canvas.setOnMouseReleased(_ -> {
            if (!model.following()) {
                model.goTo(model.currentEvent());
            }
        });
        canvas.setOnMouseMoved(event -> hover(event.getX()));
        canvas.setOnMouseExited(_ -> hover(-1));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void hover(double x) {
        hoverX = x;
        requestLayout();
    }

    private void scrub(MouseEvent event) {
        SessionSnapshot snapshot = model.snapshot();
        hoverX = event.getX();
        if (event.getX() > revealedWidth()) {
            player.reveal(event.getX() / canvas.getWidth());
        } else if (snapshot != null && snapshot.eventCount() > 0) {
            long time = scale(snapshot).time(event.getX());
            model.scrubTo(Math.max(0, snapshot.eventAtTime(time)));
        }
    }

    private void keyPressed(KeyEvent event) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || snapshot.eventCount() == 0 || event.isShortcutDown()) {
            return;
        }
        int way =
                switch (event.getCode()) {
                    case LEFT -> -1;
                    case RIGHT -> 1;
                    default -> 0;
                };
        if (way != 0 && !event.isAltDown()) {
            TimeScale scale = scale(snapshot);
            long here = snapshot.timeNanos(model.currentEvent());
            long step = Math.max(1, (long) ((scale.last() - scale.first()) / KEY_STEPS));
            long there = snapshot.eventAtTime(here + way * step);
            long least = model.currentEvent() + way;
            model.goTo(way < 0 ? Math.min(there, least) : Math.max(there, least));
            event.consume();
        }
    }

    private TimeScale scale(SessionSnapshot snapshot) {
        return new TimeScale(
                snapshot.timeNanos(0),
                snapshot.timeNanos(snapshot.eventCount() - 1),
                revealedWidth());
    }

    /// {@return how far to the right there are events: of a replay, more are to come}
    private double revealedWidth() {
        return canvas.getWidth() * player.revealed();
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected void layoutChildren() {
        showChips();
        double chipWidth = liveChip.isVisible() ? liveChip.prefWidth(-1) : 0;
        double placeWidth = place.getText().isEmpty() ? 0 : place.prefWidth(-1);
        double right = Math.max(chipWidth, placeWidth);
        right = right == 0 ? 0 : Math.max(right, 150) + GAP;
        double chipHeight = liveChip.prefHeight(-1);
        double placeHeight = place.prefHeight(-1);
        double both = (chipWidth > 0 ? chipHeight : 0) + (placeWidth > 0 ? placeHeight : 0);
        double y = Math.max(0, (getHeight() - both) / 2);
        double x = getWidth() - right + GAP;
        liveChip.resizeRelocate(x, y, chipWidth, chipHeight);
        place.resizeRelocate(x, chipWidth > 0 ? y + chipHeight : y, getWidth() - x, placeHeight);
        canvas.setWidth(Math.max(1, getWidth() - right));
        canvas.setHeight(getHeight());
        draw();
    }

    private void showChips() {
        SessionSnapshot snapshot = model.snapshot();
        boolean live = model.statusProperty().get().isOngoing();
        boolean replay = model.statusProperty().get() == Session.Status.REPLAYING;
        liveChip.setVisible(live);
        liveChip.setText(texts.text(replay ? "strip.replay" : "strip.live"));
        liveChip.pseudoClassStateChanged(REPLAY, replay);
        liveChip.pseudoClassStateChanged(LIVE, live && model.following());
        place.setText("");
        if (snapshot != null && snapshot.eventCount() > 0 && !(live && model.following())) {
            long last = snapshot.eventCount() - 1;
            long current = Math.clamp(model.currentEvent(), 0, last);
            long behind = snapshot.timeNanos(last) - snapshot.timeNanos(current);
            place.setText(
                    texts.text(
                            live ? "strip.place_live" : "strip.place",
                            Numbers.event(current),
                            ValueText.duration(behind),
                            ValueText.duration(
                                    snapshot.timeNanos(current) - snapshot.timeNanos(0))));
            setAccessibleText(place.getText());
        }
    }

    private void draw() {
        SessionSnapshot snapshot = model.snapshot();
        StripPainter painter = new StripPainter(canvas, palette);
        painter.clear();
        painter.hidden(revealedWidth());
        if (snapshot == null || snapshot.eventCount() == 0) {
            counted = null;
            return;
        }
        int buckets = (int) Math.max(1, revealedWidth() / StripPainter.BAR);
        ask(snapshot, buckets);
        TimeScale scale = scale(snapshot);
        long[] shown = shownEvents.get();
        if (shown[1] >= shown[0] && shown[1] < snapshot.eventCount()) {
            painter.span(
                    scale.x(snapshot.timeNanos(shown[0])), scale.x(snapshot.timeNanos(shown[1])));
        }
        Counted known = counted;
        if (known != null && Objects.equals(known.session, model.sessionProperty().get())) {
            double share = grown(snapshot, known) * player.revealed();
            painter.density(known.density, known.shown, share);
            painter.ticks(known.ticks, known.buckets, share);
        }
        painter.ruler(scale);
        for (Marks.Mark mark : model.marks().all()) {
            painter.mark(scale.x(snapshot.timeNanos(mark.event())));
        }
        long compared = model.comparedEventProperty().get();
        if (compared >= 0 && compared < snapshot.eventCount()) {
            painter.compared(scale.x(snapshot.timeNanos(compared)));
        }
        boolean past = !model.following() && model.statusProperty().get().isOngoing();
        long current = Math.clamp(model.currentEvent(), 0, snapshot.eventCount() - 1);
        painter.handle(scale.x(snapshot.timeNanos(current)), past, isFocused());
        if (hoverX >= 0 && hoverX <= revealedWidth()) {
            long time = scale.time(hoverX);
            painter.hover(
                    hoverX,
                    texts.text(
                            "strip.hover",
                            Numbers.event(Math.max(0, snapshot.eventAtTime(time))),
                            ValueText.duration(time - scale.first())));
        }
    }

    /// The part of today's session that was there when the density was counted: until the next
    /// count the old picture is drawn narrower instead of standing still.
    private static double grown(SessionSnapshot snapshot, Counted known) {
        long first = snapshot.timeNanos(0);
        long then = snapshot.timeNanos(Math.min(known.events, snapshot.eventCount()) - 1);
        long now = snapshot.timeNanos(snapshot.eventCount() - 1);
        return now <= first ? 1 : (double) (then - first) / (now - first);
    }

    private void ask(SessionSnapshot snapshot, int buckets) {
        Session session = model.sessionProperty().get();
        Matches matches = model.matches();
        Counted known = counted;
        boolean current =
                known != null
                        && known.counts(session, snapshot.eventCount(), buckets)
                        && known.findings.equals(snapshot.findings())
                        && Objects.equals(known.matches, matches);
        if (asked || current) {
            return;
        }
        asked = true;
        counting.ask(
                () -> count(snapshot, buckets, session, known, matches),
                found -> {
                    if (Objects.equals(found.session, model.sessionProperty().get())) {
                        asked = false;
                        counted = found;
                        requestLayout();
                    }
                });
    }

    /// @param known what was counted before: a filter that finds more changes no density
    private static Counted count(
            SessionSnapshot snapshot,
            int buckets,
            @Nullable Session session,
            @Nullable Counted known,
            @Nullable Matches matches) {
        Density density =
                known != null && known.counts(session, snapshot.eventCount(), buckets)
                        ? known.density
                        : snapshot.density(buckets);
        return new Counted(
                session,
                snapshot.eventCount(),
                buckets,
                density,
                snapshot.findings(),
                FindingTicks.of(snapshot, buckets),
                matches,
                ShownShare.of(density, matches));
    }
}
