package ismscope.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.Session;
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

    /// {@return their captures, by name of the folder}
    public static List<Path> traces() throws IOException {
        return folders().stream().map(SampleTraces::trace).toList();
    }

    /// {@return a capture, all of it indexed}
    public static RecordingSession opened(Path trace) throws Exception {
        RecordingSession session = RecordingSession.open(trace);
        session.awaitEnd();
        assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
        return session;
    }

    /// {@return the capture in a folder}
    public static Path trace(Path folder) {
        return folder.resolve("trace.pcapng");
    }
}
