package ismscope.inspector.wireshark;

import java.nio.file.Path;

/// What became of a file of the package.
///
/// @param file where it is
/// @param outcome what was done
public record InstalledFile(Path file, Outcome outcome) {
    /// What was done.
    public enum Outcome {
        /// It was not there, or one of ours was, and now it is.
        WRITTEN,
        /// It was there already.
        THERE,
        /// What is there is not ours, and was left alone.
        FOREIGN
    }
}
