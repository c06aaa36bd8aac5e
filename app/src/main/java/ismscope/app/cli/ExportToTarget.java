package ismscope.app.cli;

import ismscope.inspector.export.ExportResult;
import ismscope.inspector.export.Exporter;
import java.io.IOException;
import java.nio.file.Path;

/// An export into a file or to standard output, which Ctrl+C ends.
record ExportToTarget(Exporter exporter, Console console) {
    /// The name that means standard output.
    static final Path STANDARD_OUTPUT = Path.of("-");

    /// {@return exit code}
    int run(Path target) throws CommandFailure {
        try (LongWork work = new LongWork(console)) {
            return target.equals(STANDARD_OUTPUT) ? toConsole(work) : toFile(target, work);
        }
    }

    private int toConsole(LongWork work) {
        try {
            ExportResult result = exporter.toStream(console.stream(), work);
            return result.cancelled() ? ExitCode.FAILED : ExitCode.DONE;
        } catch (IOException e) {
            throw new Console.Closed(e);
        }
    }

    private int toFile(Path target, LongWork work) throws CommandFailure {
        try {
            ExportResult result = exporter.toFile(target, work);
            return work.ended(!result.cancelled(), result.events(), target);
        } catch (IOException e) {
            throw LongWork.failure(e);
        }
    }
}
