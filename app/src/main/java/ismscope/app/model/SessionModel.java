package ismscope.app.model;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The open session as all panes see it: newest snapshot, current event, state there, selection.
///
/// Thread: FX only. The newest snapshot is pulled at most once a frame, and only handed on when the
/// session has something new. While [#followingProperty] is true the current event is the newest;
/// [#goTo] leaves that, [#goLive] returns to it. The state is computed by a worker and may be a
/// frame behind the current event; [SessionState#event] tells which event it belongs to.
public final class SessionModel {
    private final ReadOnlyObjectWrapper<@Nullable Session> session = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable SessionSnapshot> snapshot =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable SessionState> state =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Session.Status> status =
            new ReadOnlyObjectWrapper<>(Session.Status.COMPLETE);
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final ReadOnlyLongWrapper currentEvent = new ReadOnlyLongWrapper(-1);
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<Selection> selection =
            new ReadOnlyObjectWrapper<>(Selection.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Matches> matches = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Finding> finding = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper comparedEvent = new ReadOnlyLongWrapper(-1);
    private final Notes notes = new Notes();
    private final SelectionHistory history = new SelectionHistory();
    private final LatestTask<SessionState> stateTask = LatestTask.onOwnThread("state-worker");
    private long tokenOfEvent;
    private long stateAsked = -1;
    private final SessionPump pump = new SessionPump(this::pull);

    /// Starts without a session.
    public SessionModel() {}

    /// Shows a session, live or from a file; the one before is closed.
    public void open(Session newSession) {
        close();
        session.set(newSession);
        pull();
        pump.start(newSession);
    }

    /// Closes the session, off this thread; the panes become empty.
    public void close() {
        pump.stop();
        Session old = session.get();
        session.set(null);
        snapshot.set(null);
        state.set(null);
        status.set(Session.Status.COMPLETE);
        notice.set("");
        history.clear();
        matches.set(null);
        finding.set(null);
        notes.clear();
        comparedEvent.set(-1);
        following.set(true);
        selection.set(Selection.NONE);
        tokenOfEvent = 0;
        currentEvent.set(-1);
        stateAsked = -1;
        if (old != null) {
            Thread.ofVirtual().name("session-close").start(old::close);
        }
    }

    /// Makes an event the current one and selects it, with its device, its region and, for content,
    /// the region's bytes; numbers outside the session are moved to its nearest end. The session
    /// itself goes on.
    public void goTo(long event) {
        SessionSnapshot now = snapshot.get();
        if (now != null && now.eventCount() > 0) {
            long target = Math.clamp(event, 0, now.eventCount() - 1);
            Selection aimed = aim(now, target);
            if (aimed.token() != selection.get().token()) {
                tokenOfEvent = aimed.token();
            }
            apply(new Place(aimed, false));
        }
    }

    /// Shows a finding: its proof is marked everywhere, and the event at which it shows becomes the
    /// current one.
    public void show(Finding proven) {
        finding.set(proven);
        goTo(proven.event());
    }

    /// Makes an event the current one and leaves the rest of the selection and the history alone:
    /// for a handle that is being dragged.
    public void scrubTo(long event) {
        SessionSnapshot now = snapshot.get();
        if (now != null && now.eventCount() > 0) {
            long target = Math.clamp(event, 0, now.eventCount() - 1);
            show(new Place(selection.get().withEvent(target), false));
        }
    }

    /// Makes the newest event the current one, and keeps it so. A region that was selected with an
    /// event is let go with it.
    public void goLive() {
        finding.set(null);
        Selection live = selection.get().withEvent(-1);
        apply(new Place(live.token() == tokenOfEvent ? live.withToken(0) : live, true));
    }

    /// Selects; a selected event becomes the current one.
    public void select(Selection newSelection) {
        if (newSelection.token() != selection.get().token()) {
            tokenOfEvent = 0;
        }
        boolean event = newSelection.event() >= 0;
        apply(new Place(newSelection, !event && following.get()));
    }

    /// Marks the current event, or takes its mark away.
    public void toggleMark() {
        if (currentEvent.get() >= 0) {
            notes.toggle(currentEvent.get());
        }
    }

    /// {@return bookmarks and texts of the open session}
    public Notes notes() {
        return notes;
    }

    /// Chooses another moment that the current event is compared with.
    ///
    /// @param event a number of the session, -1 for none
    public void compareWith(long event) {
        SessionSnapshot now = snapshot.get();
        boolean known = now != null && event >= 0 && event < now.eventCount();
        comparedEvent.set(known ? event : -1);
    }

    /// {@return whether there was a place to return to}
    public boolean back() {
        return revisit(history.back());
    }

    /// {@return whether there was a place to go on to}
    public boolean forward() {
        return revisit(history.forward());
    }

    /// {@return the open session, null if none}
    public ReadOnlyObjectProperty<@Nullable Session> sessionProperty() {
        return session.getReadOnlyProperty();
    }

    /// {@return the newest snapshot, null without a session}
    public ReadOnlyObjectProperty<@Nullable SessionSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /// {@return the state after the current event, null without a session or until first computed}
    public ReadOnlyObjectProperty<@Nullable SessionState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// {@return what the session is doing; COMPLETE without one}
    public ReadOnlyObjectProperty<Session.Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// {@return the session's sentence for people, empty if all is well}
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /// {@return the event that every view shows, -1 if there is none}
    public ReadOnlyLongProperty currentEventProperty() {
        return currentEvent.getReadOnlyProperty();
    }

    /// {@return whether the current event is the newest and stays so}
    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /// {@return the one selection}
    public ReadOnlyObjectProperty<Selection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /// {@return marked events of the open session}
    public ReadOnlyObjectProperty<Marks> marksProperty() {
        return notes.marksProperty();
    }

    /// {@return events that the display filter has found so far, null if nothing is filtered}
    public ReadOnlyObjectProperty<@Nullable Matches> matchesProperty() {
        return matches.getReadOnlyProperty();
    }

    /// {@return see [#matchesProperty]}
    public @Nullable Matches matches() {
        return matches.get();
    }

    void showMatches(@Nullable Matches found) {
        matches.set(found);
    }

    /// {@return the finding whose proof is marked, null for none}
    public ReadOnlyObjectProperty<@Nullable Finding> findingProperty() {
        return finding.getReadOnlyProperty();
    }

    /// {@return see [#findingProperty]}
    public @Nullable Finding finding() {
        return finding.get();
    }

    /// {@return which step of the proof that is marked an event is, from 1; 0 for none}
    public int proofStep(long event) {
        Finding proven = finding.get();
        return proven == null ? 0 : proven.step(event);
    }

    /// {@return the event that the current one is compared with, -1 for none}
    public ReadOnlyLongProperty comparedEventProperty() {
        return comparedEvent.getReadOnlyProperty();
    }

    /// {@return see [#snapshotProperty]}
    public @Nullable SessionSnapshot snapshot() {
        return snapshot.get();
    }

    /// {@return see [#stateProperty]}
    public @Nullable SessionState state() {
        return state.get();
    }

    /// {@return see [#currentEventProperty]}
    public long currentEvent() {
        return currentEvent.get();
    }

    /// {@return see [#followingProperty]}
    public boolean following() {
        return following.get();
    }

    /// {@return see [#selectionProperty]}
    public Selection selection() {
        return selection.get();
    }

    /// {@return see [#marksProperty]}
    public Marks marks() {
        return notes.marksProperty().get();
    }

    private boolean pull() {
        Session source = session.get();
        if (source == null) {
            return false;
        }
        boolean changed = source.status() != status.get();
        status.set(source.status());
        String sentence = source.notice();
        if (!sentence.equals(notice.get())) {
            notice.set(sentence);
            changed = true;
        }
        SessionSnapshot newest = source.snapshot();
        SessionSnapshot shown = snapshot.get();
        if (notes.readOn(newest)) {
            changed = true;
        }
        if (shown == null || isNews(newest, shown)) {
            snapshot.set(newest);
            changed = true;
            if (following.get()) {
                moveTo(newest.eventCount() - 1);
            }
        }
        return changed;
    }

    /// Findings may arrive a moment after their events.
    private static boolean isNews(SessionSnapshot newest, SessionSnapshot shown) {
        return newest.eventCount() != shown.eventCount()
                || !newest.findings().equals(shown.findings());
    }

    private Selection aim(SessionSnapshot now, long event) {
        Selection aimed = selection.get().withEvent(event).withDevice(now.device(event));
        if (now.token(event) != 0) {
            aimed = aimed.withToken(now.token(event));
        }
        return switch (now.event(event).record()) {
            case TapRecord.Content content ->
                    aimed.withRegionBytes(content.offset(), content.bytes().length);
            case TapRecord.Access access -> aimed.withRegionBytes(access.offset(), access.width());
            default -> aimed;
        };
    }

    private boolean revisit(@Nullable Place place) {
        if (place == null) {
            return false;
        }
        show(place);
        return true;
    }

    private void apply(Place place) {
        history.visit(place);
        show(place);
    }

    private void show(Place place) {
        SessionSnapshot now = snapshot.get();
        following.set(place.following());
        selection.set(place.selection());
        if (now == null) {
            return;
        }
        if (place.following()) {
            moveTo(now.eventCount() - 1);
        } else if (place.selection().event() >= 0) {
            moveTo(Math.min(place.selection().event(), now.eventCount() - 1));
        }
    }

    private void moveTo(long event) {
        SessionSnapshot now = snapshot.get();
        if (now == null) {
            return;
        }
        currentEvent.set(event);
        SessionState shown = state.get();
        // Also where it is shown already, if another was asked for since: that is still to arrive.
        if (shown == null || shown.event() != event || stateAsked != event) {
            stateAsked = event;
            Session owner = session.get();
            stateTask.ask(
                    () -> now.stateAt(event),
                    arrived -> {
                        if (Objects.equals(session.get(), owner)) {
                            state.set(arrived);
                        }
                    });
        }
    }

    /// A place in the session that one can come back to.
    record Place(Selection selection, boolean following) {}
}
