package ismscope.inspector.control;

import ismscope.device.model.IsmHost;
import ismscope.device.tap.HostClock;
import ismscope.device.transport.HostThread;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureStream;
import ismscope.inspector.capture.ObservedTap;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A running host and its tap, for those who look at it. Thread: any but the host's.
///
/// @param host was made with this tap and this clock
public record ObservedHost(HostThread host, ObservedTap tap, HostClock clock) {
    /// How long a question waits at most for a host that is busy with others.
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /// {@return who makes the captures of a backend}
    public static CaptureOrigin origin() {
        return CaptureOrigin.here(Map.of("backend", "serve"));
    }

    /// Lets an observer in, who gets the state as it stands and then every record.
    ///
    /// @throws IllegalStateException if the host is closed
    public void join(CaptureStream observer) {
        host.ask(asked -> {
            tap.join(observer, asked::describeTo);
            return 0;
        });
    }

    /// Lets an observer in, as [#join] does, if the host has time.
    ///
    /// @throws IllegalStateException if the host is closed
    /// @throws TimeoutException if it is busy with others
    void joinInTime(CaptureStream observer) throws TimeoutException {
        host.askWithin(
                PATIENCE,
                asked -> {
                    tap.join(observer, asked::describeTo);
                    return 0;
                });
    }

    /// Lets an observer go as soon as the host has time.
    ///
    /// @param left run by the host's thread then: the stream is the caller's, to be ended
    /// @throws IllegalStateException if the host is closed, which lets all go
    void leaveSoon(CaptureStream observer, Runnable left) {
        host.tell(_ -> {
            tap.leave(observer);
            left.run();
        });
    }

    /// Lets an observer go; the stream is then the caller's, to be ended.
    ///
    /// @throws IllegalStateException if the host is closed, which lets all go
    public void leave(CaptureStream observer) {
        host.ask(_ -> {
            tap.leave(observer);
            return 0;
        });
    }

    /// {@return what a question makes of the host}
    ///
    /// @param question takes bounded time
    <T extends @Nullable Object> T ask(Function<IsmHost, T> question) throws ControlFault {
        try {
            return host.askWithin(PATIENCE, question);
        } catch (TimeoutException _) {
            throw new ControlFault(
                    ControlFault.Kind.BACKEND_BUSY,
                    "the host is busy, and did not answer for %d seconds"
                            .formatted(PATIENCE.toSeconds()));
        } catch (IllegalStateException _) {
            throw new ControlFault(ControlFault.Kind.BACKEND_CLOSED, "the backend is closing");
        }
    }
}
