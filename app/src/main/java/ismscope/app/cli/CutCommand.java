package ismscope.app.cli;

import ismscope.inspector.export.CutExporter;
import ismscope.inspector.export.ExportResult;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

    @Mixin private final RecordingOption file = new RecordingOption();

    @Mixin private final SelectionOptions selection = new SelectionOptions();

    @Mixin private final RangeOptions range = new RangeOptions();

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
        range.check();
        try (OpenRecording recording = file.open(console)) {
            SessionSnapshot session = recording.snapshot();
            RangeOptions.Range part = range.in(session);
            try (LongWork work = new LongWork(console)) {
                ExportResult result =
                        new CutExporter(
                                        session,
                                        part.first(),
                                        part.end() - 1,
                                        selection.in(session))
                                .toFile(target, work);
                return work.ended(!result.cancelled(), result.events(), target);
            }
        } catch (IOException e) {
            throw LongWork.failure(e);
        }
    }
}
