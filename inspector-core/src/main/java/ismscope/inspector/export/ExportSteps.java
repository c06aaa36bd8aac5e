package ismscope.inspector.export;

/// Counts the steps of an export and tells its progress now and then.
final class ExportSteps {
    private static final int TELL_EVERY = 4096;

    private final ExportProgress progress;
    private final long all;
    private long done;

    ExportSteps(ExportProgress progress, long all) {
        this.progress = progress;
        this.all = all;
    }

    /// Takes a step.
    void take() throws ExportCancelled {
        if (done % TELL_EVERY == 0) {
            tell();
        }
        done++;
    }

    /// Tells how far it is.
    void tell() throws ExportCancelled {
        if (!progress.advance(done, all) || Thread.currentThread().isInterrupted()) {
            throw new ExportCancelled();
        }
    }
}
