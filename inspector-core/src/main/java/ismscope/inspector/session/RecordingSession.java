package ismscope.inspector.session;

import ismscope.inspector.cache.IndexCache;
import ismscope.inspector.cache.KeptIndex;
import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.capture.CaptureCopy;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.RecordedFile;
import ismscope.inspector.index.IndexEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A capture file, opened. It is indexed in the background: the snapshot grows while the session is
/// [Session.Status#LOADING]. Of a large one the index is kept in a file and taken from there the
/// next time, see [ismscope.inspector.cache].
public final class RecordingSession implements Session {
    /// `ISMSCOPE_NO_CACHE=1` keeps nothing.
    private static final boolean KEEPS = System.getenv("ISMSCOPE_NO_CACHE") == null;

    private final RecordedFile recorded;
    private final IndexedCapture capture;

    private RecordingSession(RecordedFile recorded, IndexedCapture capture) {
        this.recorded = recorded;
        this.capture = capture;
    }

    private static RecordingSession of(RecordedFile recorded, boolean deep) {
        CaptureBytes bytes = recorded.bytes();
        boolean kept = KEEPS && bytes.isComplete() && bytes.length() >= IndexCache.LEAST_BYTES;
        if (!kept) {
            return new RecordingSession(recorded, new IndexedCapture(bytes, deep));
        }
        IndexCache cache = IndexCache.ofUser();
        Optional<KeptIndex> known = cache.load(recorded.path(), bytes, deep);
        if (known.isPresent()) {
            return new RecordingSession(recorded, new IndexedCapture(bytes, known.get(), deep));
        }
        RecordingSession session = new RecordingSession(recorded, new IndexedCapture(bytes, deep));
        if (deep) {
            Thread.ofPlatform().name("ism-keep").daemon().start(() -> session.keep(cache));
        }
        return session;
    }

    private void keep(IndexCache cache) {
        try {
            capture.awaitEnd();
            if (capture.end().map(IndexEnd::how).orElse(null) == IndexEnd.How.WHOLE) {
                cache.save(recorded.path(), recorded.bytes(), capture.toKeep());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException e) {
            // It is made anew the next time: nobody has lost anything.
            return;
        }
    }

    /// Opens a capture: pcapng, plain or compressed as `.gz` or `.zst`.
    ///
    /// @throws CaptureException with a sentence for people, if it cannot be read or is no capture
    public static RecordingSession open(Path file) throws CaptureException {
        return of(RecordedFile.open(file), true);
    }

    /// Opens a capture for its events alone: asking its snapshots for a state or the bytes of a
    /// region throws [IllegalStateException], and there are no findings. Twice as quick.
    ///
    /// @throws CaptureException with a sentence for people, if it cannot be read or is no capture
    public static RecordingSession openEvents(Path file) throws CaptureException {
        return of(RecordedFile.open(file), false);
    }

    @Override
    public SessionSnapshot snapshot() {
        return capture.snapshot();
    }

    @Override
    public String name() {
        return recorded.name();
    }

    @Override
    public Status status() {
        return capture.status();
    }

    @Override
    public String notice() {
        return capture.notice(recorded.trouble());
    }

    @Override
    public Path file() {
        return recorded.path();
    }

    /// Waits until all of the file is indexed.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    public void awaitEnd() throws InterruptedException {
        capture.awaitEnd();
    }

    /// The same for some time at most.
    ///
    /// @return whether all of it is indexed, or will never be
    /// @throws InterruptedException if the thread is interrupted while it waits
    public boolean awaitEnd(Duration most) throws InterruptedException {
        return capture.awaitEnd(most);
    }

    @Override
    public void saveTo(Path target) throws IOException {
        CaptureCopy.write(recorded.bytes(), target);
    }

    @Override
    public void close() {
        capture.close();
        recorded.close();
    }
}
