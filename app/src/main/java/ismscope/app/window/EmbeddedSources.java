package ismscope.app.window;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.session.LiveRun;
import ismscope.inspector.session.LiveSession;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.Session;
import java.io.IOException;
import java.nio.file.Path;

/// Sessions of the embedded host and of capture files.
public final class EmbeddedSources implements SessionSources {
    /// Makes the usual sources.
    public EmbeddedSources() {}

    @Override
    public Session recording(Path file) throws CaptureException {
        return RecordingSession.open(file);
    }

    @Override
    public Session live(ScenarioOptions options) throws IOException {
        return LiveSession.start(LiveRun.of(options));
    }

    @Override
    public void stop(Session session) {
        if (session instanceof LiveSession live) {
            live.stop();
        }
    }
}
