package ismscope.app.statistics;

import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.statistics.Scope;
import ismscope.inspector.statistics.Statistics;
import ismscope.inspector.statistics.StatisticsRun;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Counts the open session in the background, and goes on as it grows.
///
/// Thread: FX; the counting by a worker.
final class StatisticsWorker {
    private final SessionModel model;
    private final Consumer<Statistics> told;
    private final LatestTask<Statistics> counting = LatestTask.onOwnThread("statistics-worker");
    private Scope scope = Scope.EVERYTHING;
    private @Nullable Session session;
    private StatisticsRun run = new StatisticsRun(scope);
    private long counted = -1;
    private boolean working;

    /// The run whose figures are wanted; read by the worker, which stops another.
    private volatile StatisticsRun wanted = run;

    /// @param told gets the figures, also on the way to all
    StatisticsWorker(SessionModel model, Consumer<Statistics> told) {
        this.model = model;
        this.told = told;
    }

    /// Counts something else from now on.
    void setScope(Scope next) {
        if (!next.equals(scope)) {
            scope = next;
            begin();
            goOn();
        }
    }

    private void begin() {
        run = new StatisticsRun(scope);
        wanted = run;
        counted = -1;
        working = false;
    }

    /// Goes on if there is something to go on to; asked while the figures are in view.
    void goOn() {
        Session now = model.sessionProperty().get();
        if (!Objects.equals(now, session)) {
            session = now;
            begin();
        }
        SessionSnapshot newest = model.snapshot();
        if (working || newest == null || newest.eventCount() == counted) {
            return;
        }
        working = true;
        counted = newest.eventCount();
        StatisticsRun mine = run;
        counting.ask(
                () -> mine.advance(newest, figures -> isWanted(mine, figures)),
                figures -> done(mine, figures));
    }

    private boolean isWanted(StatisticsRun mine, Statistics figures) {
        boolean still = wanted.equals(mine);
        if (still) {
            Platform.runLater(() -> tell(mine, figures));
        }
        return still;
    }

    private void done(StatisticsRun mine, Statistics figures) {
        if (mine.equals(run)) {
            working = false;
            tell(mine, figures);
        }
    }

    private void tell(StatisticsRun mine, Statistics figures) {
        if (mine.equals(run)) {
            told.accept(figures);
        }
    }
}
