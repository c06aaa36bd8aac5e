package ismscope.app.theme;

/// A set of colours.
public enum Theme {
    LIGHT,
    DARK
}
