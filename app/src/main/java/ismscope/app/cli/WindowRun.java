package ismscope.app.cli;

import ismscope.app.IsmscopeApp;
import ismscope.app.WindowOptions;

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
    int call() {
        int code = IsmscopeApp.open(options);
        if (options.screenshot() != null && code == ExitCode.DONE) {
            console.tell("left %s.".formatted(options.screenshot()));
        }
        return code;
    }
}
