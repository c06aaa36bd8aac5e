package ismscope.app.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the command line writes: results to `out`, everything about them to `err`, both as UTF-8.
///
/// Results are buffered; [#flush] sends them on. When they cannot be written any more, writing
/// throws [Closed]: on a reader that left (`| head`) the program ends quietly. Thread: one at a
/// time.
public final class Console implements AutoCloseable {
    private static final int BUFFER_CHARS = 1 << 16;
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final OutputStream stream;
    private final Writer out;
    private final Writer err;
    private final boolean watched;

    /// A console that nobody watches.
    ///
    /// @param out takes the results
    /// @param err takes messages to the user
    public Console(OutputStream out, OutputStream err) {
        this(out, err, false);
    }

    /// @param out takes the results
    /// @param err takes messages to the user
    /// @param watched whether somebody looks at `err` as it is written, and so at progress
    Console(OutputStream out, OutputStream err, boolean watched) {
        this.watched = watched;
        this.stream = out;
        this.out =
                new BufferedWriter(
                        new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER_CHARS);
        this.err = new OutputStreamWriter(err, StandardCharsets.UTF_8);
    }

    /// {@return the console of this process: its standard output and standard error}
    public static Console ofProcess() {
        return new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                isTerminal(STANDARD_ERROR));
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    /// Writes a line of results.
    ///
    /// @throws Closed if results cannot be written any more
    public void line(CharSequence text) {
        try {
            out.append(text).append('\n');
        } catch (IOException e) {
            throw new Closed(e);
        }
    }

    /// Tells the user something that is not a result: `ismscope: text`.
    public void tell(String text) {
        try {
            out.flush();
            err.append("ismscope: ").append(text).append('\n').flush();
        } catch (IOException _) {
            // Nobody listens; there is no other way to say it.
        }
    }

    /// Tells the user how far something is, if somebody watches: logs are spared.
    void progress(String text) {
        if (watched) {
            tell(text);
        }
    }

    /// Sends on what is buffered.
    ///
    /// @throws Closed if results cannot be written any more
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new Closed(e);
        }
    }

    /// {@return where results go as bytes, after all lines so far}
    ///
    /// @throws Closed if results cannot be written any more
    OutputStream stream() {
        flush();
        return stream;
    }

    /// {@return results as a print writer, for texts made elsewhere}
    PrintWriter printer() {
        return new PrintWriter(out);
    }

    /// Flushes; what cannot be written any more is dropped.
    @Override
    public void close() {
        try {
            out.flush();
            err.flush();
        } catch (IOException _) {
            // The reader left first.
        }
    }

    /// Results cannot be written any more.
    static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Closed(IOException cause) {
            super(cause);
            reason = Failures.reason(cause);
        }

        /// {@return whether nothing is wrong: who read them has read enough}
        boolean readerLeft() {
            return reason.contains("Broken pipe");
        }

        String reason() {
            return reason;
        }
    }
}
