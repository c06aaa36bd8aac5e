package ismscope.inspector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The sample traces that the project ships, each a folder with a `trace.pcapng`.
public final class SampleTraces {
    private static final Path SAMPLES = Path.of("..", "sample-traces");

    private SampleTraces() {}

    /// {@return their folders, by name}
    public static List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(SAMPLES)) {
            return entries.filter(folder -> Files.exists(trace(folder))).sorted().toList();
        }
    }

    /// {@return the capture in a folder}
    public static Path trace(Path folder) {
        return folder.resolve("trace.pcapng");
    }
}
