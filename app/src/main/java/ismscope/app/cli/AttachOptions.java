package ismscope.app.cli;

import ismscope.inspector.control.BackendAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names a running backend to look at; the letter is tshark's.
final class AttachOptions {
    /// Standard output, where a file is named.
    private static final Path OUTPUT = Path.of("-");

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "unix:DIR",
            description = "Look at a running backend: its directory of \"serve --control\".")
    private @Nullable String backend;

    /// {@return the backend's address, empty if none was named}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if it is no address
    Optional<BackendAddress> address() throws CommandFailure {
        try {
            return backend == null ? Optional.empty() : Optional.of(BackendAddress.of(backend));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ".");
        }
    }

    /// {@return the backend's address}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if none was named or it is no address
    BackendAddress neededAddress() throws CommandFailure {
        return address()
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.USAGE, "say which backend: -i unix:DIR."));
    }

    /// {@return whether a file to be written is standard output}
    static boolean isOutput(@Nullable Path file) {
        return OUTPUT.equals(file);
    }
}
