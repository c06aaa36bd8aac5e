package ismscope.app.window;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.backend.GuestSocket;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.session.ServingSession;
import ismscope.inspector.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where sessions come from. Thread: any but FX, as it may take a while, unless said otherwise.
public interface SessionSources {
    /// {@return the session in a capture file}
    ///
    /// @throws IOException if the file cannot be read
    /// @throws CaptureException if it is no capture
    Session recording(Path file) throws IOException, CaptureException;

    /// {@return the capture file as a session that is played from its beginning; not begun}
    ///
    /// @throws IOException if the file cannot be read
    /// @throws CaptureException if it is no capture
    Session replay(Path file) throws IOException, CaptureException;

    /// {@return whether this is a session of a capture file that stays when it is closed; thread:
    /// any}
    boolean isRecorded(Session session);

    /// {@return a session of a scenario that has just begun to play}
    ///
    /// @throws IOException if its capture file cannot be written
    Session live(ScenarioOptions options) throws IOException;

    /// {@return a session of a backend that runs elsewhere}
    ///
    /// @throws IOException with a sentence for people, if it cannot be reached
    Session backend(BackendAddress address) throws IOException;

    /// {@return the session where a socket for guests from outside is served}
    ///
    /// @param shown gets one more; null: a new session
    /// @throws IOException with a sentence for people, if nobody can listen there
    ServingSession serving(@Nullable ServingSession shown, GuestSocket socket) throws IOException;

    /// Ends the backend of a live session, or leaves one that runs elsewhere; what was captured can
    /// still be looked at.
    void stop(Session session);
}
