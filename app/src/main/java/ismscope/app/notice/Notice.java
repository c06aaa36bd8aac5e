package ismscope.app.notice;

/// Something a person should know.
///
/// @param level how much it matters
/// @param sentence for everyone
/// @param details for those who want to know more: paths, what the system said; may be empty
public record Notice(Level level, String sentence, String details) {
    /// How much it matters.
    public enum Level {
        /// Goes away by itself.
        DONE,
        WARNING,
        ERROR
    }
}
