package ismscope.inspector.wireshark;

import java.nio.file.Path;
import java.util.Map;

/// Where a user's Wireshark keeps what is his own.
///
/// @param plugins Lua scripts
/// @param extcap programs that capture
/// @param profile settings of the profile `Ismscope`
public record WiresharkFolders(Path plugins, Path extcap, Path profile) {
    private static final String PROFILE = "Ismscope";

    /// {@return the usual ones}
    ///
    /// @param home the user's home directory
    /// @param environment of the process
    public static WiresharkFolders ofUser(Path home, Map<String, String> environment) {
        Path own = home.resolve(".local/lib/wireshark");
        String said = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path settings = said.isBlank() ? home.resolve(".config") : Path.of(said);
        return new WiresharkFolders(
                own.resolve("plugins"),
                own.resolve("extcap"),
                settings.resolve("wireshark/profiles").resolve(PROFILE));
    }

    /// {@return three folders in a directory, to look at or to carry elsewhere}
    public static WiresharkFolders under(Path directory) {
        return new WiresharkFolders(
                directory.resolve("plugins"),
                directory.resolve("extcap"),
                directory.resolve("profiles").resolve(PROFILE));
    }

    /// {@return where a file belongs}
    Path of(WiresharkFile file) {
        Path folder =
                switch (file.place()) {
                    case PLUGINS -> plugins;
                    case EXTCAP -> extcap;
                    case PROFILE -> profile;
                };
        return folder.resolve(file.name());
    }
}
