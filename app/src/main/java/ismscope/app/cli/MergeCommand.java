package ismscope.app.cli;

import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.files.CaptureMerger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ismscope merge`: captures of several hosts in one.
@Command(
        name = "merge",
        header = "Makes one recording of several, by time.",
        description =
                "%nEach is taken for that of another host: devices get new numbers, flows and"
                        + " sequence numbers are kept apart. docs/files.md says what is kept.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope merge -w both.pcapng one.pcapng two.pcapng.zst",
        })
final class MergeCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-w", "--write"},
            required = true,
            paramLabel = "OUT",
            description = "The recording to write, packed if it ends in .gz or .zst.")
    private Path target = Path.of("");

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The recordings: pcapng, also as .gz or .zst.")
    private List<Path> files = List.of();

    MergeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        for (Path file : files) {
            InputFile.check(file);
            refuseSame(file);
        }
        CaptureMerger merger = new CaptureMerger(files);
        try (LongWork work = new LongWork(console)) {
            CaptureMerger.Result result = merger.write(target, work::advance);
            merger.notices().forEach(notice -> console.tell(notice + "."));
            return work.ended(result.whole(), result.events(), target);
        } catch (CaptureException e) {
            throw InputFile.unreadable(e.getMessage() + ".");
        } catch (IOException e) {
            throw LongWork.failure(e);
        }
    }

    private void refuseSame(Path file) throws CommandFailure {
        try {
            if (Files.exists(target) && Files.isSameFile(file, target)) {
                throw new CommandFailure(
                        ExitCode.USAGE, "%s cannot be both read and written.".formatted(file));
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, Failures.reason(e) + ".");
        }
    }
}
