package ismscope.app.cli;

import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.files.CaptureSurvey;
import ismscope.inspector.files.SurveyJson;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ismscope capinfo`: what is in a file, as Wireshark's capinfos tells it.
@Command(
        name = "capinfo",
        header = "Tells what is in recordings: size, times, devices, kinds, losses.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope capinfo tour.pcapng",
            "  ismscope capinfo --json *.pcapng | jq .events"
        })
final class CapinfoCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "One JSON object for each file, each on a line.")
    private boolean json;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The recordings: pcapng, also as .gz or .zst.")
    private List<Path> files = List.of();

    CapinfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        boolean between = false;
        for (Path file : files) {
            InputFile.check(file);
            try {
                CaptureSurvey survey = CaptureSurvey.of(file);
                if (!survey.trouble().isEmpty()) {
                    console.tell("%s: %s.".formatted(file, survey.trouble()));
                }
                if (between && !json) {
                    console.line("");
                }
                between = true;
                if (json) {
                    console.line(SurveyJson.of(survey));
                } else {
                    new CapinfoText(survey).lines().forEach(console::line);
                }
            } catch (CaptureException e) {
                throw InputFile.unreadable(e.getMessage() + ".");
            }
        }
        return ExitCode.DONE;
    }
}
