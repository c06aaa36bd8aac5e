package ismscope.app.cli;

/// Exit codes of the program.
public final class ExitCode {
    /// Done.
    public static final int DONE = 0;

    /// The work failed: a check did not hold, a story broke off, the output could not be written.
    public static final int FAILED = 1;

    /// The command line makes no sense.
    public static final int USAGE = 2;

    /// An input file is missing or is no capture.
    public static final int UNREADABLE = 3;

    private ExitCode() {}
}
