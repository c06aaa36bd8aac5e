package ismscope.app.hex;

import ismscope.app.model.Selection;
import ismscope.app.model.SessionModel;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// Decides which region is shown: one that was chosen by itself is pinned; else it is the region of
/// the event that was selected, and without that the one that events are about.
///
/// Thread: FX.
final class ShownRegion {
    private final SessionModel model;
    private final FollowedRegion followed = new FollowedRegion();
    private final ReadOnlyBooleanWrapper pinned = new ReadOnlyBooleanWrapper(false);
    private long liveFrom;
    private long shown;

    ShownRegion(SessionModel model) {
        this.model = model;
        model.sessionProperty().addListener(_ -> forget());
        model.followingProperty().addListener((_, _, live) -> followingChanged(live));
        model.selectionProperty().addListener((_, before, now) -> selected(before, now));
    }

    /// {@return whether it stays whatever happens}
    ReadOnlyBooleanProperty pinnedProperty() {
        return pinned.getReadOnlyProperty();
    }

    /// {@return token of the region to show at this state, 0 for none}
    long token(SessionState state) {
        Selection selection = model.selection();
        SessionSnapshot snapshot = model.snapshot();
        boolean live = model.following();
        if (pinned.get() || snapshot == null || (selection.token() != 0 && !live)) {
            shown = selection.token();
        } else if (!live || state.event() >= liveFrom) {
            // On the way back from the past the states of the past say nothing.
            shown = followed.at(snapshot, state, live);
        }
        return shown;
    }

    /// Stays with a region from now on.
    void pin(long token) {
        if (model.selection().token() == token) {
            // It came with an event and would go with it: only a change is a choice.
            model.select(model.selection().withToken(0));
        }
        model.select(model.selection().withToken(token));
    }

    /// Follows events again.
    void unpin() {
        pinned.set(false);
        model.select(model.selection().withToken(0));
    }

    private void forget() {
        followed.forget();
        pinned.set(false);
        liveFrom = 0;
        shown = 0;
    }

    private void followingChanged(boolean live) {
        SessionSnapshot snapshot = model.snapshot();
        if (live && snapshot != null) {
            liveFrom = snapshot.eventCount() - 1;
        }
    }

    private void selected(Selection before, Selection now) {
        if (before.token() != now.token()) {
            pinned.set(now.token() != 0 && now.event() == before.event());
        }
    }
}
