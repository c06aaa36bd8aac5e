package ismscope.inspector.session;

import ismscope.inspector.capture.CaptureCopy;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.ThreadEnd;
import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.control.BackendConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A running backend elsewhere, looked at: its capture comes through a socket and is indexed as it
/// comes.
///
/// ```
///  backend             ism-attach            ism-index
///  tap, ring, socket -> socket --> file ----> index, states --> snapshots
/// ```
///
/// When the backend ends, the session is what was seen until then. Thread of the methods: any.
public final class AttachedSession implements Session {
    private final BackendConnection connection;
    private final GrowingFile file;
    private final boolean temporary;
    private final IndexedCapture capture;
    private final Thread thread;
    private volatile String failure = "";

    private AttachedSession(BackendConnection connection, GrowingFile file, boolean temporary) {
        this.connection = connection;
        this.file = file;
        this.temporary = temporary;
        capture = new IndexedCapture(file);
        thread = Thread.ofPlatform().name("ism-attach").daemon().start(this::follow);
    }

    /// Joins a backend.
    ///
    /// @param keep where the capture stays; empty: a temporary file, gone when the session closes
    /// @throws IOException with a sentence for people: there is no backend, the file cannot be
    ///   written
    public static AttachedSession attach(BackendAddress address, Optional<Path> keep)
            throws IOException {
        return follow(BackendConnection.open(address), keep);
    }

    /// Joins a backend through a connection that is there already.
    ///
    /// @param connection closed with the session
    public static AttachedSession follow(BackendConnection connection, Optional<Path> keep)
            throws IOException {
        try {
            Path path = keep.isPresent() ? keep.get() : TemporaryCapture.create();
            return new AttachedSession(connection, new GrowingFile(path), keep.isEmpty());
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private void follow() {
        try (connection;
                file) {
            long bytes = connection.transferTo(file);
            if (bytes == 0 && !connection.isStopped()) {
                failure =
                        "the backend at %s let nobody in: it is for its own user, or has all the inspectors it takes"
                                .formatted(address());
            }
        } catch (IOException e) {
            failure = "the capture ends here, its file cannot be written: " + e.getMessage();
        }
    }

    /// {@return where the backend is, to join it again}
    public BackendAddress address() {
        return connection.address();
    }

    /// Leaves the backend; the session is [Session.Status#COMPLETE] soon after.
    public void stop() {
        connection.stop();
    }

    /// Waits until the backend or [#stop] has ended it and all of it is indexed.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    public void awaitEnd() throws InterruptedException {
        thread.join();
        capture.awaitEnd();
    }

    @Override
    public SessionSnapshot snapshot() {
        return capture.snapshot();
    }

    @Override
    public String name() {
        return address().toString();
    }

    @Override
    public Status status() {
        if (capture.end().isEmpty()) {
            return Status.LIVE;
        }
        return failure.isEmpty() ? capture.status() : Status.FAILED;
    }

    @Override
    public String notice() {
        if (capture.end().isEmpty() || !failure.isEmpty()) {
            return failure;
        }
        return capture.notice(
                connection.isStopped()
                        ? ""
                        : "the backend at %s is gone; what was seen of it stays here as a recording"
                                .formatted(address()));
    }

    @Override
    public Path file() {
        return file.path();
    }

    @Override
    public void saveTo(Path target) throws IOException {
        CaptureCopy.write(file, target);
    }

    @Override
    public void close() {
        connection.stop();
        ThreadEnd.await(thread);
        capture.close();
        if (temporary) {
            String trouble = TemporaryCapture.remove(file.path());
            failure = trouble.isEmpty() ? failure : trouble;
        }
    }
}
