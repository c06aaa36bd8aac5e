package ismscope.inspector.export;

/// What goes into an export, and how.
///
/// @param filter which events
/// @param redactTokens whether tokens, which are capabilities, are replaced: see [TokenRedaction]
public record ExportOptions(EventFilter filter, boolean redactTokens) {
    /// Everything, as it is.
    public static final ExportOptions EVERYTHING = new ExportOptions(EventFilter.EVERYTHING, false);

    /// {@return these events only}
    public ExportOptions of(EventFilter filter) {
        return new ExportOptions(filter, redactTokens);
    }

    /// {@return the same with tokens replaced}
    public ExportOptions redacted() {
        return new ExportOptions(filter, true);
    }
}
