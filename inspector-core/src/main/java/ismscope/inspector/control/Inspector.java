package ismscope.inspector.control;

import ismscope.device.os.PassedFile;
import ismscope.device.os.PeerIdentity;
import ismscope.device.os.UnixSocket;
import ismscope.inspector.capture.CaptureStream;
import ismscope.inspector.capture.RecorderOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// One reader of the capture stream. Thread: `ism-control`.
final class Inspector {
    private static final int IGNORED_BYTES = 1 << 12;

    private final UnixSocket socket;
    private final PeerIdentity peer;
    private final ObservedHost observed;
    private final CaptureStream stream;
    private volatile boolean left;
    private final MemorySegment ignored = Arena.ofAuto().allocate(IGNORED_BYTES);

    private Inspector(UnixSocket socket, ObservedHost observed, CaptureStream stream)
            throws IOException {
        this.socket = socket;
        this.peer = socket.peer();
        this.observed = observed;
        this.stream = stream;
    }

    /// Begins to send the capture: how things stand, then all that happens.
    ///
    /// @throws IOException if the connection broke, or the host is busy
    /// @throws IllegalStateException if the host is closed
    static Inspector join(UnixSocket socket, ObservedHost observed, ControlLimits limits)
            throws IOException {
        CaptureStream stream =
                CaptureStream.openWatched(
                        new SocketTarget(socket),
                        ObservedHost.origin(),
                        RecorderOptions.lossy(limits.ringBytes()),
                        observed.clock());
        Inspector inspector = new Inspector(socket, observed, stream);
        boolean joined = false;
        try {
            observed.joinInTime(stream);
            joined = true;
            return inspector;
        } catch (TimeoutException e) {
            throw new IOException(e);
        } finally {
            if (!joined) {
                socket.shutdown();
                stream.close(observed.clock());
            }
        }
    }

    UnixSocket socket() {
        return socket;
    }

    /// {@return what is told of it in query-stats}
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("pid", peer.pid());
        told.put("uid", peer.uid());
        told.put("lost", stream.lostCount());
        told.put("backlog", stream.backlog());
        return told;
    }

    /// Throws away what it sends: nothing is expected.
    ///
    /// @return whether it is still there
    boolean receive() throws IOException {
        List<PassedFile> passed = new ArrayList<>();
        int count = socket.receive(ignored, passed, false);
        for (PassedFile file : passed) {
            file.close();
        }
        return count != UnixSocket.END;
    }

    /// Begins to let one go whose connection is over: see [#hasLeft]. Waits for nobody.
    void leave() {
        try {
            socket.shutdown();
            observed.leaveSoon(stream, () -> left = true);
        } catch (IllegalStateException _) {
            // The host is closed, and nothing comes from it any more.
            left = true;
        }
    }

    /// {@return whether the host has let it go, so that [#close] need not wait}
    boolean hasLeft() {
        return left;
    }

    /// Lets it go, when the host has time.
    ///
    /// @param patience for what is on its way to it; zero if it is gone
    void close(Duration patience) {
        try {
            if (!left) {
                observed.leave(stream);
            }
        } catch (IllegalStateException _) {
            // The host is closed, and nothing comes from it any more.
        }
        try {
            if (patience.isZero() || !stream.endWithin(observed.clock(), patience)) {
                socket.shutdown();
            }
            stream.close(observed.clock());
            socket.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // The peer is gone; there is nobody to tell.
        }
    }
}
