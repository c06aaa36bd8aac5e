package ismscope.app.cli;

import ismscope.app.WindowOptions;
import ismscope.app.theme.ThemeChoice;
import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.replay.ReplayControl;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ismscope` without a command: the window, live or on a recording.
///
/// Without a display the same application runs on JavaFX's headless platform for a while and leaves
/// a picture, the capture and a summary.
@Command(
        name = "ismscope",
        header = "Ismscope, visual debugger and traffic inspector for virtio-ism.",
        description = {
            "%nWithout a command the window opens: live on a scenario played by built-in guests, on"
                + " a recording (-r) or on a running backend (-i). Without a display the same runs"
                + " headless for 10 s and leaves ismscope-window.png, ismscope-session.pcapng and a"
                + " summary.%n"
        },
        versionProvider = VersionProvider.class,
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope                                    the tour, live",
            "  ismscope --scenario faulty-driver           guests that break every rule",
            "  ismscope -r session.pcapng                  a recording",
            "  ismscope -r session.pcapng --replay         the same, played as if it were live",
            "  ismscope -i unix:./ism                      a running backend",
            "  ismscope -i unix:./ism -w - | wireshark -k -i -",
            "  ismscope run --for 10s -w session.pcapng    record without a window",
            "  ismscope read -r session.pcapng -V -c 5     the first five events in full",
            "  ismscope --headless --shot window.png       a picture, no display needed",
            "%nExit codes: 0 done, 1 failed, 2 command line wrong, 3 input unreadable."
        },
        synopsisSubcommandLabel = "[COMMAND]")
final class IsmscopeCommand implements Callable<Integer> {
    private static final Duration HEADLESS_TIME = Duration.ofSeconds(10);
    private static final Duration RECORDING_TIME = Duration.ofSeconds(3);
    private static final Path HEADLESS_PICTURE = Path.of("ismscope-window.png");
    private static final Path HEADLESS_CAPTURE = Path.of("ismscope-session.pcapng");

    private final Console console;

    @Mixin private final LiveOptions live = new LiveOptions();

    @Mixin private final AttachOptions attach = new AttachOptions();

    @Mixin private final GlossaryOptions glossary = new GlossaryOptions();

    @Option(
            names = {"-r", "--read"},
            paramLabel = "FILE",
            description = "Open this recording instead of playing a scenario.")
    private @Nullable Path read;

    @Option(
            names = "--replay",
            description = "Play the recording as if it happened now, instead of opening all of it.")
    private boolean replay;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "With --replay: how many times faster, 0.001 to 100 (default: 1).")
    private @Nullable Double speed;

    @Option(names = "--headless", description = "Use no display even if there is one.")
    private boolean headless;

    @Option(
            names = "--shot",
            paramLabel = "PNG",
            description = "Keep a picture of the window as it looks at the end of --for.")
    private @Nullable Path shot;

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            description = "light, dark or system (default: system).")
    private ThemeChoice theme = ThemeChoice.SYSTEM;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = PixelSize.Converter.class,
            description = "Size of the window in pixels, as 1600x1000.")
    private @Nullable PixelSize size;

    @Option(
            names = "--frames",
            description =
                    "Measure frames, beginning 3 s after the first, and tell the figures in the"
                            + " end; --for then is how long to measure.")
    private boolean frames;

    IsmscopeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (glossary.printed(console)) {
            return ExitCode.DONE;
        }
        checkReplay();
        BackendAddress backend = attach.address().orElse(null);
        if (read != null || backend != null) {
            refuseBoth(backend);
        }
        if (read != null) {
            InputFile.check(read);
        }
        if (backend != null && AttachOptions.isOutput(live.write)) {
            return new CaptureToOutput(backend, console).run(live.time);
        }
        boolean noDisplay = Objects.requireNonNullElse(System.getenv("DISPLAY"), "").isEmpty();
        WindowOptions options = windowOptions(backend, headless || noDisplay);
        if (noDisplay && !headless) {
            console.tell(
                    "there is no display (DISPLAY is not set), so this runs headless for %s."
                            .formatted(seconds(options.runTime())));
        }
        return new WindowRun(console, options).call();
    }

    private void checkReplay() throws CommandFailure {
        if (replay && read == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--replay plays a recording: name it with -r.");
        }
        if (speed != null && !replay) {
            throw new CommandFailure(ExitCode.USAGE, "--speed is the speed of a --replay.");
        }
        double wanted = replaySpeed();
        if (!(wanted >= ReplayControl.SLOWEST && wanted <= ReplayControl.FASTEST)) {
            throw new CommandFailure(ExitCode.USAGE, "--speed takes a number from 0.001 to 100.");
        }
    }

    private double replaySpeed() {
        return speed == null ? 1 : speed;
    }

    private void refuseBoth(@Nullable BackendAddress backend) throws CommandFailure {
        if (read != null && backend != null) {
            throw new CommandFailure(ExitCode.USAGE, "-r and -i exclude each other.");
        }
        if (live.saysHowToPlay() || (read != null && live.write != null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "-r opens a recording and -i a backend; --seed, --guests, --snaplen,"
                            + " --content-rate and, with -r, -w are for live runs.");
        }
    }

    private WindowOptions windowOptions(@Nullable BackendAddress backend, boolean withoutDisplay)
            throws CommandFailure {
        Path picture = shot;
        Path keep = live.write;
        Duration time = live.time == null ? Duration.ZERO : live.time;
        if (withoutDisplay) {
            picture = shot == null ? HEADLESS_PICTURE : shot;
            keep = keep == null && read == null && !headless ? HEADLESS_CAPTURE : keep;
        }
        if ((withoutDisplay || shot != null) && live.time == null) {
            time = read == null ? HEADLESS_TIME : RECORDING_TIME;
        }
        return new WindowOptions(
                read,
                replay ? replaySpeed() : 0,
                backend,
                live.scenarioOptions(null),
                withoutDisplay,
                picture,
                time,
                keep,
                theme,
                size == null ? 0 : size.width(),
                size == null ? 0 : size.height(),
                frames);
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
