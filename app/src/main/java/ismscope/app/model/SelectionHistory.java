package ismscope.app.model;

import ismscope.app.model.SessionModel.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The places that were looked at, as a browser keeps its pages.
final class SelectionHistory {
    private static final int MAX_PLACES = 256;

    private final Deque<Place> past = new ArrayDeque<>();
    private final Deque<Place> future = new ArrayDeque<>();
    private Place current = new Place(Selection.NONE, true);

    /// Notes a new place. Only another event or region makes one: a moved byte caret does not.
    void visit(Place place) {
        boolean samePage =
                place.following() == current.following()
                        && place.selection().event() == current.selection().event()
                        && place.selection().token() == current.selection().token()
                        && place.selection().device() == current.selection().device();
        if (!samePage) {
            past.push(current);
            if (past.size() > MAX_PLACES) {
                past.removeLast();
            }
            future.clear();
        }
        current = place;
    }

    /// {@return the place before this one, null if there is none}
    @Nullable Place back() {
        return move(past, future);
    }

    /// {@return the place that was left by going back, null if there is none}
    @Nullable Place forward() {
        return move(future, past);
    }

    /// Forgets all.
    void clear() {
        past.clear();
        future.clear();
        current = new Place(Selection.NONE, true);
    }

    private @Nullable Place move(Deque<Place> from, Deque<Place> to) {
        Place place = from.poll();
        if (place != null) {
            to.push(current);
            current = place;
        }
        return place;
    }
}
