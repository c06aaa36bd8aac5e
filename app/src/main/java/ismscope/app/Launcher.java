package ismscope.app;

import ismscope.app.cli.CommandLineProgram;
import ismscope.app.cli.Console;

/// Where the program starts.
///
/// Not an [javafx.application.Application]: the JDK's launcher would load JavaFX for it, and most
/// of the command line needs no window.
public final class Launcher {
    private Launcher() {}

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] arguments) {
        int code;
        try (Console console = Console.ofProcess()) {
            code = CommandLineProgram.run(console, arguments);
        }
        System.exit(code);
    }
}
