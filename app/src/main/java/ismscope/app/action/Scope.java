package ismscope.app.action;

/// Where the keys of an action work.
public enum Scope {
    /// Anywhere in the window; text fields keep the keys they use themselves.
    WINDOW,
    /// While the event list has the focus.
    EVENT_LIST,
    /// While the bytes of the event have the focus.
    EVENT_BYTES;

    /// {@return the key of its name in the bundle}
    public String textKey() {
        return "scope." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
