package ismscope.app.model;

import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.SessionSnapshot;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Runs the display filter beside the JavaFX thread: what it has found is handed to the
/// [SessionModel] while it goes on, and goes on as the session grows. Another filter stops the one
/// that runs.
///
/// Thread: FX.
public final class EventFiltering {
    private final SessionModel model;
    private final LatestTask<Matches> task = LatestTask.onOwnThread("event-filter");
    private final ReadOnlyObjectWrapper<Filter> filter =
            new ReadOnlyObjectWrapper<>(Filter.EVERYTHING);
    private volatile @Nullable FilterRun running;
    private boolean otherSession;

    /// Filters nothing.
    public EventFiltering(SessionModel model) {
        this.model = model;
        model.sessionProperty().addListener(_ -> otherSession = true);
        model.snapshotProperty().addListener(_ -> goOn());
    }

    /// {@return the session whose events it filters}
    public SessionModel model() {
        return model;
    }

    /// {@return the filter that is applied}
    public ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /// Applies a filter instead of the one before; what that found is shown until this one has
    /// found something or has looked through a part.
    public void apply(Filter next) {
        filter.set(next);
        otherSession = false;
        if (next.wantsAll()) {
            running = null;
            model.showMatches(null);
            return;
        }
        running = new FilterRun(next);
        goOn();
    }

    private void goOn() {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || filter.get().wantsAll()) {
            return;
        }
        if (otherSession) {
            apply(anew(snapshot));
            return;
        }
        FilterRun run = running;
        if (run != null) {
            task.ask(
                    () ->
                            run.advance(
                                    snapshot,
                                    found -> {
                                        Platform.runLater(() -> found(run, found));
                                        return run == running;
                                    }),
                    found -> found(run, found));
        }
    }

    /// {@return the filter as it reads in another session: `flow(#12)` is another flow there, and
    /// nothing is filtered where it makes no sense}
    private Filter anew(SessionSnapshot snapshot) {
        try {
            return Filter.parse(filter.get().text(), snapshot);
        } catch (FilterException e) {
            return Filter.EVERYTHING;
        }
    }

    private void found(FilterRun run, Matches found) {
        if (run == running) {
            model.showMatches(found);
        }
    }
}
