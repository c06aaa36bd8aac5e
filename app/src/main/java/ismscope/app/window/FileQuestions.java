package ismscope.app.window;

import java.nio.file.Path;
import java.util.Optional;

/// Asks a person for files.
public interface FileQuestions {
    /// {@return the capture to open, empty if the person changed their mind}
    Optional<Path> captureToOpen();

    /// {@return the folder of a running backend, empty if the person changed their mind}
    Optional<Path> backendFolder();

    /// {@return where to save, empty if the person changed their mind}
    ///
    /// @param suggestion name of the file
    /// @param kind key of the words for this kind of file
    Optional<Path> fileToSave(String suggestion, String kind);
}
