package ismscope.inspector.session;

import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.CommentedCopy;
import ismscope.inspector.capture.RecordedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// One open source of events: a live backend, a recording, or a recording being replayed.
///
/// Thread: any. Nothing here blocks for longer than a lookup, except [#saveTo] and [#close].
public interface Session extends AutoCloseable {
    /// {@return the newest snapshot; cheap enough to ask at every frame}
    SessionSnapshot snapshot();

    /// {@return what it is called: the scenario's or the file's name}
    String name();

    /// {@return what it is doing}
    Status status();

    /// {@return a sentence for people on why it ended or what is missing, empty if all is well:
    /// "the file is cut at byte 4 711; 1 204 events up to there"}
    String notice();

    /// {@return the capture file behind it, growing while live}
    Path file();

    /// Writes its capture, as far as it goes, to a file that stays: unpacked or, where the name
    /// ends in `.gz` or `.zst`, packed. Takes as long as the disk does.
    ///
    /// @throws IOException if the target cannot be written
    void saveTo(Path target) throws IOException;

    /// Writes its capture as [#saveTo] does, with other comments for some of its events. The file
    /// behind a recording can be the target: it is replaced as a whole.
    ///
    /// @param comments by event; empty takes a comment away
    /// @throws IOException if the target cannot be written
    default void saveTo(Path target, Map<Long, String> comments) throws IOException {
        if (comments.isEmpty()) {
            saveTo(target);
            return;
        }
        Path folder = target.toAbsolutePath().getParent();
        Path plain = Files.createTempFile(folder, ".ismscope-", ".pcapng");
        try {
            saveTo(plain);
            try (RecordedFile copy = RecordedFile.open(plain)) {
                CommentedCopy.write(copy.bytes(), comments, target);
            } catch (CaptureException e) {
                throw new IOException(e.getMessage(), e);
            }
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    /// Ends it; a live backend is stopped first. Idempotent.
    @Override
    void close();

    /// What a session is doing.
    enum Status {
        /// Events are being produced by a backend.
        LIVE,
        /// A recording is shown event by event; more comes when it plays, steps or seeks.
        REPLAYING,
        /// A file is being read in.
        LOADING,
        /// All there is has been read.
        COMPLETE,
        /// The backend or the file failed; see [Session#notice].
        FAILED;

        /// {@return whether the session goes on as people see it: its newest event is a present
        /// beside which there is a past}
        public boolean isOngoing() {
            return this == LIVE || this == REPLAYING;
        }
    }
}
