package ismscope.app.cli;

import ismscope.inspector.event.ValueText;
import ismscope.inspector.export.ExportProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Reading or writing a file that may take a while: says on a terminal how far it is once it has
/// taken a second, and ends in good order on Ctrl+C, so that no half of a file is left.
final class LongWork implements ExportProgress, AutoCloseable {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Console console;
    private final String subject;
    private final LongSupplier clock;
    private final StopOnSignal signal = new StopOnSignal(this::cancel);
    private volatile boolean cancelled;
    private long due;

    /// Writing a file.
    LongWork(Console console) {
        this(console, "", System::nanoTime);
    }

    /// {@return reading of a file}
    static LongWork reading(Path file, Console console) {
        return new LongWork(console, "reading %s: ".formatted(file), System::nanoTime);
    }

    /// @param subject what stands before each word of progress, may be empty
    /// @param clock in nanoseconds
    LongWork(Console console, String subject, LongSupplier clock) {
        this.console = console;
        this.subject = subject;
        this.clock = clock;
        this.due = clock.getAsLong() + SECOND_NANOS;
    }

    /// Ends it at the next step. Thread: any.
    void cancel() {
        cancelled = true;
    }

    @Override
    public boolean advance(long done, long all) {
        boolean asked = isDue();
        if (asked && all > 0) {
            console.progress(subject + (long) (100.0 * done / all) + " % done");
        }
        return !cancelled;
    }

    /// The same where nobody knows how much there is.
    ///
    /// @return whether to go on
    boolean advance(long events) {
        if (isDue()) {
            console.progress(subject + ValueText.count(events, "event") + " so far");
        }
        return !cancelled;
    }

    private boolean isDue() {
        long now = clock.getAsLong();
        if (now < due) {
            return false;
        }
        due = now + SECOND_NANOS;
        return true;
    }

    /// Says how it ended.
    ///
    /// @param events that are in the file
    /// @return exit code
    int ended(boolean whole, long events, Path target) {
        if (!whole) {
            console.tell("cancelled; %s is not written.".formatted(target));
            return ExitCode.FAILED;
        }
        console.tell("%d events in %s.".formatted(events, target));
        return ExitCode.DONE;
    }

    /// Says that a file was not read to its end. At once: on Ctrl+C the process waits for no word
    /// that is said after [#close].
    ///
    /// @return the end of the command, of which everything is said
    CommandFailure cancelledReading(Path file) {
        console.tell("cancelled; %s is not read to its end.".formatted(file));
        return new CommandFailure(ExitCode.FAILED, "");
    }

    /// {@return what went wrong, for the user}
    static CommandFailure failure(IOException e) {
        return new CommandFailure(ExitCode.FAILED, Failures.reason(e));
    }

    /// What had to be written is: the process may end.
    @Override
    public void close() {
        signal.close();
    }
}
