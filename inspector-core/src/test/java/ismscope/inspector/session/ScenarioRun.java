package ismscope.inspector.session;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.VirtualClock;
import java.nio.file.Path;

/// A scenario played to its end under virtual time, with nothing lost: the same capture each time.
public final class ScenarioRun {
    private ScenarioRun() {}

    /// Plays into a file.
    public static void record(ScenarioOptions options, Path file) throws Exception {
        try (LiveSession session =
                LiveSession.start(
                        LiveRun.of(options).withClock(new VirtualClock()).lossless().into(file))) {
            session.awaitEnd();
            if (!session.notice().isEmpty()) {
                throw new AssertionError(session.notice());
            }
        }
    }

    /// Plays into a file and opens it, indexed to its end.
    public static RecordingSession recorded(ScenarioOptions options, Path file) throws Exception {
        record(options, file);
        RecordingSession session = RecordingSession.open(file);
        session.awaitEnd();
        return session;
    }
}
