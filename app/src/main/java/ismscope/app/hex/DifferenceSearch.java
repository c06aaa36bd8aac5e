package ismscope.app.hex;

import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.inspector.diff.RegionDiff;
import ismscope.inspector.diff.RegionDiff.Range;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.Optional;
import java.util.function.Consumer;

/// Goes to the next or previous run of bytes that are others at the moment that is compared with.
/// The search runs beside the window. Thread: FX.
final class DifferenceSearch {
    private final SessionModel model;
    private final HexView view;
    private final Consumer<String> nothingFound;
    private final LatestTask<Optional<Range>> searching =
            LatestTask.onOwnThread("difference-search");

    /// @param nothingFound is told the key of a sentence when there is no such run
    DifferenceSearch(SessionModel model, HexView view, Consumer<String> nothingFound) {
        this.model = model;
        this.view = view;
        this.nothingFound = nothingFound;
    }

    /// {@return whether there is a moment to compare with}
    boolean isOn() {
        return model.comparedEventProperty().get() >= 0;
    }

    /// Selects the run after the selected bytes, or the one before them; from the end it goes on at
    /// the other end.
    ///
    /// @param way 1 forwards, -1 backwards
    void find(int way) {
        SessionSnapshot snapshot = model.snapshot();
        SessionState state = model.state();
        RegionState region = view.region();
        long compared = model.comparedEventProperty().get();
        if (snapshot == null || state == null || region == null || compared < 0) {
            return;
        }
        long start = view.selectionStart();
        long end = view.selectionEnd();
        long event = state.event();
        searching.ask(
                () -> {
                    RegionDiff diff =
                            new RegionDiff(
                                    snapshot.regionAt(region.token(), compared),
                                    snapshot.regionAt(region.token(), event));
                    Range near = way < 0 ? diff.previous(start) : diff.next(end);
                    if (near == null) {
                        near = way < 0 ? diff.previous(Long.MAX_VALUE) : diff.next(0);
                    }
                    return Optional.ofNullable(near);
                },
                this::found);
    }

    private void found(Optional<Range> range) {
        if (range.isPresent()) {
            view.selectRange(range.get().offset(), range.get().length());
            nothingFound.accept("");
        } else {
            nothingFound.accept("region.no_difference");
        }
    }
}
