package ismscope.app.graph;

import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns states into what the graph draws, off the JavaFX thread; remembers the last state, so that
/// it can tell what moved since. Thread: one worker.
final class GraphWorker {
    /// A step this large by hand is a jump: nothing is shown moving.
    static final long LARGEST_STEP = 5_000;

    private final TrafficReader reader = new TrafficReader();
    private @Nullable Session session;
    private FrameBuilder builder = new FrameBuilder();
    private @Nullable SessionState last;

    /// What is to be drawn.
    ///
    /// @param following whether the state is the newest of a session that goes on
    /// @param ghosts whether what is gone is shown
    /// @param matrix whether the matrix is wanted too
    /// @param pinned nodes that are never folded
    record Request(
            Session session,
            SessionSnapshot snapshot,
            SessionState state,
            boolean following,
            boolean ghosts,
            boolean matrix,
            Set<NodeKey> pinned) {}

    /// What is drawn.
    ///
    /// @param jumped whether time did not pass but was changed: nothing glides or flies on
    /// @param matrix empty if it was not wanted
    record Update(GraphFrame frame, Traffic traffic, boolean jumped, MatrixModel matrix) {}

    /// {@return the answer}
    Update update(Request request) {
        if (!Objects.equals(session, request.session())) {
            session = request.session();
            builder = new FrameBuilder();
            last = null;
        }
        SessionState state = request.state();
        SessionState before = last;
        last = state;
        Fading fading =
                request.ghosts() && state.event() >= 0
                        ? new Fading(state.event(), request.snapshot()::timeNanos)
                        : Fading.none();
        GraphFrame frame = builder.build(state, fading, request.pinned());
        MatrixModel matrix = request.matrix() ? MatrixModel.of(frame.model()) : MatrixModel.EMPTY;
        boolean forward =
                before != null
                        && state.event() >= before.event()
                        && (request.following() || state.event() - before.event() <= LARGEST_STEP);
        Traffic traffic =
                forward && before != null && state.event() > before.event()
                        ? reader.read(request.snapshot(), before, state)
                        : Traffic.NONE;
        return new Update(frame, traffic, !forward, matrix);
    }
}
