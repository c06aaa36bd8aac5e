package ismscope.inspector.export;

/// Follows an export, and can end it.
///
/// Thread: called by the one that exports, every few thousand events.
public interface ExportProgress {
    /// Follows nothing.
    ExportProgress IGNORED = (_, _) -> true;

    /// Tells how far it is.
    ///
    /// @param done steps taken
    /// @param all steps in all, at least `done`
    /// @return whether to go on; false cancels
    boolean advance(long done, long all);
}
