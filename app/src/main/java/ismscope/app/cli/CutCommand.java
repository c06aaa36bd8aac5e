package ismscope.app.cli;

import ismscope.inspector.export.CutExporter;
import ismscope.inspector.export.ExportResult;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ismscope cut`: a part of a recording, with the state as it stood.
@Command(
        name = "cut",
        header = "Cuts a part out of a recording, with the state as it stood before.",
        description =
                "%nPlaces are #123 (an event), 12.5ms (after the start) or 2026-01-01T00:00:01.5Z."
                    + " The part begins with records of what stood there: devices, regions, grants,"
                    + " mappings, contents.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope cut -r tour.pcapng --from #200 --to #400 -w part.pcapng",
            "  ismscope cut -r tour.pcapng --from 1.5s -w rest.pcapng.zst"
        })
final class CutCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-r", "--read"},
            required = true,
            paramLabel = "FILE",
            description = "The recording: pcapng, also as .gz or .zst.")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "PLACE", description = "Where to begin (the start).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "PLACE", description = "Where to end, included (the end).")
    private @Nullable String to;

    @Option(
            names = {"-w", "--write"},
            required = true,
            paramLabel = "OUT",
            description = "The recording to write, packed if it ends in .gz or .zst.")
    private Path target = Path.of("");

    CutCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        CutPlace begin = from == null ? new CutPlace.AtEvent(0) : CutPlace.parse(from);
        CutPlace end = to == null ? new CutPlace.AtEvent(Long.MAX_VALUE - 1) : CutPlace.parse(to);
        try (OpenRecording recording = OpenRecording.of(file, console)) {
            SessionSnapshot session = recording.snapshot();
            long first = begin.firstIn(session);
            long last = Math.min(end.lastIn(session), session.eventCount() - 1);
            if (first > last) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "there is no event from %s to %s; the recording has %d."
                                .formatted(
                                        from == null ? "the start" : from,
                                        to == null ? "the end" : to,
                                        session.eventCount()));
            }
            try (LongWork work = new LongWork(console)) {
                ExportResult result =
                        new CutExporter(session, first, last, selection.in(session))
                                .toFile(target, work);
                return work.ended(!result.cancelled(), result.events(), target);
            }
        } catch (IOException e) {
            throw LongWork.failure(e);
        }
    }
}
