package ismscope.app.cli;

import ismscope.app.IsmscopeApp;
import ismscope.app.WindowOptions;
import ismscope.app.frame.FrameMeter;
import ismscope.app.text.Numbers;
import java.util.Locale;
import java.util.Objects;

/// Opens the window; apart from the command so that only who wants a window loads JavaFX.
final class WindowRun {
    private final Console console;
    private final WindowOptions options;

    WindowRun(Console console, WindowOptions options) {
        this.console = console;
        this.options = options;
    }

    /// Returns when the window is closed.
    ///
    /// @return exit code
    /// @throws CommandFailure if the desktop does not let a window open, what was asked for could
    ///   not be done, or what is left of the run cannot be read
    int call() throws CommandFailure, InterruptedException {
        int code = open();
        if (!IsmscopeApp.trouble().isEmpty()) {
            throw new CommandFailure(code, IsmscopeApp.trouble());
        }
        FrameMeter.Figures figures = IsmscopeApp.frames();
        if (figures != null) {
            tell(figures);
        }
        if (code == ExitCode.DONE && options.headless() && options.keepFile() != null) {
            summarize();
        }
        if (code == ExitCode.DONE && options.screenshot() != null) {
            console.tell(
                    options.keepFile() == null
                            ? "left %s.".formatted(options.screenshot())
                            : "left %s and %s."
                                    .formatted(options.screenshot(), options.keepFile()));
        }
        return code;
    }

    private int open() throws CommandFailure {
        try {
            return IsmscopeApp.open(options);
        } catch (UnsupportedOperationException | LinkageError e) {
            if (!isOfTheToolkit(e)) {
                throw e;
            }
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "no window can be opened on display %s (%s); check DISPLAY and that libgtk-3-0 is"
                                    .formatted(System.getenv("DISPLAY"), e.getMessage())
                            + " installed, or use --headless.");
        }
    }

    private static boolean isOfTheToolkit(Throwable failure) {
        return failure instanceof UnsatisfiedLinkError
                || (failure.getStackTrace().length > 0
                        && failure.getStackTrace()[0].getClassName().startsWith("com.sun."));
    }

    private void tell(FrameMeter.Figures figures) {
        console.line(
                String.format(
                        Locale.ROOT,
                        "Frames          %.1f a second; 99 of 100 within %s ms, all within %s ms",
                        figures.perSecond(),
                        Numbers.millis(figures.p99Nanos()),
                        Numbers.millis(figures.longestNanos())));
        console.line(
                "Event to pixel  half within %s ms, 99 of 100 within %s ms, all within %s ms"
                        .formatted(
                                Numbers.millis(figures.deviceToPixelP50Nanos()),
                                Numbers.millis(figures.deviceToPixelP99Nanos()),
                                Numbers.millis(figures.deviceToPixelMaxNanos())));
    }

    private void summarize() throws CommandFailure, InterruptedException {
        try (OpenRecording recording =
                OpenRecording.of(Objects.requireNonNull(options.keepFile()), console)) {
            SessionSummary.of(recording.snapshot()).forEach(console::line);
        }
    }
}
