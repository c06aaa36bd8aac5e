package ismscope.inspector.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file of a session that nobody asked to keep.
final class TemporaryCapture {
    private TemporaryCapture() {}

    static Path create() throws IOException {
        Path path = Files.createTempFile("ismscope-", ".pcapng");
        // For a program that is told to end while a session is open; after a crash it stays.
        path.toFile().deleteOnExit();
        return path;
    }

    /// {@return a sentence if it could not be removed, else nothing}
    static String remove(Path path) {
        try {
            Files.deleteIfExists(path);
            return "";
        } catch (IOException _) {
            return "the temporary file " + path + " could not be removed";
        }
    }
}
