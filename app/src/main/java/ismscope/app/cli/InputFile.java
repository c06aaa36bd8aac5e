package ismscope.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// A file that the user named to be read.
final class InputFile {
    private InputFile() {}

    /// Looks whether it can be read at all.
    ///
    /// @throws CommandFailure [ExitCode#UNREADABLE], if it cannot
    static void check(Path file) throws CommandFailure {
        if (!Files.exists(file)) {
            throw unreadable("there is no file %s.".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw unreadable("%s is a directory, not a capture.".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw unreadable("%s may not be read by you.".formatted(file));
        }
    }

    /// {@return the failure for an input that cannot be used}
    static CommandFailure unreadable(String sentence) {
        return new CommandFailure(ExitCode.UNREADABLE, sentence);
    }
}
