package ismscope.app.theme;

/// Which theme the user wants.
public enum ThemeChoice {
    /// As the desktop says, also when it changes its mind.
    SYSTEM,
    LIGHT,
    DARK
}
