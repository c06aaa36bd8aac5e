package ismscope.app.action;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Where the keys of an action work.
public enum Scope {
    /// Anywhere in the window; text fields keep the keys they use themselves.
    WINDOW,
    /// While the event list has the focus.
    EVENT_LIST,
    /// While the bytes of the event have the focus.
    EVENT_BYTES,
    /// While the graph has the focus.
    GRAPH,
    /// While the bytes of the region have the focus.
    REGION,
    /// While the findings have the focus.
    FINDINGS,
    /// While the bookmarks and notes have the focus.
    NOTES,
    /// While the time line has the focus.
    TIMELINE,
    /// While the sequence diagram has the focus.
    SEQUENCE;

    /// {@return the actions whose keys work here, in their order}
    public List<ActionId> actions() {
        return Arrays.stream(ActionId.values()).filter(id -> id.scope() == this).toList();
    }

    /// {@return the key of its name in the bundle}
    public String textKey() {
        return "scope." + name().toLowerCase(Locale.ROOT);
    }
}
