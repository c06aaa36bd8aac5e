package ismscope.inspector.export;

/// Ends an export from within.
final class ExportCancelled extends Exception {
    private static final long serialVersionUID = 1L;

    ExportCancelled() {
        super("cancelled", null, false, false);
    }
}
