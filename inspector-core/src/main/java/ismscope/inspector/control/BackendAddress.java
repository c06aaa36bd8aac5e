package ismscope.inspector.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where a running backend can be looked at: `unix:DIR`, or `unix:DIR/capture`.
///
/// @param path the folder with the sockets, or the capture socket itself
public record BackendAddress(Path path) {
    private static final String SCHEME = "unix:";

    /// {@return what was typed, with or without `unix:`}
    ///
    /// @throws IOException with a sentence for people, if it is no address
    public static BackendAddress of(String typed) throws IOException {
        String text = typed.strip();
        String bare = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        try {
            if (!bare.isEmpty()) {
                return new BackendAddress(Path.of(bare));
            }
        } catch (InvalidPathException _) {
            // Falls through to the sentence.
        }
        throw new IOException("\"%s\" is no address; write unix:DIR".formatted(typed));
    }

    /// {@return the socket with the capture}
    Path captureSocket() {
        return Files.isDirectory(path) ? path.resolve(ControlOptions.CAPTURE) : path;
    }

    /// {@return the socket with the control protocol}
    Path controlSocket() {
        return path.resolve(ControlOptions.CONTROL);
    }

    /// {@return as it is typed}
    @Override
    public String toString() {
        return SCHEME + path;
    }
}
