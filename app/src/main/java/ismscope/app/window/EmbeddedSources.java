package ismscope.app.window;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.SystemClock;
import ismscope.inspector.backend.GuestSocket;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.replay.ReplaySession;
import ismscope.inspector.session.AttachedSession;
import ismscope.inspector.session.LiveRun;
import ismscope.inspector.session.LiveSession;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.ServingSession;
import ismscope.inspector.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sessions of the embedded host, of capture files and of backends elsewhere.
public final class EmbeddedSources implements SessionSources {
    /// Makes the usual sources.
    public EmbeddedSources() {}

    @Override
    public Session recording(Path file) throws CaptureException {
        return RecordingSession.open(file);
    }

    @Override
    public Session replay(Path file) throws CaptureException {
        return ReplaySession.open(file, new SystemClock());
    }

    @Override
    public boolean isRecorded(Session session) {
        return session instanceof RecordingSession || session instanceof ReplaySession;
    }

    @Override
    public Session live(ScenarioOptions options) throws IOException {
        return LiveSession.start(LiveRun.of(options).besideWindow());
    }

    @Override
    public Session backend(BackendAddress address) throws IOException {
        return AttachedSession.attach(address, Optional.empty());
    }

    @Override
    public ServingSession serving(@Nullable ServingSession shown, GuestSocket socket)
            throws IOException {
        if (shown != null) {
            shown.open(socket);
            return shown;
        }
        ServingSession session = ServingSession.start();
        try {
            session.open(socket);
            return session;
        } catch (IOException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public void stop(Session session) {
        switch (session) {
            case LiveSession live -> live.stop();
            case ServingSession serving -> serving.stop();
            case AttachedSession attached -> attached.stop();
            default -> {
                // Nothing goes on in it.
            }
        }
    }
}
