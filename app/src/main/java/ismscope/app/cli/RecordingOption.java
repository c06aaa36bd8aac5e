package ismscope.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option that names the recording which a command is about.
final class RecordingOption {
    @Option(
            names = {"-r", "--read"},
            required = true,
            paramLabel = "FILE",
            description = "The recording: pcapng, also as .gz or .zst.")
    private Path file = Path.of("");

    /// Opens it and waits until all of it is read.
    ///
    /// @throws CommandFailure [ExitCode#UNREADABLE], if there is nothing to read
    OpenRecording open(Console console) throws CommandFailure, InterruptedException {
        return OpenRecording.of(file, console);
    }
}
