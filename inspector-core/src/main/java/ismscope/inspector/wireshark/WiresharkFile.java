package ismscope.inspector.wireshark;

/// A file of the package.
///
/// @param place the folder that it belongs to
/// @param name in that folder
/// @param text all of it, with [WiresharkPackage#MARK] in one of its first lines
public record WiresharkFile(Place place, String name, String text) {
    /// Where Wireshark looks for a file.
    public enum Place {
        /// Lua scripts.
        PLUGINS,
        /// Programs that capture.
        EXTCAP,
        /// The profile `Ismscope`.
        PROFILE
    }
}
