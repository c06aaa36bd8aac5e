package ismscope.app.cli;

import java.io.StringWriter;

/// A command line as the user typed it, and what came of it.
record TypedCommand(int exitCode, String out, String err) {
    /// Runs it in this process.
    static TypedCommand type(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (Console console = new Console(out, err)) {
            int code = CommandLineProgram.run(console, words);
            console.flush();
            return new TypedCommand(code, out.toString(), err.toString());
        }
    }
}
