package ismscope.app.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A command line as the user typed it, and what came of it.
public record TypedCommand(int exitCode, String out, String err) {
    /// Runs it in this process.
    public static TypedCommand type(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Console console = new Console(out, err)) {
            int code = CommandLineProgram.run(console, words);
            console.flush();
            return new TypedCommand(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }
}
