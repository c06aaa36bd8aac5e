package ismscope.app.cli;

/// A command cannot go on; the message is one sentence for the user.
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String sentence;

    /// @param exitCode one of [ExitCode]
    /// @param sentence what is wrong and, where it helps, what to do; empty if that was told
    CommandFailure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
        this.sentence = sentence;
    }

    int exitCode() {
        return exitCode;
    }

    String sentence() {
        return sentence;
    }
}
