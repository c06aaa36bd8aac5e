package ismscope.inspector.export;

/// What goes into an export, and how.
///
/// @param filter which events
/// @param redactTokens whether tokens, which are capabilities, are replaced: see [TokenRedaction]
/// @param findings whether findings become notes of the events at which they show: see
///   [FindingNotes]
public record ExportOptions(EventFilter filter, boolean redactTokens, boolean findings) {
    /// Everything, as it is.
    public static final ExportOptions EVERYTHING =
            new ExportOptions(EventFilter.EVERYTHING, false, false);

    /// {@return these events only}
    public ExportOptions of(EventFilter filter) {
        return new ExportOptions(filter, redactTokens, findings);
    }

    /// {@return the same with tokens replaced}
    public ExportOptions redacted() {
        return new ExportOptions(filter, true, findings);
    }

    /// {@return the same with findings as notes}
    public ExportOptions withFindings() {
        return new ExportOptions(filter, redactTokens, true);
    }
}
